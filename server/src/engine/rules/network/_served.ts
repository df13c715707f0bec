import type { HxSystem, Job, Proxy, Vm } from '../../model/entities.ts';
import { integrationConditions, snapshotConditions } from '../../planner/conditions-snapshot.ts';
import { hold } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { RuleContext } from '../rule.ts';

/** The VMs of one job on one HX system: all have the same candidates. */
export interface Share {
  readonly job: Job;
  readonly system: HxSystem;
  /** At least one. */
  readonly vms: readonly [Vm, ...Vm[]];
  /** An HX snapshot is made of one of them at least. */
  readonly snapshots: boolean;
}

/** The shares of all jobs. For `context.fact`. */
export function shares({ topology, plan }: RuleContext): readonly Share[] {
  const byJob = new Map<Job, Map<HxSystem, [VmPlan, ...VmPlan[]]>>();
  for (const each of plan.vms) {
    const { job, vm, failure } = each;
    if (!vm.system || failure === 'invalid-topology') continue;
    const bySystem = byJob.get(job) ?? new Map<HxSystem, [VmPlan, ...VmPlan[]]>();
    byJob.set(job, bySystem);
    const known = bySystem.get(vm.system);
    if (known) known.push(each);
    else bySystem.set(vm.system, [each]);
  }
  // Before 4.5(2a) standard processing may read from an HX snapshot, too.
  const isSnapshot = ({ job, vm, source }: VmPlan): boolean =>
    source === 'hxSnapshot' && hold([...integrationConditions(job, vm), ...snapshotConditions(topology, job, vm)]);
  return [...byJob].flatMap(([job, bySystem]) =>
    [...bySystem].map(([system, [first, ...rest]]): Share => {
      const vms: Share['vms'] = [first.vm, ...rest.map(({ vm }) => vm)];
      return { job, system, vms, snapshots: isSnapshot(first) || rest.some(isSnapshot) };
    }),
  );
}
shares.reads = ['plan'] as const;

/** The shares that the proxy may serve. One that is connected to other datastores only leaves HX out on purpose. */
export function servedBy(context: RuleContext, proxy: Proxy): readonly Share[] {
  const connected = proxy.connectedDatastores;
  const { roads } = context.plan;
  return context
    .fact(shares)
    .filter(({ system }) => connected === 'automatic' || connected.some((datastore) => datastore.system === system))
    .filter(({ job, vms }) => roads.candidates(job, vms[0]).has(proxy));
}
