import type { Place, Unit, YamlNode, YamlPair } from './nodes.ts';

/** A place that a node takes. The node is kept, or, in a unit that is read again, looked up when someone asks for it. */
export class NodePlace<N extends YamlNode = YamlNode> implements Place {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
  readonly #node: N | undefined;

  constructor(unit: Unit, node: N) {
    this.unit = unit;
    this.start = node.start;
    this.end = node.end;
    this.#node = unit.isReread ? undefined : node;
  }

  /** Asked for at different times it may be different objects, which are alike. */
  get node(): N {
    return this.#node ?? (nodeAt(this) as N);
  }
}

/** Whether two nodes of a unit are the same one, perhaps read twice. */
export function isSameNode(one: YamlNode, other: YamlNode): boolean {
  return one === other || (one.start === other.start && one.end === other.end && one.kind === other.kind);
}

/** In a unit that is read again no two nodes take the same place. */
function nodeAt({ unit, start, end }: Place): YamlNode {
  let node = unit.root;
  while (node && (node.start !== start || node.end !== end)) node = childAround(node, start, end);
  if (!node) throw new Error(`no node from ${start} to ${end} in a unit of ${unit.uri}`);
  return node;
}

function childAround(node: YamlNode, start: number, end: number): YamlNode | undefined {
  const holds = (child: YamlNode): boolean => child.start <= start && end <= child.end;
  if (node.kind === 'seq') return node.items.find(holds);
  if (node.kind === 'scalar') return undefined;
  const pair = node.pairs.find(({ key, value }: YamlPair) => holds(key) || holds(value));
  return pair && (holds(pair.key) ? pair.key : pair.value);
}
