import type { Field, Type } from '../schema/types.ts';
import { type Cursor, cursorIn } from '../syntax/cursor.ts';
import type { SyntaxTree } from '../syntax/index.ts';
import { type Completion, type Completions, type Part, plainText, type Site, type Suggestion } from './completion.ts';
import { wordsMarkdown } from './describe-field.ts';
import { fieldsOf, type Slot, singleOf, slotAt } from './field-at.ts';
import { NewMapping, requiredFirst } from './new-mapping.ts';
import { suggest } from './suggest.ts';
import { indentOf, wantsList, writeItem, writeKey, writeScalar } from './write.ts';

/** More are never shown at once. */
const MOST = 200;

const NONE: Completions = { items: [], isIncomplete: false };

/**
 * What may be written at the offset of a file: what the format allows and what the topology has for it. Keys that do not
 * stand there yet, required ones first; words, names and addresses, the likeliest first; whole new mappings. It looks at
 * the text around the cursor, not at what parses, so a half-typed line is no hindrance.
 */
export function complete(root: Type, tree: SyntaxTree, offset: number, site: Site): Completions {
  const cursor = cursorIn(tree, offset);
  const slot = cursor && slotAt(root, cursor.path);
  if (!cursor || !slot) return NONE;
  const { items, isIncomplete } = values(root, slot, cursor, site);
  // A colon that was just typed may go on as `proxy:`, but what ends a key is none.
  const isValue = cursor.afterColon || (!cursor.quote && cursor.word.endsWith(':'));
  const canBeWhole = !isValue && !cursor.hasColon && !cursor.quote;
  const wholes = canBeWhole && cursor.siblings.size === 0 ? newMappings(root, slot, cursor, site) : [];
  const keys = isValue ? [] : keysOf(root, slot, cursor, site);
  const next = canBeWhole && cursor.siblings.size > 0 ? nextItem(root, slot, cursor, site) : [];
  return { items: [...items, ...wholes, ...keys, ...next], isIncomplete };
}

/** Whether the paths of files around are wanted at the offset. */
export function wantsPaths(root: Type, tree: SyntaxTree, offset: number): Cursor | undefined {
  const cursor = cursorIn(tree, offset);
  return cursor && slotAt(root, cursor.path)?.field?.offers === 'paths' ? cursor : undefined;
}

function keysOf(root: Type, slot: Slot, cursor: Cursor, site: Site): Completion[] {
  const { type } = slot;
  if (type.kind === 'dictionary') return settings(root, slot, cursor, site);
  const fields = fieldsOf(type);
  // In brackets an item stands, which has braces of its own.
  if (!fields || (cursor.inBrackets && type.kind === 'map')) return [];
  if (type.kind === 'oneKey' && cursor.siblings.size > 0) return [];
  const isBraced = cursor.inBrackets && !cursor.hasColon;
  return requiredFirst(fields).flatMap(([key, field]) => {
    if (cursor.siblings.has(key)) return [];
    const behind = cursor.hasColon ? [] : behindKey(root, field, cursor, site);
    const written = isBraced ? braced(cursor, key, behind) : writeKey(cursor, key, behind);
    if (!written) return [];
    return [{ kind: 'key' as const, label: key, ...notesOf(field), documentation: fieldMarkdown(field), ...written }];
  });
}

function behindKey(root: Type, field: Field, cursor: Cursor, site: Site): Part[] {
  return new NewMapping(root, cursor, site).behindKey(field, cursor.flow ? undefined : indentOf(cursor));
}

function braced({ start, end, quote }: Cursor, key: string, behind: readonly Part[]) {
  return quote ? undefined : { start, end, parts: [`{ ${key}`, ...behind, ' }'] };
}

function notesOf({ required, default: standard }: Field): { detail?: string } {
  if (required) return { detail: 'required' };
  return standard ? { detail: `default: ${standard}` } : {};
}

/** The keys of a mapping whose names are the user's to choose. */
function settings(root: Type, slot: Slot, cursor: Cursor, site: Site): Completion[] {
  return suggest(root, slot, cursor, site).flatMap(({ text, detail, documentation }) =>
    cursor.siblings.has(text)
      ? []
      : [
          {
            kind: 'key' as const,
            label: text,
            ...(detail === undefined ? {} : { detail }),
            ...(documentation === undefined ? {} : { documentation }),
            ...writeKey(cursor, text, cursor.hasColon ? [] : [': ']),
          },
        ],
  );
}

function values(root: Type, slot: Slot, cursor: Cursor, site: Site): Completions {
  const isInBraces = cursor.flow && !cursor.inBrackets && !cursor.afterColon;
  const isSelector = slot.type.kind === 'oneKey';
  if (cursor.hasColon || (isSelector && (isInBraces || cursor.siblings.size > 0))) return NONE;
  const words = wordsOf(slot.type).map(([word, meaning]) => ({
    kind: 'word' as const,
    label: word,
    documentation: meaning,
    ...writeKey(cursor, word, []),
    ...(cursor.quote && !cursor.closed ? { parts: [word + cursor.quote] } : {}),
  }));
  const single = slot.type.kind === 'dictionary' ? undefined : singleOf(slot);
  if (!single) return { items: words, isIncomplete: false };
  const found = suggest(root, single, cursor, site).filter(({ text }) => !cursor.listed.has(text));
  const typed = cursor.word.slice(0, cursor.offset - cursor.start).toLowerCase();
  const isIncomplete = found.length > MOST;
  const shown = isIncomplete ? found.filter((each) => matches(typed, each)).slice(0, MOST) : found;
  const suggested = shown.flatMap(({ text, ...rest }) => {
    const written = wantsList(slot.type) ? writeItem(cursor, text) : writeScalar(cursor, text);
    return written ? [{ label: text, ...rest, ...written }] : [];
  });
  return { items: [...suggested, ...words], isIncomplete };
}

/** Whether what is typed stands in it, letter by letter, perhaps with others between them. */
function matches(typed: string, { text, alias = '' }: Suggestion): boolean {
  const whole = `${text} ${alias}`.toLowerCase();
  let at = 0;
  for (const character of typed) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Whole mappings: an item of a list, or all of an empty file. */
function newMappings(root: Type, slot: Slot, cursor: Cursor, site: Site): Completion[] {
  const { type, list } = slot;
  const indent = indentOf(cursor);
  const write = () => new NewMapping(root, cursor, site);
  if (type === root) {
    const parts = write().keys(type, indent);
    return parts.length === 0 ? [] : [newOne('file', 'with one of each', parts, cursor)];
  }
  if (type.kind === 'list' && type.noun !== undefined) {
    if (cursor.flow) return [];
    return [newOne(type.noun, undefined, ['- ', ...write().keys(type.element, `${indent}  `, type)], cursor)];
  }
  if (list?.noun === undefined) return [];
  if (!cursor.flow) return [newOne(list.noun, undefined, write().keys(type, indent, list), cursor)];
  const keys = write().keys(type, undefined, list);
  return [newOne(list.noun, undefined, cursor.inBrackets ? ['{ ', ...keys, ' }'] : keys, cursor)];
}

/** A further item of the list, on a line that its last item goes on with. */
function nextItem(root: Type, { type, list }: Slot, cursor: Cursor, site: Site): Completion[] {
  const { nextItem: start, around } = cursor;
  if (list?.noun === undefined || start === undefined) return [];
  // It goes with what its list is in, not with the item before.
  const write = new NewMapping(root, { ...cursor, around: around.with(-1, new Map()) }, site);
  return [newOne(list.noun, undefined, ['- ', ...write.keys(type, '  ', list)], { ...cursor, start })];
}

function newOne(noun: string, detail: string | undefined, parts: readonly Part[], { start, end }: Cursor): Completion {
  return {
    kind: 'new',
    label: `new ${noun}`,
    ...(detail === undefined ? {} : { detail }),
    documentation: ['```yaml', plainText(parts), '```'].join('\n'),
    start,
    end,
    parts,
  };
}

/** The words that can stand for a value of the type, with their meaning. */
function wordsOf(type: Type): [word: string, meaning: string][] {
  if (type.kind === 'scalar') return Object.entries(type.values ?? {});
  return type.kind === 'wordOrList' ? [[type.word, type.meaning]] : [];
}

/** What a key is and does, in Markdown. */
function fieldMarkdown({ type, doc, default: standard, source }: Field): string {
  const notes = [...(standard ? [`Default: ${standard}.`] : []), ...(source ? [`Source: ${source}.`] : [])];
  return [doc, ...wordsMarkdown(type), ...notes].join('\n\n');
}
