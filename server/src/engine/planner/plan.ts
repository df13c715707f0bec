import type { Disk, Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { AssumptionId, DiskReason, FailureId, Mode, Source } from './ids.ts';
import type { Improvement } from './improve.ts';
import type { IoVisorProxies } from './io-visor-proxies.ts';
import type { Road, Roads, Step } from './road.ts';

/** How one VM of one job will be processed. */
export interface VmPlan {
  readonly job: Job;
  readonly vm: Vm;
  /** The road that it takes: one for all VMs of the job that are alike. Its steps may name another of them. */
  readonly road: Road;
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
  /** Those of one job. Another array whenever anything may be other that its plans hang on. */
  ofJob(job: Job): readonly VmPlan[];
  /** The plans of one VM: one for each job that processes it. */
  plansOf(vm: Vm): readonly VmPlan[];
  /** VMs that no job includes, in file order. */
  readonly unprotected: readonly Vm[];
  readonly summary: Summary;
  /** Who could use the IO Visor path, were it not for hosts' firewalls. */
  readonly ioVisor: IoVisorProxies;
  /** The conditions behind the plan, for those who ask what else a proxy could do. */
  readonly roads: Roads;
}

export type Summary = { readonly [K in Mode | 'fails']: number };

const NOTHING: Summary = {
  directNfsIoVisor: 0,
  directNfsClusterIp: 0,
  directNfs: 0,
  virtualAppliance: 0,
  network: 0,
  fails: 0,
};

const summaries = new WeakMap<readonly VmPlan[], Summary>();

/** {@link summarize} over several lists, each of which is counted once. */
export function summarizeAll(lists: Iterable<readonly VmPlan[]>): Summary {
  const all = { ...NOTHING };
  for (const plans of lists) {
    const own = summaries.get(plans) ?? summarize(plans);
    summaries.set(plans, own);
    for (const mode of Object.keys(all) as (keyof Summary)[]) all[mode] += own[mode];
  }
  return all;
}

/** How many VMs go each way. */
export function summarize(vms: readonly VmPlan[]): Summary {
  const summary = { ...NOTHING };
  for (const { mode } of vms) summary[mode ?? 'fails']++;
  return summary;
}
