import type { Disk, Vm } from '../../model/entities.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { plansThat } from '../_plans.ts';
import { named } from '../_words.ts';
import { rule } from '../rule.ts';
import { byVm, instead, lostSnapshots } from './_lost.ts';

export default rule({
  code: 'snapshot/mixed-storage',
  title: 'A VM’s disks lie on an HX system and elsewhere',
  severity: 'warning',
  what: 'A VM has disks on an HX system, and others on another one or on storage that is not HX.',
  why: 'An HX snapshot holds the disks of one system only, so none is taken for the backup; in standard processing the disks outside the system go over Network mode.',
  whatToDo: 'Move the disks to one HX system, or expect the VM to go the slower way.',
  source: 'Inferred: the guide does not speak of such VMs',
  *check(context) {
    const told = new Set<Vm>();
    for (const [vm, plans] of byVm(context.fact(lostSnapshots).get('single-hx-system'))) {
      told.add(vm);
      yield { ...find(vm), message: `${where(vm)}, so no HX snapshot is made of it: ${instead(plans, 'it')}` };
    }
    for (const plan of context.fact(onTwoWays)) {
      const { vm } = plan;
      const apart = plan.disks.map(({ disk }) => disk).filter(({ datastore }) => datastore?.system !== vm.system);
      if (apart.length === 0 || told.has(vm) || fails(context.plan.plansOf(vm))) continue;
      told.add(vm);
      const disks = named(apart.map(({ name }) => name));
      yield { ...find(vm), message: `${where(vm)}: ${disks} ${apart.length === 1 ? 'goes' : 'go'} over Network mode` };
    }
  },
});

/** The plans of VMs on HX of which some disks go over Network mode. For `context.fact`. */
const onTwoWays = plansThat(({ vm, disks }) => vm.system !== undefined && disks.length > 0);

function find(vm: Vm) {
  const other = outside(vm)[0]!;
  return {
    place: other.place,
    related: [
      { place: vm.disks.find((disk) => disk.datastore?.system === vm.system)!.place, message: `On ${vm.system!.name}` },
    ],
  };
}

function where(vm: Vm): string {
  const stores = [...new Set(outside(vm).map(({ datastore }) => datastore!.name))];
  return `${vm.name} has disks on ${vm.system!.name} and on ${named(stores)}`;
}

function outside(vm: Vm): Disk[] {
  return vm.disks.filter(({ datastore }) => datastore && datastore.system !== vm.system);
}

function fails(plans: readonly VmPlan[]): boolean {
  return plans.some(({ failure }) => failure === 'failover-off');
}
