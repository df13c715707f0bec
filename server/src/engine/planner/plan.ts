import type { Disk, Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { classOf } from './classes.ts';
import type { AssumptionId, DiskReason, FailureId, Mode, Source } from './ids.ts';
import { type Improvement, improvementOf } from './improve.ts';
import { IoVisorProxies } from './io-visor-proxies.ts';
import { preference, SimulatedLoad } from './pick.ts';
import { type Road, Roads, type Step } from './road.ts';

/** How one VM of one job will be processed. */
export interface VmPlan {
  readonly job: Job;
  readonly vm: Vm;
  readonly outcome: 'planned' | 'fails';
  /** The deciding condition when it fails. */
  readonly failure: FailureId | undefined;
  readonly mode: Mode | undefined;
  readonly source: Source | undefined;
  readonly proxy: Proxy | undefined;
  /** The other proxies that could have been picked in the same mode, in file order. */
  readonly alternatives: readonly Proxy[];
  /** The disks that go another way than the VM's mode: all of them over Network mode, on the same proxy. */
  readonly disks: readonly { readonly disk: Disk; readonly reason: DiskReason }[];
  /** Some proxies were forced to Network mode. */
  readonly forced: boolean;
  /** They were so because they run on another host than the VM, and EnableSameHostHotaddMode is 2. */
  readonly forcedFromOtherHost: boolean;
  /** The road through the chart, with what decided each step for this VM. Put together when it is read. */
  readonly steps: readonly Step[];
  readonly assumptions: readonly AssumptionId[];
  /** What would bring it onto the IO Visor path, for a VM on HX that is not there. Worked out when it is read. */
  readonly improve: Improvement | undefined;
}

/** How all VMs of a topology will be processed. */
export interface Plan {
  readonly topology: Topology;
  /** Per job, and in it per VM, in file order. */
  readonly vms: readonly VmPlan[];
  readonly byVm: ReadonlyMap<Vm, readonly VmPlan[]>;
  /** VMs that no job includes, in file order. */
  readonly unprotected: readonly Vm[];
  readonly summary: Summary;
  /** Who could use the IO Visor path, were it not for hosts' firewalls. */
  readonly ioVisor: IoVisorProxies;
  /** The conditions behind the plan, for those who ask what else a proxy could do. */
  readonly roads: Roads;
}

export type Summary = { readonly [K in Mode | 'fails']: number };

/**
 * Plans every job of the topology by itself (Veeam user guide, Configuring Backup Proxies for Cisco HyperFlex). Pure:
 * equal topologies give equal plans. Every VM of every job gets exactly one answer.
 */
export function planTopology(topology: Topology): Plan {
  const roads = new Roads(topology);
  const classes = new Map<Vm, string>(topology.vms.map((vm) => [vm, classOf(vm)]));
  const vms = topology.jobs.flatMap((job) => planJob(topology, roads, classes, job));
  const byVm = new Map<Vm, VmPlan[]>();
  for (const plan of vms) {
    const known = byVm.get(plan.vm);
    if (known) known.push(plan);
    else byVm.set(plan.vm, [plan]);
  }
  return {
    topology,
    vms,
    byVm,
    unprotected: topology.vms.filter((vm) => !byVm.has(vm)),
    summary: summarize(vms),
    ioVisor: new IoVisorProxies(topology, roads),
    roads,
  };
}

/** How many VMs go each way. */
export function summarize(vms: readonly VmPlan[]): Summary {
  const summary = {
    directNfsIoVisor: 0,
    directNfsClusterIp: 0,
    directNfs: 0,
    virtualAppliance: 0,
    network: 0,
    fails: 0,
  };
  for (const { mode } of vms) summary[mode ?? 'fails']++;
  return summary;
}

function planJob(topology: Topology, roads: Roads, classes: ReadonlyMap<Vm, string>, job: Job): VmPlan[] {
  const load = new SimulatedLoad();
  const walked = new Map<string, Road>();
  return job.vms.map((vm) => {
    const key = classes.get(vm)!;
    let road = walked.get(key);
    if (!road) {
      road = roads.walk(job, vm);
      walked.set(key, road);
    }
    const { outcome } = road;
    const proxy =
      outcome.kind === 'planned'
        ? load.pick(outcome.qualifying, vm, preference(outcome.mode, job, vm, topology.backupServer.sameHostHotAdd))
        : undefined;
    return new PlannedVm(topology, roads, road, job, vm, proxy);
  });
}

class PlannedVm implements VmPlan {
  readonly job: Job;
  readonly vm: Vm;
  readonly proxy: Proxy | undefined;
  readonly #topology: Topology;
  readonly #roads: Roads;
  /** That of the VM's class: its steps may name another VM. */
  readonly #road: Road;

  constructor(topology: Topology, roads: Roads, road: Road, job: Job, vm: Vm, proxy: Proxy | undefined) {
    this.#topology = topology;
    this.#roads = roads;
    this.#road = road;
    this.job = job;
    this.vm = vm;
    this.proxy = proxy;
  }

  get outcome(): 'planned' | 'fails' {
    return this.#road.outcome.kind;
  }

  get failure(): FailureId | undefined {
    return this.#road.outcome.kind === 'fails' ? this.#road.outcome.failure : undefined;
  }

  get mode(): Mode | undefined {
    return this.#road.outcome.kind === 'planned' ? this.#road.outcome.mode : undefined;
  }

  get source(): Source | undefined {
    return this.#road.outcome.kind === 'planned' ? this.#road.outcome.source : undefined;
  }

  get alternatives(): readonly Proxy[] {
    const { outcome } = this.#road;
    return outcome.kind === 'planned' ? outcome.qualifying.filter((proxy) => proxy !== this.proxy) : [];
  }

  get disks(): VmPlan['disks'] {
    const { outcome } = this.#road;
    if (outcome.kind !== 'planned') return [];
    return this.vm.disks.flatMap((disk, index) => {
      const reason = outcome.otherWay[index];
      return reason ? [{ disk, reason }] : [];
    });
  }

  get forced(): boolean {
    return this.#road.steps.at(-1)?.verdict === 'forced';
  }

  get forcedFromOtherHost(): boolean {
    return this.forced && this.#road.steps.at(-1)!.because.some(({ condition }) => condition === 'same-host');
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
      ...this.#road.assumptions,
      ...(several ? (['load-simulated'] as const) : []),
      ...(several && automatic && this.mode === 'directNfs' ? (['hops-not-modelled'] as const) : []),
      ...(several && automatic && this.job.type === 'backup' ? (['affinity-not-modelled'] as const) : []),
    ];
  }
}
