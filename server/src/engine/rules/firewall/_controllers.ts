import type { HxSystem, Proxy, Vm } from '../../model/entities.ts';
import { classOf } from '../../planner/classes.ts';
import type { ConditionId } from '../../planner/ids.ts';
import { holds } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { once } from '../_once.ts';
import type { RuleContext } from '../rule.ts';

/** What the controllers of an HX system that is not added keep out. */
export interface ClosedControllers {
  /** In file order; at least one. */
  readonly proxies: readonly Proxy[];
  /** The plans of VMs that would go by Direct NFS, were the controllers open to their proxies. */
  readonly kept: readonly VmPlan[];
}

/**
 * The proxies that could use Direct NFS were it not for the controllers, as the plan's steps say, by HX system. For
 * `context.fact`.
 */
export function closedControllers({ topology, plan }: RuleContext): ReadonlyMap<HxSystem, ClosedControllers> {
  const found = new Map<HxSystem, ClosedControllers>();
  for (const [system, { proxies, kept }] of topology.jobs.flatMap((job) => [...closedInJob(plan.ofJob(job))])) {
    const { proxies: others = [], kept: before = [] } = found.get(system) ?? {};
    const all = [...new Set([...others, ...proxies])].sort((a, b) => a.index - b.index);
    found.set(system, { proxies: all, kept: before.concat(kept) });
  }
  return found;
}
closedControllers.reads = ['plan'] as const;

/** The same for the plans of one job; the proxies as they come. */
const closedInJob = once((plans: readonly VmPlan[]) => {
  const found = new Map<HxSystem, { readonly proxies: Set<Proxy>; readonly kept: VmPlan[] }>();
  const classes = new Map<string, readonly Proxy[]>();
  for (const each of plans) {
    const { vm } = each;
    if (!vm.system || vm.system.added || each.outcome === 'fails') continue;
    const key = inputsOf(vm);
    const proxies = classes.get(key) ?? keptOut(each);
    classes.set(key, proxies);
    if (proxies.length === 0) continue;
    const closed = found.get(vm.system) ?? { proxies: new Set(), kept: [] };
    found.set(vm.system, closed);
    for (const proxy of proxies) closed.proxies.add(proxy);
    if (!each.mode?.startsWith('directNfs')) closed.kept.push(each);
  }
  return found;
});

/** What of a VM its Direct NFS hangs on: all but the host, which opens its class. */
function inputsOf(vm: Vm): string {
  const key = classOf(vm);
  return key.slice(key.indexOf('|'));
}

/** The proxies for which Direct NFS fails at the controllers alone. */
function keptOut({ steps }: VmPlan): Proxy[] {
  const direct = steps.find(({ step }) => step === 'direct-nfs' || step === 'direct-nfs-cluster-ip');
  const failed = new Map<Proxy, ConditionId[]>();
  for (const judgement of direct?.because ?? []) {
    if (holds(judgement)) continue;
    const { proxy, condition } = judgement;
    if (!proxy) return [];
    failed.set(proxy, [...(failed.get(proxy) ?? []), condition]);
  }
  return [...failed].flatMap(([proxy, conditions]) => (conditions.join() === 'controllers-open' ? [proxy] : []));
}
