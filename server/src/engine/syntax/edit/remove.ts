import type { Unit, YamlPair } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { itemExtents, ownPairs, pairExtent } from './extent.ts';
import { type FlowLayout, flowLayout } from './flow.ts';
import { standsOnOwnLine } from './flow-insert.ts';
import { beforeBreak, blankRunAbove, endOfLine, isBlankLine, lineStart, nextLine, skipBlankLines } from './lines.ts';
import { mapOf } from './path.ts';
import type { PlacedEdit } from './placed.ts';
import { replaceNode } from './replace.ts';

/**
 * Removes a pair with its value, and the comment at the end of its line; comments on lines of their own stay. A map that
 * loses its last pair becomes `{}`. A merged pair is removed at the anchor. No edits where the map does not have the pair.
 */
export function removePair({ unit, node }: Located, pair: YamlPair): PlacedEdit[] {
  const map = pair.merged ? mapOf(unit, pair) : node;
  if (map?.kind !== 'map') return [];
  const { text } = unit;
  const pairs = ownPairs(map);
  const index = pairs.findIndex((own) => own.key.start === pair.key.start);
  if (index < 0) return [];
  const extents = pairs.map((own) => pairExtent(text, own));
  const { start, end } = extents[index]!;
  if (map.flow) return removeFlowEntry(unit, map.start, start);
  // A merge key is no pair, but keeps the map from being empty.
  if (pairs.length === 1 && !map.pairs.some((other) => other.merged)) return replaceNode({ unit, node: map }, {});
  return [removeLines(unit, start, end, { first: index === 0, last: index === pairs.length - 1 })];
}

/**
 * Removes an item, as {@link removePair} a pair. A list that loses its last item becomes `[]`: a list left out may mean
 * something else than an empty one.
 */
export function removeItem({ unit, node }: Located, index: number): PlacedEdit[] {
  if (node.kind !== 'seq') return [];
  const { text } = unit;
  if (node.flow) {
    const entry = flowLayout(text, node.start)?.entries[index];
    return entry ? removeFlowEntry(unit, node.start, entry.start) : [];
  }
  const extents = itemExtents(text, node);
  const extent = extents[index];
  if (!extent) return [];
  if (node.items.length === 1) return replaceNode({ unit, node }, []);
  return [removeLines(unit, extent.start, extent.end, { first: index === 0, last: index === extents.length - 1 })];
}

/**
 * Removes the lines from `start` to the line that `end` lies on, in a block collection. An entry that shares its line with
 * what holds it (`- name: x`) leaves that, and the next entry moves up. Of blank lines around it one run stays.
 */
export function removeLines(
  unit: Unit,
  start: number,
  end: number,
  among: { first: boolean; last: boolean },
): PlacedEdit {
  const { text } = unit;
  const from = lineStart(text, start);
  const to = nextLine(text, endOfLine(text, end));
  if (/[^\s\uFEFF]/.test(text.slice(from, start))) {
    const next = skipBlankLines(text, to);
    return { unit, start, end: next + /^[ \t]*/.exec(text.slice(next))![0].length, newText: '' };
  }
  const blankAbove = blankRunAbove(text, from);
  const blankBelow = skipBlankLines(text, to);
  if (!among.first && blankAbove < from && (among.last || blankBelow > to || to === text.length)) {
    return dropLines(unit, blankAbove, to);
  }
  const top = from === 0 || isBlankLine(text, lineStart(text, from - 1));
  return dropLines(unit, from, among.first && (top || !among.last) ? blankBelow : to);
}

/** At the end of a text without a last line break, the one before goes instead. */
function dropLines(unit: Unit, from: number, to: number): PlacedEdit {
  const { text } = unit;
  const open = to === text.length && text[to - 1] !== '\n';
  const start = text.startsWith('\uFEFF') && from === 0 ? 1 : open ? beforeBreak(text, from) : from;
  return { unit, start, end: to, newText: '' };
}

function removeFlowEntry(unit: Unit, open: number, offset: number): PlacedEdit[] {
  const { text } = unit;
  const layout = flowLayout(text, open);
  const index = layout?.entries.findIndex((entry) => entry.start <= offset && offset < entry.end) ?? -1;
  if (!layout || index < 0) return [];
  const { entries } = layout;
  const entry = entries[index]!;
  const previous = entries[index - 1];
  const next = entries[index + 1];
  const cut = (start: number, end: number): PlacedEdit => ({ unit, start, end, newText: '' });

  if (!previous && !next) return removeOnlyEntry(unit, layout);
  if (standsOnOwnLine(text, layout, index)) {
    const line = cut(lineStart(text, entry.start), nextLine(text, entry.comma ?? entry.end));
    const loose = !next && entry.comma === undefined && previous?.comma !== undefined;
    return loose ? [cut(previous.comma!, previous.comma! + 1), line] : [line];
  }
  if (next) {
    const end = /[#\n]/.test(text.slice(entry.end, next.start)) ? entry.comma! + 1 : next.start;
    return [cut(entry.start, end)];
  }
  const gap = text.slice(previous!.end, entry.start);
  if (!/[#\n]/.test(gap)) return [cut(previous!.end, entry.end)];
  const own = cut(entry.start, entry.comma === undefined ? entry.end : entry.comma + 1);
  return entry.comma === undefined ? [cut(previous!.comma!, previous!.comma! + 1), own] : [own];
}

function removeOnlyEntry(unit: Unit, { open, close, entries }: FlowLayout): PlacedEdit[] {
  const { start, end, comma } = entries[0]!;
  const after = comma === undefined ? end : comma + 1;
  const commented = /#/.test(unit.text.slice(open, start) + unit.text.slice(end, close));
  return commented ? [{ unit, start, end: after, newText: '' }] : [{ unit, start: open + 1, end: close, newText: '' }];
}
