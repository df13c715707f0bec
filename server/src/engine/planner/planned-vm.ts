import type { Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { AssumptionId, FailureId, Mode, Source } from './ids.ts';
import { type Improvement, improvementOf } from './improve.ts';
import type { VmPlan } from './plan.ts';
import type { Road, Roads, Step } from './road.ts';

/** The plan of a VM: the road of its class, and the proxy that it got. */
export class PlannedVm implements VmPlan {
  readonly job: Job;
  readonly vm: Vm;
  readonly road: Road;
  readonly proxy: Proxy | undefined;
  readonly #topology: Topology;
  readonly #roads: Roads;

  constructor(topology: Topology, roads: Roads, road: Road, job: Job, vm: Vm, proxy: Proxy | undefined) {
    this.#topology = topology;
    this.#roads = roads;
    this.road = road;
    this.job = job;
    this.vm = vm;
    this.proxy = proxy;
  }

  /** Whether it is the plan of the VM with this road and proxy. */
  is(vm: Vm, road: Road, proxy: Proxy | undefined): boolean {
    return this.vm === vm && this.road === road && this.proxy === proxy;
  }

  get outcome(): 'planned' | 'fails' {
    return this.road.outcome.kind;
  }

  get failure(): FailureId | undefined {
    return this.road.outcome.kind === 'fails' ? this.road.outcome.failure : undefined;
  }

  get mode(): Mode | undefined {
    return this.road.outcome.kind === 'planned' ? this.road.outcome.mode : undefined;
  }

  get source(): Source | undefined {
    return this.road.outcome.kind === 'planned' ? this.road.outcome.source : undefined;
  }

  get alternatives(): readonly Proxy[] {
    const { outcome } = this.road;
    return outcome.kind === 'planned' ? outcome.qualifying.filter((proxy) => proxy !== this.proxy) : [];
  }

  get disks(): VmPlan['disks'] {
    const { outcome } = this.road;
    if (outcome.kind !== 'planned') return [];
    return this.vm.disks.flatMap((disk, index) => {
      const reason = outcome.otherWay[index];
      return reason ? [{ disk, reason }] : [];
    });
  }

  get forced(): boolean {
    return this.road.steps.at(-1)?.verdict === 'forced';
  }

  get forcedFromOtherHost(): boolean {
    return this.forced && this.road.steps.at(-1)!.because.some(({ condition }) => condition === 'same-host');
  }

  get steps(): readonly Step[] {
    return this.#roads.walk(this.job, this.vm).steps;
  }

  get improve(): Improvement | undefined {
    return improvementOf(this.#topology, this.#roads, this);
  }

  get assumptions(): readonly AssumptionId[] {
    const several = this.alternatives.length > 0;
    const automatic = this.job.proxies === 'automatic';
    return [
      ...this.road.assumptions,
      ...(several ? (['load-simulated'] as const) : []),
      ...(several && automatic && this.mode === 'directNfs' ? (['hops-not-modelled'] as const) : []),
      ...(several && automatic && this.job.type === 'backup' ? (['affinity-not-modelled'] as const) : []),
    ];
  }
}
