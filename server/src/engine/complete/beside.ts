import type { Entity, HxSystem } from '../model/entities.ts';
import { mounts, type Topology } from '../model/topology.ts';
import { dataAddresses } from '../planner/access.ts';
import type { EntityKind, Type } from '../schema/types.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { fieldsOf, slotAt } from './field-at.ts';

/** What is named in the mappings that the cursor is in, the innermost first, and by the other items of its list. */
export function namedBeside(root: Type, cursor: Cursor, topology: Topology): Entity[] {
  const found = new Set<Entity>();
  const note = (to: EntityKind | undefined, name: string): void => {
    const entity = to && topology.names[to].get(name);
    if (entity) found.add(entity);
  };
  const keys = cursor.path.flatMap((step, index) => (step === null ? [] : [index]));
  cursor.around.forEach((values, level) => {
    const at = keys[level] ?? cursor.path.length;
    const fields = fieldsOf(slotAt(root, cursor.path.slice(0, at))?.type);
    for (const [key, name] of values) if (key !== cursor.path[at]) note(referenceOf(fields?.[key]?.type), name);
  });
  for (const name of cursor.listed) note(referenceOf(slotAt(root, cursor.path)?.type), name);
  return [...found].reverse();
}

/** The entity that the cursor is in, as it was last read. */
export function entityAround(root: Type, cursor: Cursor, topology: Topology): Entity | undefined {
  const kind = slotAt(root, cursor.path.slice(0, 2))?.list?.entity;
  const name = cursor.around[1]?.get('name');
  return kind && name !== undefined ? topology.names[kind].get(name) : undefined;
}

function referenceOf(type: Type | undefined): EntityKind | undefined {
  if (type?.kind === 'scalar') return type.to;
  return type?.kind === 'oneKey' ? referenceOf(fieldsOf(type)?.[type.bare]?.type) : undefined;
}

/** The HX system that the cursor's surroundings belong to. */
export function systemAround(root: Type, cursor: Cursor, topology: Topology): HxSystem | undefined {
  const own = entityAround(root, cursor, topology);
  const entities = [...(own?.kind === 'hyperflex' ? [own] : []), ...namedBeside(root, cursor, topology)];
  // What is said itself comes before what follows from something else.
  return entities.find((entity) => entity.kind === 'hyperflex') ?? entities.map(systemOf).find((system) => system);
}

function systemOf(entity: Entity): HxSystem | undefined {
  return entity.kind === 'cluster' || entity.kind === 'host' || entity.kind === 'datastore' ? entity.system : undefined;
}

/** Whether two things are connected, so that whoever names the one probably means the other, too. */
export function goTogether(a: Entity, b: Entity): boolean {
  return isConnectedTo(a, b) || isConnectedTo(b, a);
}

function isConnectedTo(a: Entity, b: Entity): boolean {
  switch (a.kind) {
    case 'host':
      if (b.kind === 'host') return a.cluster !== undefined && a.cluster === b.cluster;
      return a.cluster === b || a.system === b || (b.kind === 'datastore' && mounts(a, b));
    case 'cluster':
      return a.system === b;
    case 'datastore':
      return a.system !== undefined && (a.system === b || (b.kind === 'datastore' && a.system === b.system));
    case 'vm':
      return a.host === b || a.disks.some(({ datastore }) => datastore === b) || (b.kind === 'proxy' && b.vm === a);
    case 'proxy':
      if (b.kind === 'hyperflex') return dataAddresses(a, b).length > 0;
      if (b.kind !== 'datastore') return a.host === b;
      return (
        (b.system !== undefined && dataAddresses(a, b.system).length > 0) || (a.host !== undefined && mounts(a.host, b))
      );
    default:
      return false;
  }
}
