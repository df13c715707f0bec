import type { VmPlan } from '../../planner/plan.ts';
import { WAYS } from '../firewall/_cost.ts';
import { type RuleContext, rule } from '../rule.ts';
import { betterWith, byVm, instead, lostSnapshots } from './_lost.ts';

export default rule({
  code: 'snapshot/esxi-snapshot',
  title: 'A VM has a traditional VMware snapshot',
  severity: 'warning',
  what: 'A VM that a job processes has a VMware snapshot made with traditional ESXi technology.',
  why: 'No HX snapshot can be made of such a VM, and Direct NFS cannot read delta disks: what is left is virtual appliance or Network mode.',
  whatToDo: 'Remove the snapshot. Snapshots that HX makes natively do no harm to HX snapshots.',
  source: 'Veeam user guide, Limitations for Cisco HyperFlex',
  *check(context) {
    const told = new Set<VmPlan['vm']>();
    for (const [vm, plans] of byVm(context.fact(lostSnapshots).get('no-esxi-snapshot'))) {
      told.add(vm);
      yield {
        place: vm.value.snapshot ?? vm.namePlace,
        message: `${vm.name} has a traditional VMware snapshot, so no HX snapshot is made of it: ${instead(plans, 'it')}. Remove the snapshot`,
      };
    }
    for (const [{ vm, mode }, better] of context.fact(betterWithout)) {
      if (told.has(vm)) continue;
      told.add(vm);
      yield {
        place: vm.value.snapshot ?? vm.namePlace,
        message: `${vm.name} has a traditional VMware snapshot, which Direct NFS cannot read: it goes ${WAYS[mode!]} instead of ${WAYS[better]}. Remove the snapshot`,
      };
    }
  },
});

/** The plans that a VMware snapshot makes slower. For `context.fact`. */
function betterWithout(context: RuleContext): ReturnType<typeof betterWith> {
  return betterWith(context, ({ vm }) => (vm.snapshot === 'esxi' ? { vm: { snapshot: 'none' as const } } : undefined));
}
betterWithout.reads = ['hosts', 'plan'] as const;
