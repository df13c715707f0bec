import type { HxSystem } from '../../model/entities.ts';
import { wouldFailOnceAdded } from '../../planner/once-added.ts';
import { hyperflex as format } from '../../schema/format.ts';
import { insertAt } from '../../syntax/edit/index.ts';
import { named } from '../_words.ts';
import { type Fix, rule } from '../rule.ts';
import { instead } from './_lost.ts';
import { unsaid } from './_unsaid.ts';

export default rule({
  code: 'snapshot/storage-not-added',
  title: 'It is not said whether an HX system is added to the backup infrastructure',
  severity: 'warning',
  fixes: 'unsafe',
  what: 'Jobs process VMs of an HX system, and nothing says whether it is added to the backup infrastructure as a storage system. It is planned as not added.',
  why: 'Only from a system that is added does VBR make HX snapshots. It also opens the controllers of such a system for Direct NFS by itself; else they stay closed until someone opens them (KB2300).',
  whatToDo:
    'Add the system in the *Storage Infrastructure* view of VBR and write `addedToBackupServer: true`; or write `false` where it is left out on purpose.',
  source: 'Veeam user guide, Adding Cisco HyperFlex; Veeam KB2300',
  *check(context) {
    for (const [system, plans] of context.fact(unsaid)) {
      const planned = plans.filter(({ mode }) => mode);
      const hurt = new Set(
        planned.filter(({ job, vm }) => wouldFailOnceAdded(context.topology, job, vm)).map(({ vm }) => vm.name),
      );
      const warning = hurt.size > 0 ? `. Once it is added, ${named([...hurt])} would fail: see to that first` : '';
      yield {
        place: system.namePlace,
        message: `Nothing says that ${system.name} is added to the backup infrastructure, so no HX snapshot is made of its VMs${planned.length > 0 ? `: ${instead(planned)}` : ''}. Add it and write addedToBackupServer: true, or false where it is left out on purpose${warning}`,
        fixes: () => (hurt.size > 0 ? [set(system, false)] : [set(system, true), set(system, false)]),
      };
    }
  },
});

/** Not safe: only the user knows. */
function set(system: HxSystem, added: boolean): Fix {
  return {
    title: `Set addedToBackupServer: ${added} for ${system.name}`,
    safe: false,
    edits: insertAt(system.value, ['addedToBackupServer'], added, { order: Object.keys(format.fields) }),
  };
}
