import type { Job, Proxy, Vm } from '../../model/entities.ts';
import { candidacyConditions } from '../../planner/conditions-snapshot.ts';
import type { ConditionId } from '../../planner/ids.ts';
import { holds, type Judgement } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Value } from '../../schema/types.ts';
import { hasUnknown, isHindered, isObscured } from '../proxy/_clear.ts';
import { hypothetical, plannedAlike } from '../proxy/_roads.ts';
import { degraded } from '../proxy/degraded.ts';
import type { RuleContext } from '../rule.ts';
import { jobsWithoutCandidate } from './_candidacy.ts';

/** A proxy that a job lists in vain. */
export interface Unusable {
  readonly job: Job;
  readonly proxy: Proxy;
  /** Where the job lists it. */
  readonly at: Value<string>;
  /** What decided it, for the first VM of the job. */
  readonly why: Judgement;
}

/** The proxies that jobs list and that can serve no VM of them, where nothing else tells it. For `context.fact`. */
export function unusableProxies(context: RuleContext): readonly Unusable[] {
  const { topology, fact } = context;
  const byJob = fact(plansByJob);
  return topology.jobs.flatMap((job) => {
    const plans = byJob.get(job);
    if (!plans || fact(jobsWithoutCandidate).has(job)) return [];
    return (job.value?.proxies?.items ?? []).flatMap((at) => {
      const proxy = topology.names.proxy.get(at.value);
      const why = proxy && whyUnusable(context, proxy, plans);
      return why ? [{ job, proxy, at, why }] : [];
    });
  });
}
unusableProxies.same = (before: readonly Unusable[], after: readonly Unusable[]): boolean =>
  before.length === 0 && after.length === 0;

/** Whether the job lists the proxy in vain for this reason, which is then told at the list. */
export function isUnusable({ fact }: RuleContext, job: Job, proxy: Proxy, condition: ConditionId): boolean {
  return fact(unusableProxies).some(
    (other) => other.job === job && other.proxy === proxy && other.why.condition === condition,
  );
}

/** The plans of the jobs whose VMs are planned, one for all VMs that are alike. For `context.fact`. */
function plansByJob({ fact }: RuleContext): ReadonlyMap<Job, readonly VmPlan[]> {
  const byJob = new Map<Job, VmPlan[]>();
  for (const [first] of fact(plannedAlike)) {
    const known = byJob.get(first.job);
    if (known) known.push(first);
    else byJob.set(first.job, [first]);
  }
  return byJob;
}
plansByJob.reads = [] as const;

/** What keeps the proxy from every VM; a disabled one needs no look at the rest of the topology. */
function whyUnusable(context: RuleContext, proxy: Proxy, plans: readonly VmPlan[]): Judgement | undefined {
  let why: Judgement | undefined;
  for (const { job, vm, proxy: picked, alternatives } of plans) {
    if (picked === proxy || alternatives.includes(proxy)) return undefined;
    const failed = candidacyConditions(job, vm, proxy).find((judgement) => !holds(judgement));
    const isClear =
      failed?.condition === 'enabled' ||
      (context.topology.isWhole && !hasUnknown(context, vm.system?.value.accessProxies));
    const own = isClear ? (failed ?? whyLastResort(context, proxy, job, vm)) : undefined;
    if (!own) return undefined;
    why ??= own;
  }
  return why;
}

/** Causes for which a proxy cannot use its mode, and that are told only where they hold for all VMs that it may serve. */
const OF_MODE: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'on-data-network',
  'same-datacenter',
  'host-mounts-datastores',
  'disks-hotaddable',
  'datastore-is-nfs',
  'no-snapshot',
]);

/** Why the proxy would serve the VM only if there were no other: its mode cannot be used, and Network mode is ruled out. */
function whyLastResort(context: RuleContext, proxy: Proxy, job: Job, vm: Vm): Judgement | undefined {
  if (isObscured(context, proxy) || isHindered(context, proxy) || context.fact(degraded).has(proxy)) return undefined;
  const steps = context.fact(hypothetical).alone(job, vm, proxy)?.steps ?? [];
  const last = steps.at(-1);
  const isLastResort = last?.verdict === 'forced' && !last.because.some(({ condition }) => condition === 'same-host');
  if (!isLastResort) return undefined;
  return steps
    .flatMap(({ because }) => because)
    .find((judgement) => !holds(judgement) && OF_MODE.has(judgement.condition) && isOfSetting(proxy, judgement));
}

/** Whether the condition is one of the mode that the proxy is set to. */
function isOfSetting({ transportMode }: Proxy, { condition }: Judgement): boolean {
  const direct = condition === 'on-data-network' || condition === 'datastore-is-nfs' || condition === 'no-snapshot';
  return direct === (transportMode === 'directStorageAccess');
}
