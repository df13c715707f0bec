import { isScalar, Scalar } from 'yaml';
import type { ErrorCollector } from './errors.ts';
import type { Span, YamlScalar } from './nodes.ts';

/** Whether a node of the library stands for no text at all: `key:`, `-`. */
export function isMissing(node: unknown): boolean {
  return isScalar(node) && (node.type ?? Scalar.PLAIN) === Scalar.PLAIN && (node.value === '' || node.value === null);
}

/** The scalar of a value that is not there, right after the last text before `offset`. */
export function missingAt(text: string, offset: number): YamlScalar {
  let at = Math.min(offset, text.length);
  while (at > 0 && /[ \t\r\n]/.test(text[at - 1]!)) at--;
  return { kind: 'scalar', text: '', style: 'missing', start: at, end: at };
}

/**
 * Converts a scalar. Quotes that are never closed, and backslashes in double quotes that start no escape, are reported
 * once for the whole scalar, and its text is then what was most likely meant.
 */
export function convertScalar(node: Scalar, text: string, errors: ErrorCollector): YamlScalar {
  const [start = 0, end = 0] = node.range ?? [];
  if (isMissing(node)) return missingAt(text, start);
  const value = typeof node.value === 'string' ? node.value : String(node.value);
  switch (node.type) {
    case Scalar.QUOTE_SINGLE:
      return quoted('single', value, { start, end }, text, errors);
    case Scalar.QUOTE_DOUBLE:
      return quoted('double', value, { start, end }, text, errors);
    case Scalar.BLOCK_FOLDED:
    case Scalar.BLOCK_LITERAL:
      return { kind: 'scalar', text: value, style: 'block', start, end: text.slice(0, end).trimEnd().length };
    default:
      return { kind: 'scalar', text: value, style: 'plain', start, end };
  }
}

function quoted(
  style: 'single' | 'double',
  value: string,
  span: Span,
  text: string,
  errors: ErrorCollector,
): YamlScalar {
  const { start, end } = span;
  const unclosed = errors.within({ start: end, end }, /Missing closing/);
  if (unclosed.length > 0) return unclosedText(style, span, text, errors);
  const badEscapes = errors.within(span, /^Invalid escape/);
  if (badEscapes.length === 0) return { kind: 'scalar', text: value, style, start, end };
  errors.claim(badEscapes);
  errors.add(
    'bad-escape',
    'In double quotes a backslash starts an escape, as in "\\n". Put a path in single quotes, or double its backslashes.',
    span,
  );
  return { kind: 'scalar', text: text.slice(start + 1, end - 1), style, start, end };
}

/** The library takes all that follows into the text; what was meant most likely ends with the line. */
function unclosedText(style: 'single' | 'double', span: Span, text: string, errors: ErrorCollector): YamlScalar {
  errors.claim(errors.within(span, /^Invalid escape|Missing closing/));
  const line = text.slice(span.start, span.end).split(/\r?\n/, 1)[0]!.trimEnd();
  const end = span.start + line.length;
  errors.add('syntax', `This ${style === 'single' ? "`'`" : '`"`'} is never closed.`, { start: span.start, end });
  return { kind: 'scalar', text: line.slice(1), style, start: span.start, end };
}
