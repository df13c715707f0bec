import type { YAMLError as LibraryError } from 'yaml';
import { lineStart } from './lines.ts';
import { explain } from './messages.ts';
import type { Span, YamlError } from './nodes.ts';

const none: readonly YamlError[] = [];

/**
 * Collects the errors of one unit: the YAML library's, put into plain words, and those found while converting. An error
 * found here may claim a stretch of the text, and then what the library says about that stretch is left out.
 */
export class ErrorCollector {
  private readonly text: string;
  private readonly library: readonly LibraryError[];
  private readonly own: YamlError[] = [];
  private readonly claimed = new Set<LibraryError>();

  constructor(text: string, library: readonly LibraryError[]) {
    this.text = text;
    this.library = library;
  }

  /** Adds an error found while converting. */
  add(code: YamlError['code'], message: string, span: Span, related?: Span): void {
    this.own.push({ code, message, ...tidy(this.text, span), ...(related && { related }) });
  }

  /** The library's errors that start within a span (`end` included) and whose text matches. */
  within(span: Span, matches: RegExp): LibraryError[] {
    return this.library.filter(
      ({ pos, message }) => pos[0] >= span.start && pos[0] <= span.end && matches.test(message),
    );
  }

  /** Whether an error of our own stands exactly there already. */
  covers({ start, end }: Span): boolean {
    return this.own.some((error) => error.start === start && error.end === end);
  }

  /** Marks library errors as told by an error of our own. */
  claim(errors: readonly LibraryError[]): void {
    for (const error of errors) this.claimed.add(error);
  }

  /** All errors by place. One mistake often makes several: of the syntax errors that start in one line the first stays. */
  finish(): readonly YamlError[] {
    if (this.own.length + this.library.length === 0) return none;
    const all = [...this.own];
    const tabs = new Set<YamlError>();
    let lost = false;
    for (const error of this.library) {
      // Where the library loses its way it reports every token that follows.
      const loses = / token in YAML stream/.test(error.message);
      if (!this.claimed.has(error) && !(lost && loses)) {
        const explained = this.explained(error);
        all.push(explained);
        if (error.code === 'TAB_AS_INDENT') tabs.add(explained);
      }
      lost ||= loses;
    }
    all.sort((a, b) => a.start - b.start || rank(a) - rank(b) || a.end - b.end);
    return firstOf(tabs, this.firstOfEachLine(all));
  }

  private explained({ code, message, pos }: LibraryError): YamlError {
    // Here the library points behind the text above the list, and not at the list.
    const ahead = /block sequence/.test(message) ? textAhead(this.text, pos[0]) : pos[0];
    const span = tidy(this.text, { start: ahead, end: pos[1] });
    const word = code === 'TAB_AS_INDENT' ? undefined : firstWord(this.text, span);
    const { start, end } = word ?? span;
    const found = this.text.slice(start, end);
    return { code: 'syntax', message: explain(code, message, found, word !== undefined), start, end };
  }

  private firstOfEachLine(errors: readonly YamlError[]): YamlError[] {
    let lineEnd = -1;
    return errors.filter((error) => {
      if (error.code !== 'syntax') return true;
      if (error.start <= lineEnd) return false;
      const next = this.text.indexOf('\n', error.start);
      lineEnd = next < 0 ? this.text.length : next;
      return true;
    });
  }
}

/** Lines that are indented with tabs are one mistake: the first of them says how many more there are. */
function firstOf(tabs: ReadonlySet<YamlError>, errors: YamlError[]): YamlError[] {
  const [first, ...more] = errors.filter((error) => tabs.has(error));
  if (!first || more.length === 0) return errors;
  const others = more.length === 1 ? 'So is 1 more line' : `So are ${more.length} more lines`;
  const told = { ...first, message: `${first.message} ${others}.` };
  return errors.flatMap((error) => (error === first ? [told] : tabs.has(error) ? [] : [error]));
}

/** The next offset where text stands that is no comment. */
function textAhead(text: string, offset: number): number {
  const gap = /(?:\s|#[^\n]*(?:\n|$))*/y;
  gap.lastIndex = offset;
  gap.test(text);
  return gap.lastIndex;
}

/** Of two errors in one place the syntax comes first: that a key stands there twice may follow from it. */
function rank(error: YamlError): number {
  return error.code === 'duplicate-key' ? 1 : 0;
}

/** A span within the text and one line, of one character at least if the text has one. */
export function tidy(text: string, span: Span): Span {
  let start = Math.min(Math.max(0, span.start), text.length);
  if (isBlankTo(text, start)) {
    // The library points behind the end: what is wrong is the text before.
    while (start > 0 && /\s/.test(text[start - 1]!)) start--;
    start = Math.max(0, start - 1);
    return { start, end: Math.min(start + 1, text.length) };
  }
  const lineEnd = text.slice(start, Math.max(span.end, start + 1)).search(/[\r\n]/);
  const end = lineEnd < 0 ? Math.max(span.end, start + 1) : start + lineEnd;
  return { start, end: Math.max(start + 1, Math.min(end, text.length)) };
}

/** When a span starts in the indentation of a line, or right behind it: the first word of that line. */
function firstWord(text: string, span: Span): Span | undefined {
  const from = lineStart(text, span.start);
  const [line, indentation, word] = /^([ ]*)([^\s:]+)/.exec(text.slice(from, from + 1000)) ?? [];
  if (line === undefined || span.start > from + indentation!.length) return undefined;
  const start = from + indentation!.length;
  return { start, end: Math.max(span.end, start + word!.length) };
}

function isBlankTo(text: string, start: number): boolean {
  return start >= text.length || text[start] === '\n' || text[start] === '\r';
}
