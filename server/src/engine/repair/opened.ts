import type { Cluster, Host } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { PlacedEdit } from '../syntax/edit/index.ts';
import type { Unit, YamlNode } from '../syntax/nodes.ts';

/**
 * The hosts whose firewall the edits change, in file order: their own, their cluster's, or one that they share by an
 * alias or a merge key, which is changed at its anchor.
 */
export function hostsOpenedBy(edits: readonly PlacedEdit[], { hosts }: Topology): Host[] {
  const units = new Set(edits.map(({ unit }) => unit));
  const changed = new Map<Host | Cluster, boolean>();
  const isChanged = (owner: Host | Cluster): boolean => {
    const known =
      changed.get(owner) ??
      (units.has(owner.value.unit) &&
        firewallNodes(owner).some((node) => edits.some((edit) => liesIn(edit, owner.value.unit, node))));
    changed.set(owner, known);
    return known;
  };
  return hosts.filter((host) => isChanged(host) || (host.cluster !== undefined && isChanged(host.cluster)));
}

/** The owner itself, and all of its firewall that an alias may have brought from elsewhere. */
function firewallNodes({ value }: Host | Cluster): YamlNode[] {
  const { firewall } = value;
  const rules = firewall?.rules?.items ?? [];
  return [
    value.node,
    ...[firewall, firewall?.rules].flatMap((part) => part?.node ?? []),
    ...rules.flatMap(({ node }) => [node, ...node.pairs.map((pair) => pair.value)]),
  ];
}

/** What is added to a block goes behind its last line. */
function liesIn({ unit, start, end }: PlacedEdit, own: Unit, node: YamlNode): boolean {
  if (unit !== own || start < node.start) return false;
  const isBlock = node.kind !== 'scalar' && !node.flow;
  return end <= node.end || (isBlock && !/\S/.test(unit.text.slice(node.end, end).replace(/#.*/g, '')));
}
