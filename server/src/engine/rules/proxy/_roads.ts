import type { Proxy } from '../../model/entities.ts';
import { HypotheticalRoads } from '../../planner/hypothetical.ts';
import type { Mode } from '../../planner/ids.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Road } from '../../planner/road.ts';
import { once } from '../_once.ts';
import type { RuleContext } from '../rule.ts';

/** What if other proxies were used. For `context.fact`. */
export function hypothetical({ topology, plan }: RuleContext): HypotheticalRoads {
  return new HypotheticalRoads(topology, plan.roads);
}
hypothetical.reads = ['hosts', 'plan'] as const;

/** The plans, those that take the same road together: VMs of one job that are alike. */
export function alike(plans: readonly VmPlan[]): [VmPlan, ...VmPlan[]][] {
  const groups = new Map<Road, [VmPlan, ...VmPlan[]]>();
  for (const each of plans) {
    const known = groups.get(each.road);
    if (known) known.push(each);
    else groups.set(each.road, [each]);
  }
  return [...groups.values()];
}

/** The plans of VMs that are planned at all, those that are alike together. For `context.fact`. */
export function plannedAlike({ topology, plan }: RuleContext): readonly [VmPlan, ...VmPlan[]][] {
  return topology.jobs.flatMap((job) => alikeInJob(plan.ofJob(job)));
}
plannedAlike.reads = ['plan'] as const;

/** {@link plannedAlike} of one job, by its plans. */
export const alikeInJob = once((plans: readonly VmPlan[]) => alike(plans.filter(({ mode }) => mode)));

/** The modes that each proxy is planned for, picked or as an alternative; others are not in it. For `context.fact`. */
export function usedModes({ topology, plan }: RuleContext): ReadonlyMap<Proxy, ReadonlySet<Mode>> {
  const used = new Map<Proxy, Set<Mode>>();
  for (const job of topology.jobs) {
    for (const [proxy, modes] of modesInJob(plan.ofJob(job))) for (const mode of modes) addMode(used, proxy, mode);
  }
  return used;
}
usedModes.reads = ['plan'] as const;

const modesInJob = once((plans: readonly VmPlan[]): ReadonlyMap<Proxy, ReadonlySet<Mode>> => {
  const used = new Map<Proxy, Set<Mode>>();
  for (const [{ road }] of alikeInJob(plans)) {
    const { outcome } = road;
    if (outcome.kind === 'planned') for (const proxy of outcome.qualifying) addMode(used, proxy, outcome.mode);
  }
  return used;
});

function addMode(used: Map<Proxy, Set<Mode>>, proxy: Proxy, mode: Mode): void {
  const known = used.get(proxy);
  if (known) known.add(mode);
  else used.set(proxy, new Set([mode]));
}
