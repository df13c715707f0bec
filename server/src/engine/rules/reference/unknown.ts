import type { Reference } from '../../model/names.ts';
import { renameReference } from '../../navigate/rename-reference.ts';
import { PlaceMap } from '../../syntax/place-map.ts';
import { KINDS } from '../_kinds.ts';
import { counted } from '../_words.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { declare } from './_declare.ts';
import { unknownReferences } from './_unknown.ts';

export default rule({
  code: 'reference/unknown',
  title: 'A name that nothing declares',
  severity: 'error',
  what: 'A host, cluster, datastore, HX system, proxy or VM is referred to by a name that no entity of that kind has.',
  why: 'The plan goes on without it: a VM whose host or datastore is not known cannot be planned at all, a proxy that is not known is never picked.',
  whatToDo: 'Correct the name, or declare what it names.',
  fixes: 'unsafe',
  *check(context) {
    const unknown = context.fact(unknownReferences);
    if (unknown.length === 0) return;
    const unplanned = unplannedVms(context);
    /** One name may be missing at thousands of places. */
    const declarations = new Map<string, readonly Fix[]>();
    const declared = ({ to, name, at: { unit } }: Reference): readonly Fix[] => {
      const id = `${unit.uri}\n${to}\n${name}`;
      const known = declarations.get(id) ?? declare(context.topology, to, name, unit);
      declarations.set(id, known);
      return known;
    };
    for (const { reference, near } of unknown) {
      const vms = unplanned.get(reference.at) ?? [];
      const lost = vms.length === 1 ? vms[0] : counted(vms.length, 'VM');
      const cost = vms.length > 0 ? `, so ${lost} cannot be planned` : '';
      yield {
        place: reference.at,
        message: `No ${KINDS[reference.to].noun} is named ${reference.name}${cost}${near ? `; did you mean ${near}?` : ''}`,
        fixes: () => [
          ...(near ? [{ title: `Write ${near}`, safe: false, edits: renameReference(reference, near) }] : []),
          ...declared(reference),
        ],
      };
    }
  },
});

/** The VMs whose host or datastore is written there: one place may hold it for several, by an alias. */
function unplannedVms({ topology }: RuleContext): PlaceMap<string[]> {
  const vms = new PlaceMap<string[]>();
  for (const holder of topology.references.loose()) {
    if (holder.kind !== 'vm') continue;
    const { name, host, value } = holder;
    const datastores = value.disks?.items.map(({ datastore }) => datastore) ?? [value.datastore];
    for (const at of host ? datastores : [value.host, ...datastores]) {
      if (!at) continue;
      const known = vms.get(at);
      if (!known) vms.set(at, [name]);
      else if (known.at(-1) !== name) known.push(name);
    }
  }
  return vms;
}
