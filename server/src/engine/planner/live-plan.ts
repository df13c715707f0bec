import type { Host, Job, Vm } from '../model/entities.ts';
import type { TopologyChange } from '../model/live-topology.ts';
import type { Topology } from '../model/topology.ts';
import { atOnce, type Steps } from '../syntax/steps.ts';
import { classOf, isOnOneOf } from './classes.ts';
import { IoVisorProxies } from './io-visor-proxies.ts';
import { preference, SimulatedLoad } from './pick.ts';
import { type Plan, type Summary, summarizeAll, type VmPlan } from './plan.ts';
import { PlannedVm } from './planned-vm.ts';
import { type Road, Roads, sameRoad } from './road.ts';

const NO_PLANS: VmPlan[] = [];

/** A plan that can follow its topology: what an edit leaves alone is not worked out again. */
export class LivePlan implements Plan {
  readonly topology: Topology;
  readonly roads: Roads;
  vms: readonly VmPlan[] = [];
  unprotected: readonly Vm[] = [];
  summary: Summary;
  ioVisor: IoVisorProxies;
  /** What VMs have in common that take the same road, by the VM's index. */
  readonly #classes: string[];
  /** The road of each class of VMs, job by job. */
  readonly #walked = new Map<Job, Map<string, Road>>();
  readonly #byJob = new Map<Job, readonly PlannedVm[]>();
  /** By the VM's index. */
  #byVm: VmPlan[][] | undefined;
  /** The jobs that are to be planned again. */
  readonly #stale = new Set<Job>();
  /** Those of them of which each road is to be walked again. */
  readonly #unwalked = new Set<Job>();
  /** Whether anything is other than when all was planned. */
  #isOther = false;
  /** Whether jobs may have other VMs than then. */
  #isRegrouped = false;

  private constructor(topology: Topology) {
    this.topology = topology;
    this.roads = new Roads(topology);
    this.#classes = topology.vms.map(classOf);
    this.ioVisor = this.#ioVisor();
    this.summary = summarizeAll([]);
  }

  /** The plan of the topology. */
  static *steps(topology: Topology): Steps<LivePlan> {
    const plan = new LivePlan(topology);
    for (const job of topology.jobs) {
      plan.#walked.set(job, new Map());
      plan.#byJob.set(job, plan.#planJob(job));
      yield;
    }
    plan.#isRegrouped = true;
    plan.#gather();
    return plan;
  }

  ofJob(job: Job): readonly VmPlan[] {
    return this.#byJob.get(job) ?? NO_PLANS;
  }

  plansOf(vm: Vm): readonly VmPlan[] {
    this.#byVm ??= this.#groupByVm();
    return this.#byVm[vm.index] ?? NO_PLANS;
  }

  #groupByVm(): VmPlan[][] {
    const byVm: VmPlan[][] = this.topology.vms.map(() => NO_PLANS);
    // Job by job, since `vms` may be behind.
    for (const job of this.topology.jobs) {
      for (const plan of this.ofJob(job)) {
        const { index } = plan.vm;
        const known = byVm[index]!;
        if (known === NO_PLANS) byVm[index] = [plan];
        else known.push(plan);
      }
    }
    return byVm;
  }

  /** Takes note of a change of its topology, and is not to be read until it has followed. */
  note(change: TopologyChange): void {
    for (const job of change.rest ? this.topology.jobs : change.jobs) this.#stale.add(job);
    let moved = change.rest || change.jobs.size > 0;
    for (const vm of change.vms) {
      const inputs = classOf(vm);
      if (inputs === this.#classes[vm.index]) continue;
      this.#classes[vm.index] = inputs;
      for (const { job } of this.plansOf(vm)) this.#stale.add(job);
      moved = true;
    }
    if (change.rest) {
      this.roads.forgetAll();
      this.ioVisor = this.#ioVisor();
      for (const job of this.topology.jobs) this.#unwalked.add(job);
    } else {
      if (change.hosts.size > 0) this.#walkAgain(change.hosts);
      if (moved) this.ioVisor.gatherAgain();
    }
    this.#isOther ||= moved;
    this.#isRegrouped ||= change.jobs.size > 0;
  }

  /**
   * Becomes the plan of its topology as it is after the changes noted. Where that is dropped half-way, it goes on the next
   * time.
   *
   * @returns whether anything in it is other than before, names and places apart
   */
  *follow(): Steps<boolean> {
    for (const job of this.#stale) {
      if (this.#unwalked.delete(job)) this.#walkAllAgain(job);
      if (this.#replan(job)) this.#isOther = true;
      this.#stale.delete(job);
      yield;
    }
    const isOther = this.#isOther;
    if (isOther) this.#gather();
    return isOther;
  }

  #walkAllAgain(job: Job): void {
    const before = this.#walked.get(job)!;
    const after = new Map<string, Road>();
    for (const vm of job.vms) {
      const inputs = this.#classes[vm.index]!;
      if (!after.has(inputs)) after.set(inputs, this.#walk(job, vm, before.get(inputs)));
    }
    this.#walked.set(job, after);
  }

  /** @param before the road of such VMs until now, which stays where it leads to the same */
  #walk(job: Job, vm: Vm, before: Road | undefined): Road {
    const road = this.roads.walk(job, vm);
    return before && sameRoad(before, road) ? before : road;
  }

  /** Walks the roads again that hang on these hosts. The jobs in which one leads elsewhere now are stale. */
  #walkAgain(hosts: ReadonlySet<Host>): void {
    for (const host of hosts) this.roads.forget(host);
    const vms = this.topology.vms.filter(({ host }) => host && hosts.has(host));
    for (const [job, before] of this.#walked) {
      const after = new Map(before);
      for (const inputs of before.keys()) if (isOnOneOf(hosts, inputs)) after.delete(inputs);
      this.#walked.set(job, after);
      for (const vm of vms) {
        const inputs = this.#classes[vm.index]!;
        const old = before.get(inputs);
        if (!old || after.has(inputs) || !this.plansOf(vm).some((plan) => plan.job === job)) continue;
        const road = this.#walk(job, vm, old);
        after.set(inputs, road);
        if (road !== old) this.#stale.add(job);
      }
    }
  }

  /** @returns whether a VM is planned otherwise */
  #replan(job: Job): boolean {
    const before = this.#byJob.get(job)!;
    const after = this.#planJob(job, before);
    this.#byJob.set(job, after);
    if (before.length === after.length && before.every(({ vm }, index) => vm === after[index]!.vm)) {
      let changed = false;
      for (const [index, plan] of after.entries()) {
        const old = before[index]!;
        if (old === plan) continue;
        changed = true;
        const plans = this.#byVm?.[plan.vm.index];
        if (plans) plans[plans.indexOf(old)] = plan;
      }
      return changed;
    }
    this.#regroup(job, before, after);
    return true;
  }

  /** Puts the plans of a job that has other VMs now among those of its VMs, which stand in the order of the jobs. */
  #regroup(job: Job, before: readonly VmPlan[], after: readonly VmPlan[]): void {
    const byVm = this.#byVm;
    if (!byVm) return;
    for (const { vm } of before) byVm[vm.index] = byVm[vm.index]!.filter((plan) => plan.job !== job);
    for (const plan of after) {
      const plans = byVm[plan.vm.index]!;
      const at = plans.findIndex((other) => other.job.index > job.index);
      byVm[plan.vm.index] = plans.toSpliced(at < 0 ? plans.length : at, 0, plan);
    }
  }

  #planJob(job: Job, before: readonly PlannedVm[] = []): PlannedVm[] {
    const { sameHostHotAdd } = this.topology.backupServer;
    const load = new SimulatedLoad();
    const known = this.#walked.get(job)!;
    const walked = new Map<string, Road>();
    this.#walked.set(job, walked);
    return job.vms.map((vm, index) => {
      const inputs = this.#classes[vm.index]!;
      let road = walked.get(inputs);
      if (!road) {
        road = known.get(inputs) ?? this.roads.walk(job, vm);
        walked.set(inputs, road);
      }
      const { outcome } = road;
      const proxy =
        outcome.kind === 'planned'
          ? load.pick(outcome.qualifying, vm, preference(outcome.mode, job, vm, sameHostHotAdd))
          : undefined;
      const old = before[index];
      return old?.is(vm, road, proxy) ? old : new PlannedVm(this.topology, this.roads, road, job, vm, proxy);
    });
  }

  #ioVisor(): IoVisorProxies {
    return new IoVisorProxies(this.topology, this.roads, () => this.#byJob.values());
  }

  #gather(): void {
    this.vms = ([] as VmPlan[]).concat(...this.topology.jobs.map((job) => this.#byJob.get(job)!));
    if (this.#isRegrouped) this.unprotected = this.topology.vms.filter((vm) => this.plansOf(vm).length === 0);
    this.summary = summarizeAll(this.#byJob.values());
    this.#isOther = false;
    this.#isRegrouped = false;
  }
}

/**
 * Plans every job of the topology by itself (Veeam user guide, Configuring Backup Proxies for Cisco HyperFlex). Pure:
 * equal topologies give equal plans. Every VM of every job gets exactly one answer.
 */
export function planTopology(topology: Topology): LivePlan {
  return atOnce(LivePlan.steps(topology));
}
