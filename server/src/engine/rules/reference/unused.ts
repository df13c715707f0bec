import type { Entity } from '../../model/entities.ts';
import { removeTopLevelItem } from '../../syntax/edit/index.ts';
import type { Located, Place, Unit } from '../../syntax/index.ts';
import type { PersistentList } from '../../syntax/persistent-list.ts';
import { PlaceMap } from '../../syntax/place-map.ts';
import { KINDS } from '../_kinds.ts';
import { once } from '../_once.ts';
import { brokenYaml } from '../_problems.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { unknownReferences } from './_unknown.ts';

export default rule({
  code: 'reference/unused',
  title: 'An HX system, cluster, host or datastore that nothing uses',
  severity: 'hint',
  unnecessary: true,
  what: 'Nothing in the topology refers to it. A host that is in a cluster or an HX system is used.',
  why: 'It has no effect on the plan. Mostly it is left over, or the name of what should use it is missing.',
  whatToDo: 'Remove it, or refer to it where it is used.',
  fixes: 'unsafe',
  *check(context) {
    const { topology, fact } = context;
    if (!topology.isWhole || !fact(brokenYaml).isEmpty) return;
    const meant = fact(probablyMeant);
    for (const entity of [...topology.hyperflex, ...topology.clusters, ...topology.hosts, ...topology.datastores]) {
      if (topology.references.isUsed(entity) || meant.has(entity) || (entity.kind === 'host' && belongs(entity.value)))
        continue;
      // The second of a name is `format/duplicate-name`'s.
      if (topology.names[entity.kind].getExact(entity.name) !== entity) continue;
      const { noun } = KINDS[entity.kind];
      yield {
        place: entity.namePlace,
        message: `Nothing uses the ${noun} ${entity.name}`,
        fixes: () => remove(context, entity),
      };
    }
  },
});

/** What names that nothing declares probably mean. */
function probablyMeant({ topology, fact }: RuleContext): ReadonlySet<Entity> {
  const used = new Set<Entity>();
  for (const { reference, near } of fact(unknownReferences)) {
    const meant = near === undefined ? undefined : topology.names[reference.to].getExact(near);
    if (meant) used.add(meant);
  }
  return used;
}

function belongs(value: { $has(key: string): boolean }): boolean {
  return value.$has('cluster') || value.$has('hyperflex');
}

/** Finds an item of a section by its place. One that is read again has its unit to itself. */
const finder = once((items: PersistentList<Located>) => {
  const byUnit = new Map<Unit, number>();
  const byPlace = new PlaceMap<number>();
  items.forEach((item, index) => {
    const { unit } = item;
    if (unit.isReread) byUnit.set(unit, index);
    else byPlace.set({ unit, start: item.node.start, end: item.node.end }, index);
  });
  return (place: Place) => byUnit.get(place.unit) ?? byPlace.get(place);
});

function remove({ topology }: RuleContext, { kind, name, value }: Entity): Fix[] {
  const { noun, section } = KINDS[kind];
  for (const { tree } of topology.files) {
    const items = tree.sections.find(({ key }) => key === section)?.items;
    const index = items && value && finder(items)(value);
    if (index === undefined) continue;
    return [{ title: `Remove the ${noun} ${name}`, safe: false, edits: removeTopLevelItem(tree, section, index) }];
  }
  return [];
}
