import { isSameNode } from '../node-place.ts';
import type { Place, Unit, YamlMap, YamlNode, YamlPair, YamlSeq } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { ownPairs } from './extent.ts';

/** The nodes from the unit's root down to `node`, both included; empty when it does not lie in the tree. */
export function pathTo(unit: Unit, node: YamlNode): readonly YamlNode[] {
  const path: YamlNode[] = [];
  const visit = (at: YamlNode): boolean => {
    path.push(at);
    if (isSameNode(at, node)) return true;
    // An anchor stands before its aliases, so a node is found where it is written.
    if (at.start <= node.start && node.end <= at.end && children(at).some((child) => visit(child))) {
      return true;
    }
    path.pop();
    return false;
  };
  if (unit.root) visit(unit.root);
  return path;
}

/** Where the nodes of a unit start that stand in flow style, found once: a rename asks for very many. */
const inFlow = new WeakMap<Unit, ReadonlySet<number>>();

/** True when the node stands inside `[…]` or `{…}`. */
export function isInFlow(unit: Unit, node: YamlNode): boolean {
  let known = inFlow.get(unit);
  if (!known) {
    known = startsInFlow(unit);
    inFlow.set(unit, known);
  }
  return known.has(node.start);
}

function startsInFlow({ root }: Unit): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<YamlNode>();
  const visit = (at: YamlNode, flow: boolean): void => {
    seen.add(at);
    const within = flow || (at.kind !== 'scalar' && at.flow);
    for (const child of children(at)) {
      // The node of an alias lies where its anchor is, which stands before it.
      if (seen.has(child) || child.start < at.start || child.end > at.end) continue;
      if (within) found.add(child.start);
      visit(child, within);
    }
  };
  if (root) visit(root, false);
  return found;
}

/** The key that a value is written under; for the node of an alias that at its anchor. */
export function keyOf({ unit, node }: Located): Place | undefined {
  const map = pathTo(unit, node).at(-2);
  const key = map?.kind === 'map' ? ownPairs(map).find(({ value }) => isSameNode(value, node))?.key : undefined;
  return key && { unit, start: key.start, end: key.end };
}

/** The map that a pair is written in; for a merged pair that at the anchor. */
export function mapOf(unit: Unit, pair: YamlPair): YamlMap | undefined {
  const map = pathTo(unit, pair.key).at(-2);
  return map?.kind === 'map' ? map : undefined;
}

/** Which item of the list the node is; -1 for none. */
export function indexIn(list: YamlSeq, node: YamlNode): number {
  return list.items.findIndex((item) => isSameNode(item, node));
}

function children(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'seq') return node.items;
  if (node.kind === 'map') return ownPairs(node).flatMap((pair) => [pair.key, pair.value]);
  return [];
}
