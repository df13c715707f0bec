import { scanKeys } from './scan-keys.ts';

/**
 * Where the cursor stands, told from the text alone: completion and hovers work in a line that is half typed, too.
 * Offsets count UTF-16 code units from the start of the text.
 */
export interface Cursor {
  /** The keys from the root down to where the cursor is, `null` for an item of a list. */
  readonly path: readonly (string | null)[];
  /** It stands behind the colon of the last key of the path: there is a value. Else a key, or an item, may stand there. */
  readonly afterColon: boolean;
  /** The word around the cursor, without quotes. */
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly quote: '"' | "'" | undefined;
  /** Whether the quote is closed on its line. */
  readonly closed: boolean;
  /** Whether a colon follows, which makes the word a key. */
  readonly hasColon: boolean;
  /** Inside `{ }` or `[ ]`. */
  readonly flow: boolean;
  /** The other keys of the mapping that the word would be a key of. */
  readonly siblings: ReadonlySet<string>;
}

/** `undefined` in a comment, in a block text, and right behind a colon, where YAML wants a space first. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const { open, keys } = scanKeys(text.slice(0, offset), text);
  if (!open) return undefined;
  const { start, quote } = open;
  const rest = text.slice(offset);
  const length = quote
    ? rest.search(quote === '"' ? /["\r\n]|$/ : /['\r\n]|$/)
    : /^(?:[^\s:,[\]{}#]|:(?!\s|$))*/.exec(rest)![0].length;
  const end = offset + length;
  const closed = quote !== undefined && text[end] === quote;
  const after = text.slice(closed ? end + 1 : end);
  const hasColon = !open.afterColon && /^[ \t]*:(?=\s|$)/.test(after);
  const siblings = keys.filter((key) => key.owner === open.owner && key.start !== start - (quote ? 1 : 0));
  return {
    ...open,
    end,
    word: text.slice(start, end),
    closed,
    hasColon,
    siblings: new Set(siblings.map(({ name }) => name)),
  };
}
