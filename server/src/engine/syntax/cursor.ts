import { lineStart } from './lines.ts';
import { scanKeys } from './scan-keys.ts';
import type { SyntaxTree } from './tree.ts';
import type { ParsedUnit } from './unit.ts';
import { unitAt } from './unit-at.ts';

/**
 * Where the cursor stands, told from the text alone: completion and hovers work in a line that is half typed, too.
 * Offsets count UTF-16 code units from the start of the text.
 */
export interface Cursor {
  readonly offset: number;
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
  /** Inside `[ ]`, where an item may stand. */
  readonly inBrackets: boolean;
  /** What stands on its line before the word, quote excluded. */
  readonly lead: string;
  /** The other keys of the mapping that the word would be a key of. */
  readonly siblings: ReadonlySet<string>;
  /** The scalars of the mappings that the cursor is in, by key, the outermost mapping first. */
  readonly around: readonly ReadonlyMap<string, string>[];
  /** The other scalars of the list that the cursor is in. */
  readonly listed: ReadonlySet<string>;
  /** Where the dash of a next item would stand on its line, which the item around it ends with. */
  readonly nextItem: number | undefined;
}

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** Where the cursor stands in a file. Only the item or section around it is looked at, however large the file is. */
export function cursorIn(tree: SyntaxTree, offset: number): Cursor | undefined {
  const unit = unitAt(tree, offset);
  if (!unit) return cursorAt('', 0);
  const found = cursorAt(unit.text, offset - unit.start, sectionAround(tree, unit as ParsedUnit));
  if (!found) return undefined;
  const start = found.start + unit.start;
  const onWord = start - (found.quote ? 1 : 0);
  const others = tree.sections.filter(({ keyPlace }) => keyPlace.unit.start + keyPlace.start !== onWord);
  return {
    ...found,
    offset,
    start,
    end: found.end + unit.start,
    nextItem: found.nextItem === undefined ? undefined : found.nextItem + unit.start,
    siblings: found.path.length > 0 ? found.siblings : new Set([...found.siblings, ...others.map(({ key }) => key)]),
  };
}

/** The top-level key that the item stands under. */
function sectionAround(tree: SyntaxTree, unit: ParsedUnit): string | undefined {
  if (unit.kind !== 'item') return undefined;
  return tree.sections.findLast(({ keyPlace }) => keyPlace.unit.start <= unit.start)?.key;
}

/**
 * Where the cursor stands in a text.
 *
 * @param section the top-level key that the text stands under, where it is a piece of a file
 * @returns `undefined` in a comment, in a block text, right behind a colon or a dash, where YAML wants a space
 * first, and where something other than a word stands already
 */
export function cursorAt(text: string, offset: number, section?: string): Cursor | undefined {
  const { open, keys, scalars } = scanKeys(text.slice(0, offset), text, section);
  if (!open) return undefined;
  const { path, owner, owners, list, dash, start, quote, afterColon, flow, inBrackets } = open;
  const rest = text.slice(offset);
  const end = offset + lengthOfWord(rest, quote);
  const closed = quote !== undefined && text[end] === quote;
  const after = text.slice(closed ? end + 1 : end);
  const onWord = start - (quote ? 1 : 0);
  // Between a dash and what stands there, or before something that is no word, nothing can be written.
  if (/(?:^|\s)-$/.test(text.slice(Math.max(onWord - 2, 0), onWord)) || !ENDS[flow ? 'flow' : 'block'].test(after))
    return;
  const siblings = keys.filter((key) => key.owner === owner && key.start !== onWord);
  const from = lineStart(text, onWord);
  const lead = text.slice(from, onWord);
  const items = (list === undefined ? undefined : scalars.items.get(list)) ?? [];
  return {
    offset,
    path,
    afterColon,
    start,
    end,
    word: text.slice(start, end),
    quote,
    closed,
    hasColon: !afterColon && /^[ \t]*:(?=\s|$)/.test(after),
    flow,
    inBrackets,
    lead,
    siblings: new Set(siblings.map(({ name }) => name)),
    around: owners.map((each) => scalars.values.get(each) ?? NO_VALUES),
    listed: new Set(items.flatMap((item) => (item.start === start ? [] : [item.text]))),
    nextItem: dash !== undefined && /^ +$/.test(lead) && endsItem(after, dash) ? from + dash : undefined,
  };
}

/** Whether nothing below the line belongs to the item whose dash is at the column. */
function endsItem(after: string, dash: number): boolean {
  const below = /\n( *)[^\s#]/.exec(after);
  return !below || below[1]!.length <= dash;
}

/** What may stand behind a word. */
const ENDS = { block: /^[ \t]*(?:[:#\r\n]|$)/, flow: /^[ \t]*(?:[:#,\]}\r\n]|$)/ };

/** How much of the text behind the cursor belongs to its word: a plain scalar may have blanks inside. */
function lengthOfWord(rest: string, quote: string | undefined): number {
  if (quote) return rest.search(quote === '"' ? /["\r\n]|$/ : /['\r\n]|$/);
  return /^(?:[^\s:,[\]{}#]|:(?![\s,[\]{}]|$)|[ \t]{1,64}(?=[^\s:,[\]{}#]))*/.exec(rest)![0].length;
}
