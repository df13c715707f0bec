import type { HxSystem, Job, Proxy, Vm } from '../../model/entities.ts';
import { integrationConditions, snapshotConditions } from '../../planner/conditions-snapshot.ts';
import { hold, holds } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { once } from '../_once.ts';
import type { RuleContext } from '../rule.ts';

/** The VMs of one job on one HX system: all have the same candidates. */
export interface Share {
  readonly job: Job;
  readonly system: HxSystem;
  /** At least one. */
  readonly vms: readonly [Vm, ...Vm[]];
  /** The proxies that the job may use for them. */
  readonly candidates: ReadonlySet<Proxy>;
  /** An HX snapshot is made of one of them at least. */
  readonly snapshots: boolean;
}

/** The shares of all jobs. For `context.fact`. */
export function shares({ topology, plan, fact }: RuleContext): readonly Share[] {
  return topology.jobs.flatMap((job) => fact(sharesIn)(plan.ofJob(job)));
}
shares.reads = ['plan'] as const;

/** The shares of a job, by its plans. For `context.fact`. */
function sharesIn({ topology, plan: { roads } }: RuleContext): (plans: readonly VmPlan[]) => readonly Share[] {
  // Before 4.5(2a) standard processing may read from an HX snapshot, too.
  const isSnapshot = ({ job, vm, source }: VmPlan): boolean =>
    source === 'hxSnapshot' && hold([...integrationConditions(job, vm), ...snapshotConditions(topology, job, vm)]);
  return once((plans) => {
    const bySystem = new Map<HxSystem, [VmPlan, ...VmPlan[]]>();
    for (const each of plans) {
      const { system } = each.vm;
      if (!system || each.failure === 'invalid-topology') continue;
      const known = bySystem.get(system);
      if (known) known.push(each);
      else bySystem.set(system, [each]);
    }
    return [...bySystem].map(([system, [first, ...rest]]): Share => {
      const vms: Share['vms'] = [first.vm, ...rest.map(({ vm }) => vm)];
      const candidates = roads.candidates(first.job, first.vm);
      return { job: first.job, system, vms, candidates, snapshots: isSnapshot(first) || rest.some(isSnapshot) };
    });
  });
}
sharesIn.reads = [] as const;

/** The shares that the proxy may serve. */
export function servedBy(context: RuleContext, proxy: Proxy): readonly Share[] {
  return context.fact(shares).filter((share) => share.candidates.has(proxy) && isConnected(proxy, share));
}

/** The proxies that may serve an HX system on whose data network they are. For `context.fact`. */
export function onNetworkServed({ fact }: RuleContext): ReadonlySet<Proxy> {
  return new Set(fact(shares).flatMap(fact(onNetworkOf)));
}
onNetworkServed.reads = [] as const;

/** Those of one share. For `context.fact`. */
function onNetworkOf({ plan: { roads } }: RuleContext): (share: Share) => readonly Proxy[] {
  return once((share) =>
    [...share.candidates].filter(
      (proxy) => isConnected(proxy, share) && holds(roads.conditions.onDataNetwork(proxy, share.system)),
    ),
  );
}
onNetworkOf.reads = [] as const;

/** One that is connected to other datastores only leaves HX out on purpose. */
function isConnected({ connectedDatastores: connected }: Proxy, { system }: Share): boolean {
  return connected === 'automatic' || connected.some((datastore) => datastore.system === system);
}
