import type { YamlMap, YamlPair } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { contentEnd, isMissing, ownPairs, pairExtent } from './extent.ts';
import { flowLayout } from './flow.ts';
import { insertFlowEntry } from './flow-insert.ts';
import { indentationOf } from './indentation.ts';
import { columnOf, endOfLine, lineEnd } from './lines.ts';
import type { PlacedEdit } from './placed.ts';
import { indent, renderInlinePair, renderPair, type Value } from './render.ts';
import { fillSlot, replaceNode } from './replace.ts';
import { slotOf, slotOfPair } from './slot.ts';
import { takesBlock } from './takes-block.ts';

/** Where among its siblings a new key goes. What names no key that stands there is passed over. */
export interface PairPosition {
  readonly before?: string;
  readonly after?: string;
  /** The format's order of keys: after the nearest earlier key that is there, else before the nearest later one. */
  readonly order?: readonly string[];
}

/**
 * Gives a map the pair `key: value`, in the map's own style and indentation; at its end unless `position` says otherwise.
 * A key that is there gets the value in place of its old one. A merged key does not count: the pair goes to the map itself
 * and overrides it. A missing value (`firewall:`) becomes a map; another node is left alone: no edits.
 */
export function insertPair(map: Located, key: string, value: Value, position: PairPosition = {}): PlacedEdit[] {
  const { unit, node } = map;
  if (isMissing(node)) return fillMissing(map, key, value);
  if (node.kind !== 'map') return [];
  const present = ownPairs(node).find((pair) => pair.key.text === key);
  if (present) return fillSlot(slotOfPair(unit, node, present), value);
  if (takesBlock(map, value)) return replaceNode(map, { [key]: value });
  return node.flow
    ? insertFlowEntry(unit, node.start, flowIndex(unit.text, node, key, position), renderInlinePair(key, value))
    : insertLine({ unit, node }, key, value, position);
}

/**
 * {@link insertPair} deeper down: sets `path`'s last key under its other keys, writing those maps that are not there.
 * A map that came by an alias or a merge key is changed at its anchor. `position` is for the first key that is written.
 */
export function insertAt(map: Located, path: readonly string[], value: Value, position?: PairPosition): PlacedEdit[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const node = rest.length > 0 && map.node.kind === 'map' ? valueOf(map.node, key) : undefined;
  if (node) return insertAt({ unit: map.unit, node }, rest, value, position);
  const nested = rest.reduceRight<Value>((inner, name) => ({ [name]: inner }), value);
  return insertPair(map, key, nested, position);
}

/** The value of a key, also of a merged one; a pair of the map itself goes first. */
export function valueOf(map: YamlMap, key: string): YamlPair['value'] | undefined {
  const pairs = map.pairs.filter((pair) => pair.key.text === key);
  return (pairs.find((pair) => !pair.merged) ?? pairs[0])?.value;
}

function fillMissing(missing: Located, key: string, value: Value): PlacedEdit[] {
  const { parent, flow, column } = slotOf(missing);
  if (flow || parent !== 'pair') return replaceNode(missing, { [key]: value });
  // Also when the value would fit on the line, so that two keys for one missing map can go together.
  const { unit, node } = missing;
  const indentation = indentationOf([unit]);
  const end = lineEnd(unit.text, node.start);
  const lines = indent(renderPair(key, value, indentation), column + indentation.step);
  return [{ unit, start: end, end, newText: `\n${lines.join('\n')}` }];
}

function insertLine(
  { unit, node }: { unit: Located['unit']; node: YamlMap },
  key: string,
  value: Value,
  position: PairPosition,
) {
  const { text } = unit;
  const pairs = ownPairs(node);
  const lines = renderPair(key, value, indentationOf([unit]));
  const first = pairs[0] ? pairExtent(text, pairs[0]).start : node.start;
  const column = columnOf(text, first);
  const target = findTarget(pairs, key, position);
  if (target && !target.after) {
    const start = pairExtent(text, target.pair).start;
    return [{ unit, start, end: start, newText: `${lines.join(`\n${' '.repeat(column)}`)}\n${' '.repeat(column)}` }];
  }
  const content = target ? pairExtent(text, target.pair).end : contentEnd(text, node);
  const end = endOfLine(text, content);
  return [{ unit, start: end, end, newText: `\n${indent(lines, column).join('\n')}` }];
}

interface Target {
  readonly pair: YamlPair;
  readonly after: boolean;
}

/** The pair beside which the key goes; undefined: at the end. */
function findTarget(
  pairs: readonly YamlPair[],
  key: string,
  { before, after, order = [] }: PairPosition,
): Target | undefined {
  const named = (name: string | undefined) =>
    name === undefined ? undefined : pairs.find((pair) => pair.key.text === name);
  const beforePair = named(before);
  if (beforePair) return { pair: beforePair, after: false };
  const afterPair = named(after);
  if (afterPair) return { pair: afterPair, after: true };
  const rank = order.indexOf(key);
  if (rank < 0) return undefined;
  const earlier = order
    .slice(0, rank)
    .map(named)
    .findLast((pair) => pair !== undefined);
  if (earlier) return { pair: earlier, after: true };
  const later = order
    .slice(rank + 1)
    .map(named)
    .find((pair) => pair !== undefined);
  return later && { pair: later, after: false };
}

/** The entry number for the new pair. Merge keys are entries of the text, too, but no pairs. */
function flowIndex(text: string, map: YamlMap, key: string, position: PairPosition): number {
  const entries = flowLayout(text, map.start)?.entries ?? [];
  const target = findTarget(ownPairs(map), key, position);
  if (!target) return entries.length;
  const index = entries.findIndex((entry) => target.pair.key.start < entry.end && target.pair.key.start >= entry.start);
  if (index < 0) return entries.length;
  return target.after ? index + 1 : index;
}
