import { MODES, type Mode } from '../planner/ids.ts';
import type { Plan, VmPlan } from '../planner/plan.ts';

const ORDER = Object.keys(MODES) as Mode[];

/** VMs that a change makes worse: they fail, or get a mode further down the charts. Names in file order, each once. */
export function hurtBy(before: Plan, after: Plan): string[] {
  const ranks = new Map(before.vms.map((plan) => [keyOf(plan), rankOf(plan)]));
  const worse = after.vms.filter((plan) => rankOf(plan) > (ranks.get(keyOf(plan)) ?? Number.POSITIVE_INFINITY));
  return [...new Set(worse.map(({ vm }) => vm.name))];
}

function keyOf({ job, vm }: VmPlan): string {
  return `${job.index}/${vm.index}`;
}

function rankOf({ mode }: VmPlan): number {
  return mode === undefined ? ORDER.length : ORDER.indexOf(mode);
}
