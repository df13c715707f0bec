import type { Job, Vm } from '../../model/entities.ts';
import { type ConditionId, MODES, type Mode } from '../../planner/ids.ts';
import { holds } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { once } from '../_once.ts';
import { failoverOff } from '../_plans.ts';
import { counted } from '../_words.ts';
import { WAYS } from '../firewall/_cost.ts';
import { alikeInJob, plannedAlike } from '../proxy/_roads.ts';
import type { RuleContext } from '../rule.ts';

/**
 * The plans of VMs that are not read from an HX snapshot, though their storage and their job would have one, by each
 * condition that keeps it from being made. Those that fail for it in some job are
 * left out: `job/vm-fails` tells them. For `context.fact`.
 */
export function lostSnapshots(context: RuleContext): ReadonlyMap<ConditionId, readonly VmPlan[]> {
  const failing = context.fact(failingVms);
  const found = new Map<ConditionId, VmPlan[]>();
  for (const plans of context.fact(plannedAlike)) {
    // One that is read from an HX snapshot has lost none; before 4.5(2a) a base snapshot may be read all the same.
    if (plans[0].source === 'hxSnapshot' && !plans[0].vm.baseSnapshot) continue;
    const step = plans[0].steps.find((each) => each.step === 'hx-snapshot');
    for (const judgement of step?.because ?? []) {
      if (holds(judgement)) continue;
      const known = found.get(judgement.condition) ?? [];
      found.set(judgement.condition, known);
      for (const plan of plans) if (!failing.has(plan.vm)) known.push(plan);
    }
  }
  return found;
}
lostSnapshots.reads = ['plan'] as const;

/** VMs of which a job that uses storage snapshots makes no backup. For `context.fact`. */
function failingVms({ fact }: RuleContext): ReadonlySet<Vm> {
  return new Set(fact(failoverOff).map(({ vm }) => vm));
}
failingVms.reads = ['plan'] as const;

/** The same, the plans of each VM together, in file order. */
export function byVm(lost: readonly VmPlan[] = []): [Vm, readonly VmPlan[]][] {
  const found = new Map<Vm, VmPlan[]>();
  for (const plan of lost) {
    const known = found.get(plan.vm);
    if (known) known.push(plan);
    else found.set(plan.vm, [plan]);
  }
  return [...found].sort(([a], [b]) => a.index - b.index);
}

const ORDER = Object.keys(MODES) as Mode[];

/**
 * The plans of standard processing that would get a better mode with another VM or job, and that mode. What `change`
 * gives is asked once for all VMs that are alike; `undefined`: nothing would change.
 */
export function betterWith(
  context: RuleContext,
  change: (plan: VmPlan) => { readonly vm?: Partial<Vm>; readonly job?: Partial<Job> } | undefined,
): [VmPlan, Mode][] {
  return context.fact(besidesHxSnapshots).flatMap((plans): [VmPlan, Mode][] => {
    const [first] = plans;
    const changed = change(first);
    if (!changed) return [];
    const { outcome } = context.plan.roads.walk({ ...first.job, ...changed.job }, { ...first.vm, ...changed.vm });
    if (outcome.kind !== 'planned' || ORDER.indexOf(outcome.mode) >= ORDER.indexOf(first.mode!)) return [];
    return plans.map((plan) => [plan, outcome.mode]);
  });
}

/** Those of VMs that are not read from HX snapshots, or from VMware snapshots that stand beside these. For `context.fact`. */
function besidesHxSnapshots({ topology, plan }: RuleContext): readonly [VmPlan, ...VmPlan[]][] {
  return topology.jobs.flatMap((job) => besidesInJob(plan.ofJob(job)));
}
besidesHxSnapshots.reads = ['plan'] as const;

const besidesInJob = once((plans: readonly VmPlan[]) =>
  alikeInJob(plans).filter(([{ source, vm }]) => source === 'vmwareSnapshot' || vm.baseSnapshot === true),
);

/** "12 VMs are read from VMware snapshots instead, by Direct NFS"; for one VM of its own cause "it is read …". */
export function instead(plans: readonly VmPlan[], subject?: 'it'): string {
  const modes = new Map(plans.map(({ vm, mode }) => [vm, mode!]));
  const one = modes.size === 1;
  const who = subject ?? counted(modes.size, 'VM');
  const counts = new Map<Mode, number>();
  for (const mode of modes.values()) counts.set(mode, (counts.get(mode) ?? 0) + 1);
  const ways =
    counts.size === 1
      ? `, ${WAYS[modes.values().next().value!]}`
      : ` (${[...counts].map(([mode, number]) => `${number} ${WAYS[mode]}`).join(', ')})`;
  // Before 4.5(2a) standard processing reads a VM with a base snapshot from an HX snapshot all the same.
  if (plans.some(({ source }) => source === 'hxSnapshot')) {
    return `${who} ${one ? 'goes' : 'go'}${ways.replace(/^,/, '')} instead of being read over the data network`;
  }
  return `${who} ${one ? 'is read from a VMware snapshot' : 'are read from VMware snapshots'} instead${ways}`;
}
