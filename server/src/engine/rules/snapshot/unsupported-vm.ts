import { rule } from '../rule.ts';
import { byVm, instead, lostSnapshots } from './_lost.ts';

export default rule({
  code: 'snapshot/unsupported-vm',
  title: 'A template or an encrypted VM is to be read from HX snapshots',
  severity: 'warning',
  what: 'A job that uses HX snapshots processes a template or an encrypted VM.',
  why: 'Backup from storage snapshots does not support either. A job that fails over reads it from a VMware snapshot instead.',
  whatToDo:
    'Back it up in a job without storage snapshots (`storageSnapshots.enabled: false`), where this is expected.',
  source: 'Veeam user guide, Limitations for Backup from Storage Snapshots',
  *check(context) {
    const lost = context.fact(lostSnapshots);
    for (const [vm, plans] of byVm(lost.get('not-template'))) {
      yield {
        place: vm.value.template ?? vm.namePlace,
        message: `${vm.name} is a template, of which no HX snapshot is made: ${instead(plans, 'it')}`,
      };
    }
    for (const [vm, plans] of byVm(lost.get('not-encrypted'))) {
      yield {
        place: vm.value.encrypted ?? vm.namePlace,
        message: `${vm.name} is encrypted, so no HX snapshot is made of it: ${instead(plans, 'it')}`,
      };
    }
  },
});
