import type { Host, HxSystem, Job, Proxy } from '../model/entities.ts';
import type { Mode } from '../planner/ids.ts';
import { type Plan, type Summary, summarize, type VmPlan } from '../planner/plan.ts';

/** The plan as seen from each entity: what it does, and for whom. Each is worked out once for a plan. */
export interface Traffic {
  readonly byJob: ReadonlyMap<Job, Summary>;
  readonly bySystem: ReadonlyMap<HxSystem, Summary>;
  readonly byHost: ReadonlyMap<Host, Summary>;
  readonly byProxy: ReadonlyMap<Proxy, ProxyTraffic>;
}

/** What a proxy is given, over all jobs. */
export interface ProxyTraffic {
  readonly vms: number;
  /** One for each disk. */
  readonly tasks: number;
  readonly byMode: Summary;
  /** How many VMs it could serve in their mode besides. */
  readonly alternativeFor: number;
}

/** By the list of planned VMs, which is another one when any of it changes. */
const known = new WeakMap<Plan['vms'], Traffic>();

export function trafficOf(plan: Plan): Traffic {
  let traffic = known.get(plan.vms);
  if (!traffic) {
    traffic = compute(plan);
    known.set(plan.vms, traffic);
  }
  return traffic;
}

function compute(plan: Plan): Traffic {
  const picked = grouped(plan.vms, ({ proxy }) => (proxy ? [proxy] : []));
  const alternatives = new Map<Proxy, number>();
  for (const vm of plan.vms)
    for (const proxy of vm.alternatives) alternatives.set(proxy, (alternatives.get(proxy) ?? 0) + 1);
  const byProxy = plan.topology.proxies.map((proxy): [Proxy, ProxyTraffic] => {
    const vms = picked.get(proxy) ?? [];
    return [
      proxy,
      {
        vms: vms.length,
        tasks: vms.reduce((sum, { vm }) => sum + vm.disks.length, 0),
        byMode: summarize(vms),
        alternativeFor: alternatives.get(proxy) ?? 0,
      },
    ];
  });
  return {
    byJob: summaries(grouped(plan.vms, ({ job }) => [job])),
    bySystem: summaries(grouped(plan.vms, ({ vm }) => (vm.system ? [vm.system] : []))),
    byHost: summaries(grouped(plan.vms, ({ vm }) => (vm.host ? [vm.host] : []))),
    byProxy: new Map(byProxy),
  };
}

function grouped<K>(vms: readonly VmPlan[], keysOf: (vm: VmPlan) => readonly K[]): Map<K, VmPlan[]> {
  const groups = new Map<K, VmPlan[]>();
  for (const vm of vms) {
    for (const key of keysOf(vm)) {
      const group = groups.get(key);
      if (group) group.push(vm);
      else groups.set(key, [vm]);
    }
  }
  return groups;
}

function summaries<K>(groups: ReadonlyMap<K, readonly VmPlan[]>): Map<K, Summary> {
  return new Map([...groups].map(([key, vms]) => [key, summarize(vms)]));
}

/** How many VMs a summary counts. */
export function total(summary: Summary | undefined): number {
  return summary ? (Object.keys(summary) as (Mode | 'fails')[]).reduce((sum, key) => sum + summary[key], 0) : 0;
}
