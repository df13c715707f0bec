import { thingAt } from '../model/at.ts';
import type { Entity } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { proxiesMeantBy } from '../planner/access.ts';
import type { Place, Unit } from '../syntax/nodes.ts';

/** From a place of the text to what it stands for. */
export interface Lead {
  readonly from: Place;
  readonly entities: readonly Entity[];
}

/**
 * The entities that the text at the offset of the unit stands for: what a name names, the VMs that a pattern matches, the
 * proxies behind an entry of `allowedAddresses`. `undefined` where nothing of the kind stands.
 */
export function leadAt(topology: Topology, unit: Unit, offset: number): Lead | undefined {
  const thing = thingAt(topology, unit, offset);
  switch (thing?.kind) {
    case 'entity':
      return { from: thing.place, entities: [thing.entity] };
    case 'glob':
      return { from: thing.place, entities: thing.selector.vms };
    case 'allowedSource':
      return { from: thing.place, entities: proxiesMeantBy(thing.allowed, topology.proxies) };
    default:
      return undefined;
  }
}
