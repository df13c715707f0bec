import { isSameNode } from '../node-place.ts';
import type { Unit, YamlMap, YamlNode, YamlPair } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { contentEnd, itemExtents, pairExtent, type ValueExtent } from './extent.ts';
import { columnOf } from './lines.ts';
import { indexIn, isInFlow, pathTo } from './path.ts';

/** The place of a value in its parent: what a value put there must know. */
export interface Slot {
  readonly unit: Unit;
  readonly node: YamlNode;
  readonly parent: 'pair' | 'item' | 'none';
  /** The value stands inside a flow collection. */
  readonly flow: boolean;
  /** Column of the key or dash in block style. */
  readonly column: number;
  readonly value: ValueExtent;
}

/** The slot where the node lies; that is at the anchor for the node of an alias. */
export function slotOf({ unit, node }: Located): Slot {
  const parent = pathTo(unit, node).at(-2);
  if (parent?.kind === 'map') {
    const pair = parent.pairs.find((candidate) => isSameNode(candidate.value, node) && !candidate.merged);
    if (pair) return slotOfPair(unit, parent, pair);
  }
  const flow = isInFlow(unit, node);
  if (parent?.kind === 'seq' && !parent.flow) {
    const item = itemExtents(unit.text, parent)[indexIn(parent, node)];
    if (item) return { unit, node, parent: 'item', flow, column: columnOf(unit.text, item.start), value: item.value };
  }
  const value = { after: node.start, start: node.start, end: contentEnd(unit.text, node), alias: false };
  return { unit, node, parent: parent ? 'item' : 'none', flow, column: columnOf(unit.text, node.start), value };
}

/** The slot of a pair that is written in the map; for an alias that of the `*name`. */
export function slotOfPair(unit: Unit, map: YamlMap, pair: YamlPair): Slot {
  const extent = pairExtent(unit.text, pair);
  const flow = map.flow || isInFlow(unit, map);
  const column = columnOf(unit.text, extent.start);
  return { unit, node: pair.value, parent: 'pair', flow, column, value: extent.value };
}
