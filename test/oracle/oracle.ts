/**
 * A second reading of how a proxy and a transport mode are chosen, written from the text alone, to hold the planner
 * against. Each function names the section that it reads.
 */

import { liesIn } from './addresses.ts';
import {
  type Failed,
  isCandidate,
  leavesDirectNfs,
  leavesVirtualAppliance,
  noClusterIp,
  noDirectNfs,
  noHxSnapshot,
  noIoVisor,
  noNetwork,
  notInPlay,
  noVirtualAppliance,
  systemOf,
} from './conditions.ts';
import { type Job, type Proxy, read, type Topology, type Vm } from './read.ts';
import { isLater } from './versions.ts';

export type Mode = 'directNfsIoVisor' | 'directNfsClusterIp' | 'directNfs' | 'virtualAppliance' | 'network';
export type Source = 'hxSnapshot' | 'vmwareSnapshot';

/** The answer for one VM of one job, without steps and assumptions. */
export interface PlannedVm {
  job: string;
  vm: string;
  outcome: 'planned' | 'fails';
  mode: Mode | null;
  source: Source | null;
  proxy: string | null;
  alternatives: string[];
  disks: { disk: string; mode: 'network' }[];
  failure?: 'failover-off' | 'no-candidate-proxy' | 'invalid-topology';
}
export interface Plan {
  vms: PlannedVm[];
  /** Names of the VMs in no job, in file order. */
  unprotected: string[];
}

/** Told what decided, for counting how often each branch is reached: `step: …`, `failed: …`. */
export type Note = (what: string) => void;

/**
 * The plan of a file.
 * @param text a topology file of sound YAML
 * @param note called with every branch taken
 */
export function planOf(text: string, note: Note = () => {}): Plan {
  const topology = read(text);
  return {
    vms: topology.jobs.flatMap((job) => planJob(topology, job, note)),
    unprotected: topology.vms.filter((vm) => !topology.jobs.some((job) => job.vms.includes(vm))).map((vm) => vm.name),
  };
}

/** §1: each job by itself, its VMs in file order, load from zero. */
function planJob(topology: Topology, job: Job, note: Note): PlannedVm[] {
  const given = new Map<Proxy, number>();
  return job.vms.map((vm) => planVm(topology, job, vm, given, note));
}

function planVm(topology: Topology, job: Job, vm: Vm, given: Map<Proxy, number>, note: Note): PlannedVm {
  const fails = (failure: NonNullable<PlannedVm['failure']>): PlannedVm => {
    note(`failure: ${failure}`);
    const nothing = { mode: null, source: null, proxy: null, alternatives: [], disks: [] };
    return { job: job.name, vm: vm.name, outcome: 'fails', ...nothing, failure };
  };

  // §1: host and datastores resolve, and there is a disk.
  if (vm.host === null || vm.disks.length === 0 || vm.disks.some((disk) => disk.datastore === null)) {
    return fails('invalid-topology');
  }

  // §2, decided before any proxy is looked at.
  const system = systemOf(vm);
  let fromHxSnapshot = false;
  if (system !== null) {
    const out = notInPlay(job, system);
    for (const id of out) note(`§2 failed: ${id}`);
    if (out.length === 0) {
      const failed = noHxSnapshot(topology, job, vm, system);
      for (const id of failed) note(`§2 failed: ${id}`);
      if (failed.length > 0 && !job.failover) return fails('failover-off');
      fromHxSnapshot = failed.length === 0;
    }
  }

  // §5: no candidate, no backup.
  const candidates = topology.proxies.filter((proxy) => isCandidate(job, system, proxy));
  if (candidates.length === 0) return fails('no-candidate-proxy');

  // §3 or §4: the first mode for which at least one proxy qualifies.
  for (const [mode, source] of chart(fromHxSnapshot, vm)) {
    const proxies = qualifying(topology, job, vm, mode, source, candidates, note);
    if (proxies.length === 0) {
      note(`step: ${mode}/${source} no`);
      continue;
    }
    note(`step: ${mode}/${source} yes`);
    const proxy = pick(topology, job, vm, mode, proxies, given, note);
    return {
      job: job.name,
      vm: vm.name,
      outcome: 'planned',
      mode,
      source,
      proxy: proxy.name,
      alternatives: proxies.filter((other) => other !== proxy).map((other) => other.name),
      disks: disksElsewhere(vm, mode),
    };
  }
  throw new Error(`no mode is left for ${vm.name}, though it has a candidate`);
}

/** The modes in the order of the charts of §3 and §4. */
function chart(fromHxSnapshot: boolean, vm: Vm): [Mode, Source][] {
  if (fromHxSnapshot) {
    return [
      ['directNfsIoVisor', 'hxSnapshot'],
      ['directNfsClusterIp', 'hxSnapshot'],
      ['virtualAppliance', 'hxSnapshot'],
      ['network', 'hxSnapshot'],
    ];
  }
  const system = systemOf(vm);
  if (system === null || isLater(system.version)) {
    return [
      ['directNfs', 'vmwareSnapshot'],
      ['virtualAppliance', 'vmwareSnapshot'],
      ['network', 'vmwareSnapshot'],
    ];
  }
  if (vm.baseSnapshot) {
    return [
      ['virtualAppliance', 'hxSnapshot'],
      ['network', 'hxSnapshot'],
    ];
  }
  return [
    ['directNfsClusterIp', 'vmwareSnapshot'],
    ['virtualAppliance', 'vmwareSnapshot'],
    ['network', 'vmwareSnapshot'],
  ];
}

/** §5: the candidates that can use a mode, in file order. */
function qualifying(
  topology: Topology,
  job: Job,
  vm: Vm,
  mode: Mode,
  source: Source,
  candidates: Proxy[],
  note: Note,
): Proxy[] {
  const without = (conditions: (proxy: Proxy) => Failed) =>
    candidates.filter((proxy) => {
      const failed = conditions(proxy);
      for (const id of failed) note(`${mode}/${source} failed: ${id}`);
      return failed.length === 0;
    });
  const system = systemOf(vm);
  switch (mode) {
    case 'directNfsIoVisor':
      return without((proxy) => noIoVisor(topology, vm, system!, proxy));
    case 'directNfsClusterIp':
      return source === 'hxSnapshot'
        ? without((proxy) => noClusterIp(topology, vm, system!, proxy))
        : without((proxy) => noDirectNfs(topology, job, vm, proxy));
    case 'directNfs':
      return without((proxy) => noDirectNfs(topology, job, vm, proxy));
    case 'virtualAppliance': {
      const proxies = without((proxy) => noVirtualAppliance(topology, vm, proxy));
      const sameHost = proxies.filter((proxy) => proxy.host === vm.host);
      // Value 1: a proxy on the VM's host leaves no room for others.
      if (topology.hotAdd === 1 && sameHost.length > 0) {
        note(sameHost.length < proxies.length ? 'value 1: others are left out' : 'value 1: same host');
        return sameHost;
      }
      return proxies;
    }
    case 'network': {
      // Value 2: a proxy that failed `same-host` alone is forced to the network.
      const forced = (proxy: Proxy) => noVirtualAppliance(topology, vm, proxy).join() === 'same-host';
      const proxies = candidates.filter((proxy) => noNetwork(proxy).length === 0 || forced(proxy));
      if (candidates.some((proxy) => noNetwork(proxy).length > 0 && forced(proxy))) note('network: forced by value 2');
      if (proxies.length === 0) note('network: last resort');
      return proxies.length > 0 ? proxies : candidates;
    }
  }
}

/** §6: the disks that go over the network, though their VM does not. */
function disksElsewhere(vm: Vm, mode: Mode): PlannedVm['disks'] {
  const system = systemOf(vm);
  const leaves = vm.disks.filter((disk) => {
    if (mode === 'virtualAppliance') return leavesVirtualAppliance(disk);
    return mode !== 'network' && leavesDirectNfs(disk, system);
  });
  return leaves.map((disk) => ({ disk: disk.name, mode: 'network' }));
}

/** §7: the least busy of those that go first; ties to the first in the file. */
function pick(
  topology: Topology,
  job: Job,
  vm: Vm,
  mode: Mode,
  proxies: Proxy[],
  given: Map<Proxy, number>,
  note: Note,
): Proxy {
  let first: Proxy[] = [];
  if (mode === 'virtualAppliance' && topology.hotAdd !== 2) {
    first = proxies.filter((proxy) => proxy.host === vm.host);
    if (first.length > 0 && first.length < proxies.length) note('pick: same host goes first');
  }
  const management = vm.host!.cluster?.managementNetwork ?? null;
  if (mode === 'network' && job.proxies === 'automatic' && management !== null) {
    first = proxies.filter((proxy) => proxy.addresses.some((address) => liesIn(address, management)));
    if (first.length > 0 && first.length < proxies.length) note('pick: management network goes first');
  }
  const tasks = vm.disks.length;
  const load = (proxy: Proxy) => ((given.get(proxy) ?? 0) + tasks) / proxy.maxTasks;
  // Array.prototype.sort is stable, so equals stay in file order.
  const [picked] = [...(first.length > 0 ? first : proxies)].sort((a, b) => load(a) - load(b));
  if (picked !== proxies[0]) note('pick: not the first in the file');
  given.set(picked!, (given.get(picked!) ?? 0) + tasks);
  return picked!;
}
