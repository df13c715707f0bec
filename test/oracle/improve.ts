/** A second reading of selection §8, by looking at every proxy. */
import { allows, noHxSnapshot, noIoVisor, notInPlay, systemOf } from './conditions.ts';
import { type PlannedVm, planOf } from './oracle.ts';
import { type Job, type Proxy, read, type Topology, type Vm } from './read.ts';

export interface Improvement {
  proxy: string;
  /** Ids of the conditions that must change: of §2, `enabled`, `proxies`, `accessProxies`, and of `directNfsIoVisor`. */
  changes: string[];
}

/**
 * What would bring each VM to the IO Visor with an HX snapshot, one answer for each row of the plan, in its order.
 * @param text a topology file of sound YAML
 * @returns null for a VM that is there, has no disk on HX or cannot be planned, and where the file has no proxy
 */
export function improveOf(text: string): (Improvement | null)[] {
  const topology = read(text);
  const rows = planOf(text).vms;
  return topology.jobs
    .flatMap((job) => job.vms.map((vm) => ({ job, vm })))
    .map(({ job, vm }, index) => improve(topology, job, vm, rows[index]!));
}

function improve(topology: Topology, job: Job, vm: Vm, row: PlannedVm): Improvement | null {
  if (systemOf(vm) === null || row.failure === 'invalid-topology' || row.mode === 'directNfsIoVisor') return null;
  let best: Improvement | null = null;
  for (const proxy of topology.proxies) {
    const changes = changesFor(topology, job, vm, proxy);
    if (best === null || changes.length < best.changes.length) best = { proxy: proxy.name, changes };
  }
  return best;
}

function changesFor(topology: Topology, job: Job, vm: Vm, proxy: Proxy): string[] {
  const system = systemOf(vm)!;
  return [
    ...notInPlay(job, system),
    ...noHxSnapshot(topology, job, vm, system),
    ...(proxy.enabled ? [] : ['enabled']),
    ...(allows(job.proxies, proxy) ? [] : ['proxies']),
    // Asked of a system that is not added too: adding it is then among the changes.
    ...(allows(system.accessProxies, proxy) ? [] : ['accessProxies']),
    ...noIoVisor(topology, vm, system, proxy),
  ];
}
