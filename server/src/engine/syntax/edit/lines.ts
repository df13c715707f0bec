/** Lines of a text, by offsets. A line ends before its `\n` or `\r\n`. */

import { lineStart } from '../lines.ts';

export { lineStart };

/** Offset where the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** Offset where the line after that of `offset` begins; the text's length when there is none. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** Offset before the line break that ends just at `offset`; `offset` itself when none does. */
export function beforeBreak(text: string, offset: number): number {
  if (text[offset - 1] !== '\n') return offset;
  return text[offset - 2] === '\r' ? offset - 2 : offset - 1;
}

/** End of the line on which content ends. Content that ends with a line break (a block scalar's) ends before it. */
export function endOfLine(text: string, contentEnd: number): number {
  return text[contentEnd - 1] === '\n' ? beforeBreak(text, contentEnd) : lineEnd(text, contentEnd);
}

/** Whether only white space stands before `offset` on its line, however long that is. */
export function beginsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && /\s/.test(text[at - 1]!)) at--;
  return at === 0 || text[at - 1] === '\n';
}

/** Zero-based column of `offset`. A byte order mark takes no column. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (offset > start && text[start] === '\uFEFF' ? 1 : 0);
}

/** True when the line that begins at `start` holds white space only. The end of the text is no line. */
export function isBlankLine(text: string, start: number): boolean {
  return start < text.length && text.slice(start, lineEnd(text, start)).trim() === '';
}

/** Offset of the first line of the blank lines that stand directly above `start`; `start` when none does. */
export function blankRunAbove(text: string, start: number): number {
  let at = start;
  while (at > 0 && isBlankLine(text, lineStart(text, at - 1))) at = lineStart(text, at - 1);
  return at;
}

/** Offset of the first line at or after `start` that is not blank, or the text's length. */
export function skipBlankLines(text: string, start: number): number {
  let at = start;
  while (isBlankLine(text, at)) at = nextLine(text, at);
  return at;
}

/** Offset of the next character, at or after `offset`, that is neither white space nor within a comment. */
export function skipTrivia(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    if (text[at] !== '#' || (at > 0 && !/\s/.test(text[at - 1]!))) return at;
    at = lineEnd(text, at);
  }
}

/** Offset after the last character before `offset` that is no white space, not going below `least`. */
export function trimBack(text: string, offset: number, least: number): number {
  let at = offset;
  while (at > least && /\s/.test(text[at - 1]!)) at--;
  return at;
}
