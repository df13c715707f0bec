import type { Unit } from '../nodes.ts';
import type { Located, Section, SyntaxTree } from '../tree.ts';
import { isMissing, itemExtents, type PairExtent, pairExtent } from './extent.ts';
import { lineEnd, trimBack } from './lines.ts';
import { indexIn, pathTo } from './path.ts';

/**
 * Top-level sections and their items as pieces of the whole file: sections may be cut into units that do not know each
 * other, so what spans them counts in offsets of the file.
 */

/** The whole file as one unit, for edits that count from its start. It has no nodes. */
export function fileUnit(tree: SyntaxTree): Unit {
  return { uri: tree.uri, text: tree.text, start: 0, startLine: 0, root: undefined, isReread: false, errors: [] };
}

/** Where a section stands in the file: from its key to the end of its content, without comments after it. */
export function sectionSpan(section: Section): { readonly start: number; readonly end: number } {
  const { unit, start } = section.keyPlace;
  const last = section.items?.at(-1);
  if (last && last.unit !== unit) return { start: unit.start + start, end: last.unit.start + itemExtent(last).end };
  const pair = pairOf(section);
  const end = pair ? pairExtent(unit.text, pair).end : section.keyPlace.end;
  return { start: unit.start + start, end: unit.start + end };
}

/** The pair of a section's key in the unit that the key lies in. */
export function pairOf({ keyPlace: { unit, start } }: Section) {
  return unit.root?.kind === 'map' ? unit.root.pairs.find((pair) => pair.key.start === start) : undefined;
}

/** Where an item of a block list stands in its unit, its dash included. */
export function itemExtent({ unit, node }: Located): PairExtent {
  const list = pathTo(unit, node).at(-2);
  const extent = list?.kind === 'seq' ? itemExtents(unit.text, list)[indexIn(list, node)] : undefined;
  if (extent) return extent;
  // An empty item, or one too broken to have a node: the unit is nothing else.
  const dash = Math.max(0, unit.text.search(/^ *-/m));
  const start = dash + unit.text.slice(dash).search(/\S|$/);
  const end = isMissing(node) ? start + 1 : trimBack(unit.text, unit.text.length, 0);
  return { start, end, value: { after: start + 1, start: start + 1, end: lineEnd(unit.text, start), alias: false } };
}
