import type { Position, Range } from 'vscode-languageserver';
import type { Encoding } from '../../server/src/lsp/positions.ts';

/** The lines of a text, as LSP counts them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** How long a text of one line is in positions. */
export function lengthIn(text: string, encoding: Encoding): number {
  return encoding === 'utf-16' ? text.length : Buffer.byteLength(text);
}

/** What is wrong with the positions of an answer: the paths of those that are none of the text that they speak of. */
export function invalidPositions(
  answer: unknown,
  uri: string,
  texts: ReadonlyMap<string, string>,
  encoding: Encoding,
): string[] {
  const lines = new Map([...texts].map(([each, text]) => [each, linesOf(text)]));
  const faults: string[] = [];
  const visit = (value: unknown, of: string, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach((each, index) => {
        visit(each, of, `${path}[${index}]`);
      });
      return;
    }
    const record = value as { readonly [key: string]: unknown };
    const own = uriIn(record) ?? of;
    const fault = faultOf(record, lines.get(own), encoding);
    if (fault) faults.push(`${path}: ${fault} ${JSON.stringify(value)}`);
    for (const [key, each] of Object.entries(record)) visit(each, texts.has(key) ? key : own, `${path}.${key}`);
  };
  visit(answer, uri, '');
  return faults;
}

function uriIn({ uri, targetUri, textDocument }: { readonly [key: string]: unknown }): string | undefined {
  const named = uri ?? targetUri ?? (textDocument as { readonly uri?: unknown } | undefined)?.uri;
  return typeof named === 'string' ? named : undefined;
}

function faultOf(
  record: { readonly [key: string]: unknown },
  lines: readonly string[] | undefined,
  encoding: Encoding,
): string | undefined {
  if (!lines) return undefined;
  if (typeof record.startLine === 'number') {
    const ok =
      0 <= record.startLine && record.startLine <= Number(record.endLine) && Number(record.endLine) < lines.length;
    return ok ? undefined : 'no fold of the text';
  }
  if (Array.isArray(record.data)) return tokenFault(record.data, lines, encoding);
  const { start, end } = record as Partial<Range>;
  if (!isPosition(start) || !isPosition(end)) return undefined;
  if (!isIn(start, lines, encoding) || !isIn(end, lines, encoding)) return 'outside of the text';
  return start.line < end.line || (start.line === end.line && start.character <= end.character)
    ? undefined
    : 'ends before it starts';
}

function isPosition(value: unknown): value is Position {
  return typeof (value as Partial<Position> | undefined)?.line === 'number';
}

function isIn({ line, character }: Position, lines: readonly string[], encoding: Encoding): boolean {
  const text = lines[line];
  if (text === undefined || character < 0) return false;
  if (encoding === 'utf-16') return character <= text.length;
  let at = 0;
  for (const each of text) {
    if (at >= character) break;
    at += Buffer.byteLength(each);
  }
  return at === character;
}

/** Of semantic tokens: line, character and length, each from the token before. */
function tokenFault(data: readonly number[], lines: readonly string[], encoding: Encoding): string | undefined {
  let [line, start, end] = [0, 0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [down, right, length] = data.slice(index, index + 3) as [number, number, number];
    if (down > 0) [line, start, end] = [line + down, 0, 0];
    start += right;
    if (start < end || length <= 0) return `token ${index / 5} overlaps, or is empty`;
    end = start + length;
    if (!isIn({ line, character: start }, lines, encoding) || !isIn({ line, character: end }, lines, encoding))
      return `token ${index / 5} outside of the text`;
  }
  return undefined;
}
