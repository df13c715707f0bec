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

const alikeInJob = once((plans: readonly VmPlan[]) => alike(plans.filter(({ mode }) => mode)));

/** The modes that each proxy is planned for, picked or as an alternative; others are not in it. For `context.fact`. */
export function usedModes({ fact }: RuleContext): ReadonlyMap<Proxy, ReadonlySet<Mode>> {
  const used = new Map<Proxy, Set<Mode>>();
  for (const [{ road }] of fact(plannedAlike)) {
    const { outcome } = road;
    if (outcome.kind !== 'planned') continue;
    for (const proxy of outcome.qualifying) {
      const known = used.get(proxy);
      if (known) known.add(outcome.mode);
      else used.set(proxy, new Set([outcome.mode]));
    }
  }
  return used;
}
usedModes.reads = ['plan'] as const;
