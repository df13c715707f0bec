import type { HxSystem, Job, Proxy, Vm } from '../../model/entities.ts';
import { integrationConditions, snapshotConditions } from '../../planner/conditions-snapshot.ts';
import { hold } from '../../planner/judgement.ts';
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

/** The shares that the proxy may serve. One that is connected to other datastores only leaves HX out on purpose. */
export function servedBy(context: RuleContext, proxy: Proxy): readonly Share[] {
  const connected = proxy.connectedDatastores;
  return context
    .fact(shares)
    .filter(({ candidates }) => candidates.has(proxy))
    .filter(({ system }) => connected === 'automatic' || connected.some((datastore) => datastore.system === system));
}
