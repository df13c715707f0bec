import type { HxSystem, Job, Proxy, Vm } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import type { ConditionId } from '../../planner/ids.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Place } from '../../syntax/nodes.ts';
import { withoutCandidate } from '../_plans.ts';
import type { RuleContext } from '../rule.ts';

/** Why no proxy may process a VM. */
export type NoCandidate =
  /** No proxy is declared. At the section that it is missing in, else at the VMs. */
  | { readonly kind: 'no-proxy'; readonly place: Place }
  /** None of the proxies that the job lists is enabled. At the list. */
  | { readonly kind: 'proxies'; readonly place: Place; readonly listed: readonly Proxy[] }
  /** None of the proxies that the HX system lists is enabled. At the list. */
  | { readonly kind: 'accessProxies'; readonly place: Place; readonly system: HxSystem }
  /** None of the enabled proxies that the job may use is in the list of the HX system. At the job's list. */
  | { readonly kind: 'lists-apart'; readonly place: Place; readonly system: HxSystem };

/** Finds why VMs have no candidate: the same for all VMs of a job on one HX system. */
export class Candidacy {
  readonly #topology: Topology;
  /** Places of names that nothing declares: a list with one in it is not to blame. */
  readonly #unclear: ReadonlySet<unknown>;
  readonly #causes = new Map<Job, Map<Vm['system'], NoCandidate | undefined>>();

  constructor(topology: Topology) {
    this.#topology = topology;
    this.#unclear = new Set(topology.references.unresolved().map(({ at }) => at));
  }

  /** The cause for a VM that fails for want of a candidate; `undefined` where another rule tells it. */
  cause(plan: VmPlan): NoCandidate | undefined {
    const { job, vm } = plan;
    const bySystem = this.#causes.get(job) ?? new Map<Vm['system'], NoCandidate | undefined>();
    this.#causes.set(job, bySystem);
    if (!bySystem.has(vm.system)) bySystem.set(vm.system, this.#find(plan));
    return bySystem.get(vm.system);
  }

  #find({ job, vm: { system }, steps }: VmPlan): NoCandidate | undefined {
    const judged = steps.find(({ step }) => step === 'candidate-proxies')?.because ?? [];
    const failed = new Map<Proxy, Set<ConditionId>>();
    for (const { proxy, condition } of judged) {
      if (proxy) failed.set(proxy, (failed.get(proxy) ?? new Set()).add(condition));
    }
    const enabled = [...failed.values()].filter((conditions) => !conditions.has('enabled'));
    if (failed.size === 0) return this.#noProxy();
    // That no proxy is enabled is told at the proxies.
    if (enabled.length === 0) return undefined;

    const listed = job.value?.proxies;
    const access = system?.value.accessProxies;
    if ([...(listed?.items ?? []), ...(access?.items ?? [])].some((name) => this.#unclear.has(name))) return undefined;
    if (listed && job.proxies !== 'automatic' && enabled.every((conditions) => conditions.has('proxies'))) {
      return { kind: 'proxies', place: listed, listed: job.proxies };
    }
    if (!system || !access) return undefined;
    const someHaveAccess = enabled.some((conditions) => !conditions.has('accessProxies'));
    return listed && someHaveAccess
      ? { kind: 'lists-apart', place: listed, system }
      : { kind: 'accessProxies', place: access, system };
  }

  #noProxy(): NoCandidate | undefined {
    if (!this.#topology.isWhole) return undefined;
    const sections = this.#topology.files.flatMap(({ tree }) => tree.sections);
    const section = sections.find(({ key }) => key === 'proxies') ?? sections.find(({ key }) => key === 'vms');
    return section && { kind: 'no-proxy', place: section.keyPlace };
  }
}

/** The jobs in which no proxy may process some VM: why is told already. For `context.fact`. */
export function jobsWithoutCandidate({ fact }: RuleContext): ReadonlySet<Job> {
  return new Set(fact(withoutCandidate).map(({ job }) => job));
}
jobsWithoutCandidate.reads = [] as const;
