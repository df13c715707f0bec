import { skipTrivia } from './lines.ts';

/** One entry of a flow collection, without the comma and the comments around it. */
export interface FlowEntry {
  readonly start: number;
  readonly end: number;
  /** Offset of the comma after it; undefined for a last entry without one. */
  readonly comma: number | undefined;
}

/** What stands between the brackets, as the text has it: aliases and merge keys are entries like others. */
export interface FlowLayout {
  /** Offset of the opening bracket. */
  readonly open: number;
  /** Offset of the closing bracket. */
  readonly close: number;
  readonly entries: readonly FlowEntry[];
}

/**
 * Finds the entries of the flow collection whose `[` or `{` stands at `open`. Undefined when it is not closed.
 * Quotes open a quoted scalar only where a token can begin; within a plain scalar they are letters.
 */
export function flowLayout(text: string, open: number): FlowLayout | undefined {
  const entries: FlowEntry[] = [];
  let depth = 0;
  let start = -1;
  let end = -1;
  let inPlain = false;
  const close = (comma: number | undefined): void => {
    if (start >= 0) entries.push({ start, end, comma });
    start = -1;
  };

  for (let at = open; at < text.length; at++) {
    const char = text[at]!;
    if (/\s/.test(char)) continue;
    if (char === '#' && /\s/.test(text[at - 1]!)) {
      at = skipTrivia(text, at) - 1;
      continue;
    }
    const closing = char === ']' || char === '}';
    if (closing && depth === 1) {
      close(undefined);
      return { open, close: at, entries };
    }
    if (char === ',' && depth === 1) {
      close(at);
      inPlain = false;
      continue;
    }
    if (at > open && start < 0) start = at;
    if (char === '[' || char === '{') depth++;
    if (closing) depth--;
    if (/[[\]{},]/.test(char) || (char === ':' && /[\s,[\]{}]/.test(text[at + 1] ?? ' '))) {
      inPlain = false;
    } else if (!inPlain && (char === '"' || char === "'")) {
      at = quotedEnd(text, at) - 1;
    } else if (!inPlain && (char === '&' || char === '!' || char === '*')) {
      at = propertyEnd(text, at) - 1;
    } else if (char !== ':' || inPlain) {
      inPlain = true;
    }
    end = at + 1;
  }
  return undefined;
}

/** Offset after the quoted scalar that begins at `start`. */
function quotedEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== "'") return at + 1;
      at++;
    }
  }
  return text.length;
}

/** Offset after the anchor, tag or alias that begins at `start`. */
export function propertyEnd(text: string, start: number): number {
  let at = start + 1;
  if (text[start] === '!' && text[at] === '<') while (at < text.length && text[at] !== '>') at++;
  while (at < text.length && !/[\s,[\]{}]/.test(text[at]!)) at++;
  return at;
}
