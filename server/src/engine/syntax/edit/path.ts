import type { Place, Unit, YamlMap, YamlNode, YamlPair } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { ownPairs } from './extent.ts';

/** The nodes from the unit's root down to `node`, both included; empty when it does not lie in the tree. */
export function pathTo(unit: Unit, node: YamlNode): readonly YamlNode[] {
  const path: YamlNode[] = [];
  const visit = (at: YamlNode): boolean => {
    path.push(at);
    if (at === node) return true;
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

/** True when the node stands inside `[…]` or `{…}`. */
export function isInFlow(unit: Unit, node: YamlNode): boolean {
  return pathTo(unit, node).some((at) => at !== node && at.kind !== 'scalar' && at.flow);
}

/** The key that a value is written under; for the node of an alias that at its anchor. */
export function keyOf({ unit, node }: Located): Place | undefined {
  const map = pathTo(unit, node).at(-2);
  const key = map?.kind === 'map' ? ownPairs(map).find(({ value }) => value === node)?.key : undefined;
  return key && { unit, start: key.start, end: key.end };
}

/** The map that a pair is written in; for a merged pair that at the anchor. */
export function mapOf(unit: Unit, pair: YamlPair): YamlMap | undefined {
  const map = pathTo(unit, pair.key).at(-2);
  return map?.kind === 'map' ? map : undefined;
}

function children(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'seq') return node.items;
  if (node.kind === 'map') return ownPairs(node).flatMap((pair) => [pair.key, pair.value]);
  return [];
}
