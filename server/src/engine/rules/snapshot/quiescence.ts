import type { Job } from '../../model/entities.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { waysOf } from '../firewall/_cost.ts';
import { type RuleContext, rule } from '../rule.ts';
import { betterWith, instead, lostSnapshots } from './_lost.ts';

export default rule({
  code: 'snapshot/quiescence',
  title: 'VMware Tools quiescence keeps Windows VMs from HX snapshots and Direct NFS',
  severity: 'warning',
  what: 'A job has VMware Tools quiescence on, and processes running Windows VMs with VMware Tools.',
  why: 'Of such a VM no HX snapshot is made, and Direct NFS does not read it: what is left is virtual appliance or Network mode from a VMware snapshot.',
  whatToDo:
    'Turn VMware Tools quiescence off, and use application-aware processing for VMs that need a consistent state; or move the VMs that need it to a job of their own.',
  source: 'Veeam user guide, Configuring Backup Proxies and Direct NFS Access',
  *check(context) {
    const lost = new Map<Job, VmPlan[]>();
    const slower = new Map<Job, VmPlan[]>();
    for (const plan of context.fact(lostSnapshots).get('no-tools-quiescence') ?? []) add(lost, plan);
    for (const [plan] of context.fact(betterWithout)) if (!lost.has(plan.job)) add(slower, plan);
    for (const [job, plans] of [...lost, ...slower].sort(([a], [b]) => a.index - b.index)) {
      const cost = lost.has(job) ? instead(plans) : waysOf(plans, 'Direct NFS');
      yield {
        place: job.value?.vmwareToolsQuiescence ?? plans[0]!.vm.namePlace,
        message: `VMware Tools quiescence of ${job.name} allows neither HX snapshots nor Direct NFS for running Windows VMs with VMware Tools: ${cost}. Turn it off, or move them to a job of their own`,
        related: plans.slice(0, 3).map(({ vm }) => ({ place: vm.namePlace, message: `${vm.name} is one of them` })),
      };
    }
  },
});

function add(found: Map<Job, VmPlan[]>, plan: VmPlan): void {
  const known = found.get(plan.job);
  if (known) known.push(plan);
  else found.set(plan.job, [plan]);
}

/** The plans that quiescence makes slower. For `context.fact`. */
function betterWithout(context: RuleContext): ReturnType<typeof betterWith> {
  return betterWith(context, ({ job, vm }) =>
    job.vmwareToolsQuiescence && vm.quiescible ? { job: { vmwareToolsQuiescence: false } } : undefined,
  );
}
betterWithout.reads = ['hosts', 'plan'] as const;
