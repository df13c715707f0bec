import type { Entity } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { EntityKind } from '../schema/types.ts';
import { goTogether } from './beside.ts';
import type { Suggestion } from './completion.ts';

/**
 * The names of a kind: those that go together with most of what is named beside come first, else in file order.
 *
 * @param beside what the name stands beside
 */
export function namesOf(kind: EntityKind, beside: readonly Entity[], topology: Topology): Suggestion[] {
  const found = Array.from<Entity, { entity: Entity; partners: Entity[] }>(
    topology.names[kind].entities(),
    (entity) => ({
      entity,
      partners: beside.filter((other) => other !== entity && goTogether(entity, other)),
    }),
  );
  if (beside.length > 0) found.sort((a, b) => b.partners.length - a.partners.length);
  return found.map(({ entity, partners }) => ({
    kind: 'name',
    text: entity.name,
    entity,
    ...(partners.length > 0 ? { detail: `goes with ${partners.map(({ name }) => name).join(', ')}` } : {}),
  }));
}
