import { entitiesOf } from '../../model/topology.ts';
import type { EntityKind } from '../../schema/types.ts';
import { KINDS } from '../_kinds.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/duplicate-name',
  title: 'Two entities of a kind have one name',
  severity: 'error',
  what: 'A name is given to two entities of the same kind, in one file or in two that belong together.',
  why: 'A reference to the name means the first of them, so the other one takes no part where it is referred to: a second host of a name runs no VM.',
  whatToDo: 'Give one of them another name, or remove the one that is too many.',
  *check({ topology }) {
    const { names } = topology;
    const kinds = new Set((Object.keys(names) as EntityKind[]).filter((kind) => names[kind].hasDuplicates));
    if (kinds.size === 0) return;
    for (const entity of entitiesOf(topology)) {
      if (!kinds.has(entity.kind)) continue;
      const first = names[entity.kind].getExact(entity.name);
      if (!first || first === entity || !entity.namePlace || !first.namePlace) continue;
      yield {
        place: entity.namePlace,
        message: `Another ${KINDS[entity.kind].noun} is named ${entity.name} already: the name means the first one. Rename one of them`,
        related: [{ place: first.namePlace, message: `The first ${KINDS[entity.kind].noun} of this name` }],
      };
    }
  },
});
