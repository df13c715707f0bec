import type { Host, HxSystem, Job, Proxy } from '../model/entities.ts';
import { type Plan, type Summary, summarize, type VmPlan } from '../planner/plan.ts';
import { atOnce, type Steps } from '../syntax/steps.ts';

/** The plan as seen from each entity: what it does, and for whom. Each is worked out once for a plan. */
export interface Traffic {
  readonly all: Share;
  readonly byJob: ReadonlyMap<Job, Share>;
  readonly bySystem: ReadonlyMap<HxSystem, Share>;
  readonly byHost: ReadonlyMap<Host, Share>;
  readonly byProxy: ReadonlyMap<Proxy, ProxyTraffic>;
}

/** What of the plan falls to one entity. A VM has a plan in each job that includes it. */
export interface Share {
  readonly vms: number;
  readonly plans: number;
  /** The plans. */
  readonly byMode: Summary;
}

/** What a proxy is given, over all jobs. */
export interface ProxyTraffic extends Share {
  /** One for each disk of each plan. */
  readonly tasks: number;
  /** How many VMs it could serve in their mode besides. */
  readonly alternativeFor: number;
}

/** By the list of planned VMs, which is another one when any of it changes. */
const known = new WeakMap<Plan['vms'], Traffic>();

export function trafficOf(plan: Plan): Traffic {
  return atOnce(trafficSteps(plan));
}

/** {@link trafficOf} in steps. */
export function* trafficSteps(plan: Plan): Steps<Traffic> {
  const { vms } = plan;
  let traffic = known.get(vms);
  if (!traffic) {
    traffic = yield* compute(vms, plan.topology.proxies);
    known.set(vms, traffic);
  }
  return traffic;
}

function* compute(plans: Plan['vms'], proxies: readonly Proxy[]): Steps<Traffic> {
  const picked = grouped(plans, ({ proxy }) => (proxy ? [proxy] : []));
  yield;
  const alternatives = new Map<Proxy, number>();
  for (const { road, proxy } of plans) {
    if (road.outcome.kind !== 'planned') continue;
    for (const other of road.outcome.qualifying) {
      if (other !== proxy) alternatives.set(other, (alternatives.get(other) ?? 0) + 1);
    }
  }
  yield;
  const byJob = shares(grouped(plans, ({ job }) => [job]));
  yield;
  const bySystem = shares(grouped(plans, ({ vm }) => (vm.system ? [vm.system] : [])));
  yield;
  const byHost = shares(grouped(plans, ({ vm }) => (vm.host ? [vm.host] : [])));
  yield;
  const byProxy = proxies.map((proxy): [Proxy, ProxyTraffic] => {
    const own = picked.get(proxy) ?? [];
    return [
      proxy,
      {
        ...shareOf(own),
        tasks: own.reduce((sum, { vm }) => sum + vm.disks.length, 0),
        alternativeFor: alternatives.get(proxy) ?? 0,
      },
    ];
  });
  return {
    all: shareOf(plans),
    byJob,
    bySystem,
    byHost,
    byProxy: new Map(byProxy),
  };
}

/** The items by their keys, in the order in which each key comes up. */
export function grouped<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

function shares<K>(groups: ReadonlyMap<K, readonly VmPlan[]>): Map<K, Share> {
  return new Map([...groups].map(([key, plans]) => [key, shareOf(plans)]));
}

/** What a part of the plan comes to. */
export function shareOf(plans: readonly VmPlan[]): Share {
  return { vms: new Set(plans.map(({ vm }) => vm)).size, plans: plans.length, byMode: summarize(plans) };
}
