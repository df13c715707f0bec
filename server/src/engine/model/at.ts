import type { RegistryValueValue } from '../schema/format.ts';
import type { Place, Unit } from '../syntax/nodes.ts';
import type { Entity, FirewallRule } from './entities.ts';
import { entitiesOf, type Topology } from './topology.ts';

/** What stands at a place of the file and means something of its own. */
export type Thing =
  /** An entity, by its name or by a reference to it. */
  | { readonly kind: 'entity'; readonly entity: Entity; readonly place: Place }
  | { readonly kind: 'firewallRule'; readonly rule: FirewallRule; readonly place: Place }
  | { readonly kind: 'registryValue'; readonly value: RegistryValueValue; readonly place: Place };

/** Things by the unit that they stand in, so that looking one up does not walk through the whole topology. */
const indexes = new WeakMap<Topology, Map<Unit, Thing[]>>();

/** The smallest thing at the offset of the unit, if any. */
export function thingAt(topology: Topology, unit: Unit, offset: number): Thing | undefined {
  let index = indexes.get(topology);
  if (!index) {
    index = indexThings(topology);
    indexes.set(topology, index);
  }
  const around = index.get(unit)?.filter(({ place }) => place.start <= offset && offset <= place.end) ?? [];
  return around.sort((a, b) => a.place.end - a.place.start - (b.place.end - b.place.start))[0];
}

function indexThings(topology: Topology): Map<Unit, Thing[]> {
  const index = new Map<Unit, Thing[]>();
  const add = (thing: Thing): void => {
    const things = index.get(thing.place.unit);
    if (things) things.push(thing);
    else index.set(thing.place.unit, [thing]);
  };
  for (const entity of entitiesOf(topology)) {
    if (entity.namePlace) add({ kind: 'entity', entity, place: entity.namePlace });
  }
  for (const { at, target } of topology.references) if (target) add({ kind: 'entity', entity: target, place: at });
  for (const owner of [...topology.clusters, ...topology.hosts]) {
    for (const rule of owner.rules) if (rule.owner === owner) add({ kind: 'firewallRule', rule, place: rule.value });
  }
  for (const value of topology.backupServer.registry) add({ kind: 'registryValue', value, place: value });
  return index;
}
