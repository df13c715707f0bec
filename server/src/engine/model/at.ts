import type { RegistryValueValue } from '../schema/format.ts';
import type { Place, Unit } from '../syntax/nodes.ts';
import type { AllowedAddresses, Entity, FirewallRule, Job, Selector } from './entities.ts';
import { isGlob } from './selectors.ts';
import type { Topology } from './topology.ts';

/** What stands at a place of the file and means something of its own. */
export type Thing =
  | NamedThing
  /** A job's pattern of VM names. */
  | { readonly kind: 'glob'; readonly selector: Selector; readonly job: Job; readonly place: Place }
  /** Whom a firewall lets in, not by a proxy's name: an address, a network, `proxy:*`. */
  | {
      readonly kind: 'allowedSource';
      readonly allowed: AllowedAddresses['sources'][number];
      readonly place: Place;
    }
  | { readonly kind: 'firewallRule'; readonly rule: FirewallRule; readonly place: Place }
  | { readonly kind: 'registryValue'; readonly value: RegistryValueValue; readonly place: Place };

/** An entity, by its name or by a reference to it. */
export interface NamedThing {
  readonly kind: 'entity';
  readonly entity: Entity;
  /** As it is written, without the `proxy:` of an allowed address. */
  readonly name: string;
  /** Whether it is the entity's own `name`, not a reference. */
  readonly declares: boolean;
  /** Of the scalar, quotes included. */
  readonly place: Place;
}

/** By where they start, so that looking one up does not walk through a file that is one unit. */
type Index = ReadonlyMap<number, readonly Thing[]>;

const indexes = new WeakMap<Topology['version'], Map<Unit, Index>>();

function indexOf(topology: Topology, unit: Unit): Index {
  const units = indexes.get(topology.version) ?? new Map<Unit, Index>();
  indexes.set(topology.version, units);
  let index = units.get(unit);
  if (!index) {
    index = indexThings(topology, unit);
    units.set(unit, index);
  }
  return index;
}

/** The things that stand in the unit, in no order. */
export function thingsIn(topology: Topology, unit: Unit): Thing[] {
  return [...indexOf(topology, unit).values()].flat();
}

/** The things of exactly this place: several where an alias stands for them. */
export function thingsOn(topology: Topology, { unit, start, end }: Place): Thing[] {
  const starting = indexOf(topology, unit).get(start) ?? [];
  return starting.filter(({ place }) => place.end === end);
}

/** The things around the offset of the unit, the smallest first. */
export function thingsAt(topology: Topology, unit: Unit, offset: number): Thing[] {
  const around = thingsIn(topology, unit).filter(({ place }) => place.start <= offset && offset <= place.end);
  return around.sort((a, b) => a.place.end - a.place.start - (b.place.end - b.place.start));
}

/** The smallest thing at the offset of the unit, if any. */
export function thingAt(topology: Topology, unit: Unit, offset: number): Thing | undefined {
  return thingsAt(topology, unit, offset)[0];
}

function indexThings(topology: Topology, unit: Unit): Index {
  const index = new Map<number, Thing[]>();
  const add = (thing: Thing): void => {
    const things = index.get(thing.place.start);
    if (things) things.push(thing);
    else index.set(thing.place.start, [thing]);
  };
  for (const name of namesIn(topology, unit)) add(name);
  for (const entity of topology.declaredIn(unit)) addParts(entity, add);
  for (const value of topology.backupServer.registry) {
    if (value.unit === unit) add({ kind: 'registryValue', value, place: value });
  }
  return index;
}

/** The names in the unit that something declares, in no order. */
export function namesIn(topology: Topology, unit: Unit): NamedThing[] {
  return topology.declaredIn(unit).flatMap((entity) => {
    const { name, namePlace } = entity;
    const own: NamedThing[] = namePlace ? [{ kind: 'entity', entity, name, declares: true, place: namePlace }] : [];
    for (const { at, name: written, target } of topology.references.heldBy(entity)) {
      if (target) own.push({ kind: 'entity', entity: target, name: written, declares: false, place: at });
    }
    return own;
  });
}

/** As long as these are the same objects, {@link namesIn} gives the same. */
export function namesHangOn(topology: Topology, unit: Unit): readonly unknown[] {
  return topology.declaredIn(unit).flatMap((entity) => [entity, topology.references.heldBy(entity)]);
}

/** What the entity holds besides names. */
function addParts(entity: Entity, add: (thing: Thing) => void): void {
  const addSources = (allowedAddresses: AllowedAddresses | undefined): void => {
    for (const allowed of allowedAddresses?.sources ?? []) {
      if (allowed.source.kind !== 'proxy') add({ kind: 'allowedSource', allowed, place: allowed.value });
    }
  };
  switch (entity.kind) {
    case 'job':
      for (const selector of [...entity.include, ...entity.exclude]) {
        const { key, value } = selector.value;
        if (key === 'vm' && isGlob(value.value)) add({ kind: 'glob', selector, job: entity, place: value });
      }
      break;
    case 'cluster':
    case 'host':
      for (const rule of entity.rules) {
        if (rule.owner !== entity) continue;
        add({ kind: 'firewallRule', rule, place: rule.value });
        addSources(rule.allowed);
      }
      break;
    case 'hyperflex':
      addSources(entity.controllerFirewall);
  }
}
