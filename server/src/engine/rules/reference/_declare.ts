import type { Topology } from '../../model/topology.ts';
import * as format from '../../schema/format.ts';
import type { EntityKind } from '../../schema/types.ts';
import { appendTopLevel, type Value, type ValueMap } from '../../syntax/edit/index.ts';
import type { Unit } from '../../syntax/nodes.ts';
import { KINDS } from '../_kinds.ts';
import { type Placed, placeholderOf } from '../_placeholders.ts';
import type { Fix } from '../rule.ts';

/**
 * Declares an entity with what the format requires of it, in the file that has its section, else in the one that `unit`
 * lies in. What only the user knows is asked for.
 */
export function declare(topology: Topology, kind: EntityKind, name: string, unit: Unit): Fix[] {
  const { noun, section } = KINDS[kind];
  const trees = topology.files.map(({ tree }) => tree);
  const own = trees.find(({ uri }) => uri === unit.uri);
  const holds = (tree: (typeof trees)[number]): boolean => tree.sections.some(({ key }) => key === section);
  const tree = own && holds(own) ? own : (trees.find(holds) ?? own);
  if (!tree) return [];
  const keys = Object.entries(requiredKeys(topology, kind));
  const entity: ValueMap = { name, ...Object.fromEntries(keys.map(([key, { value }]) => [key, value])) };
  const edits = appendTopLevel(tree, section, entity as Value, Object.keys(format.topology.fields));
  const asks = keys.flatMap(([, placed]) => placed.asks);
  if (edits.length === 0) return [];
  return [{ title: `Declare the ${noun} ${name}`, safe: false, edits, ...(asks.length > 0 ? { asks } : {}) }];
}

/** What an entity must have besides its name. */
function requiredKeys({ hyperflex, clusters }: Topology, kind: EntityKind): { readonly [key: string]: Placed } {
  switch (kind) {
    case 'hyperflex':
      return { dataNetwork: placeholderOf(format.hyperflex.fields.dataNetwork.type) };
    case 'cluster':
      return hyperflex.length === 1 ? { hyperflex: settled(hyperflex[0]!.name) } : {};
    case 'host':
      // Where there is one place only that it can belong to, it mounts the datastores of its VMs.
      if (clusters.length === 1) return { cluster: settled(clusters[0]!.name) };
      return clusters.length === 0 && hyperflex.length === 1 ? { hyperflex: settled(hyperflex[0]!.name) } : {};
    case 'datastore': {
      const { type, hosts } = format.datastore.fields;
      if (hyperflex.length === 0) return { type: placeholderOf(type.type), hosts: placeholderOf(hosts.type) };
      return {
        hyperflex:
          hyperflex.length === 1 ? settled(hyperflex[0]!.name) : placeholderOf(format.datastore.fields.hyperflex.type),
      };
    }
    case 'proxy': {
      const { host, addresses } = format.proxy.fields;
      return { type: settled('virtual'), host: placeholderOf(host.type), addresses: placeholderOf(addresses.type) };
    }
    case 'vm': {
      const { host, datastore } = format.vm.fields;
      return { host: placeholderOf(host.type), datastore: placeholderOf(datastore.type) };
    }
    case 'job':
      return { include: placeholderOf(format.job.fields.include.type) };
  }
}

function settled(value: Value): Placed {
  return { value, asks: [] };
}
