import { type NamedThing, thingAt, thingsOn } from '../model/at.ts';
import type { Entity } from '../model/entities.ts';
import type { Reference } from '../model/names.ts';
import type { Topology } from '../model/topology.ts';
import type { Value } from '../schema/types.ts';
import type { Place, Unit } from '../syntax/nodes.ts';

/** A place where an entity is named. */
export interface Occurrence {
  readonly entity: Entity;
  /** The scalar that the name stands in. */
  readonly at: Value<unknown>;
  /** The name as it is written there. */
  readonly name: string;
  /** Whether it is the entity's own `name`, not a reference. */
  readonly declares: boolean;
}

/** The topologies that a file, by its URI, is part of. */
export type TopologiesOf = (uri: string) => readonly Topology[];

/** References by what they name, so that looking for one entity does not walk through all of them. */
const indexes = new WeakMap<Topology['version'], ReadonlyMap<Entity, readonly Reference[]>>();

/** The references to an entity within its topology. */
export function referencesTo(topology: Topology, entity: Entity): readonly Reference[] {
  let index = indexes.get(topology.version);
  if (!index) {
    index = indexReferences(topology);
    indexes.set(topology.version, index);
  }
  return index.get(entity) ?? [];
}

function indexReferences({ references }: Topology): Map<Entity, Reference[]> {
  const index = new Map<Entity, Reference[]>();
  for (const reference of references) {
    if (!reference.target) continue;
    const known = index.get(reference.target);
    if (known) known.push(reference);
    else index.set(reference.target, [reference]);
  }
  return index;
}

/**
 * All places that name what is named at a place, the declaration first, each text place once for an entity. Files that are
 * part of several topologies tie these together: the name of a host in such a file is that host in each of them. An
 * anchor ties together what its aliases stand for.
 */
export function occurrences(at: Place, topologiesOf: TopologiesOf): Occurrence[] {
  const found: Occurrence[] = [];
  const seen = new Set<Entity>();
  const enter = (place: Place): void => {
    for (const topology of topologiesOf(place.unit.uri)) {
      for (const thing of thingsOn(topology, place)) {
        if (thing.kind !== 'entity' || seen.has(thing.entity)) continue;
        seen.add(thing.entity);
        const own = occurrencesIn(topology, thing.entity);
        for (const occurrence of own) found.push(occurrence);
        for (const occurrence of own) enter(occurrence.at);
      }
    }
  };
  enter(at);
  return found;
}

function occurrencesIn(topology: Topology, entity: Entity): Occurrence[] {
  const { namePlace, name } = entity;
  const declaration = namePlace ? [{ entity, at: namePlace, name, declares: true }] : [];
  const references = referencesTo(topology, entity);
  return [...declaration, ...references.map((reference) => ({ entity, ...reference, declares: false }))];
}

/** Occurrences of which each stands at a text place of its own: several entities may be named at one, by an alias. */
export function distinctPlaces(all: readonly Occurrence[]): Occurrence[] {
  const byUnit = new Map<Unit, Map<number, Occurrence>>();
  for (const occurrence of all) {
    const { unit, start } = occurrence.at;
    const starts = byUnit.get(unit) ?? new Map<number, Occurrence>();
    byUnit.set(unit, starts);
    const known = starts.get(start);
    // What declares anything declares the name.
    if (!known || (occurrence.declares && !known.declares)) starts.set(start, occurrence);
  }
  return [...byUnit.values()].flatMap((starts) => [...starts.values()]);
}

/**
 * The name that stands in a scalar, as offsets of its unit: without quotes and without the `proxy:` of an allowed address.
 * The whole scalar where it is written otherwise than it is read.
 */
export function nameSpan({ unit, start, end }: Place, name: string): Place {
  const index = unit.text.slice(start, end).lastIndexOf(name);
  return index < 0 ? { unit, start, end } : { unit, start: start + index, end: start + index + name.length };
}

/** The name at the offset of a unit, in any of the topologies of its file; `undefined` where none stands there. */
export function nameAt(unit: Unit, offset: number, topologiesOf: TopologiesOf): NamedThing | undefined {
  for (const topology of topologiesOf(unit.uri)) {
    const thing = thingAt(topology, unit, offset);
    if (thing?.kind === 'entity') return thing;
  }
  return undefined;
}
