/** The conditions of selection §2 and §5, each by its id, each a plain question about the file. */
import { covers, liesIn } from './addresses.ts';
import type { Allowed, Datastore, Disk, Host, Job, Proxy, System, Topology, Vm } from './read.ts';
import { isFrom25 } from './versions.ts';

/** The condition ids that fail. */
export type Failed = string[];

/** The HX system of a VM: that of its first disk on one; null where no disk is on HX. */
export function systemOf(vm: Vm): System | null {
  return vm.disks.find((disk) => disk.datastore?.system)?.datastore?.system ?? null;
}

/** §2, the first table: is the storage integration in play at all? */
export function notInPlay(job: Job, system: System): Failed {
  return failed({ 'storage-snapshots-enabled': job.storageSnapshots, 'storage-added': system.added });
}

/** §2, the second table. */
export function noHxSnapshot(topology: Topology, job: Job, vm: Vm, system: System): Failed {
  return failed({
    license: topology.license === 'enterprisePlus' || topology.license === 'universal',
    'no-esxi-snapshot': vm.snapshot !== 'esxi',
    'not-template': !vm.template,
    'not-encrypted': !vm.encrypted,
    'no-tools-quiescence': !toolsQuiescence(job, vm),
    'single-hx-system': vm.disks.every((disk) => disk.datastore?.system === system),
  });
}

/** §5, candidates: enabled, the job allows it, and an added HX system allows it. */
export function isCandidate(job: Job, system: System | null, proxy: Proxy): boolean {
  return proxy.enabled && allows(job.proxies, proxy) && (!system?.added || allows(system.accessProxies, proxy));
}

/** `automatic`, or the entity stands in the list. */
export function allows<T>(choice: 'automatic' | T[], entity: T): boolean {
  return choice === 'automatic' || choice.includes(entity);
}

/** §5, rows of `directNfsIoVisor`. */
export function noIoVisor(topology: Topology, vm: Vm, system: System, proxy: Proxy): Failed {
  return failed({
    ...directRows(vm, system, proxy),
    'host-in-system': vm.host?.system === system,
    // A firewall that is off lets in whatever address the proxy may get.
    'host-firewall':
      vm.host?.firewallEnabled === false ||
      dataAddresses(proxy, system).some((address) => letsIn(topology, vm.host!, system, address)),
  });
}

/** §5, rows of `directNfsClusterIp`. */
export function noClusterIp(topology: Topology, vm: Vm, system: System, proxy: Proxy): Failed {
  return failed({
    ...directRows(vm, system, proxy),
    'controllers-open':
      system.added ||
      dataAddresses(proxy, system).some((address) => includes(topology, system.controllersAllow, system, address)),
    'cluster-ip-known': system.clusterIp === null || liesIn(system.clusterIp, system.dataNetwork),
  });
}

/** §5, rows of `directNfs`; also of `directNfsClusterIp` from a VMware snapshot. */
export function noDirectNfs(topology: Topology, job: Job, vm: Vm, proxy: Proxy): Failed {
  const system = systemOf(vm);
  return [
    ...(system ? noClusterIp(topology, vm, system, proxy) : elsewhereRows(vm, proxy)),
    ...failed({
      'datastore-is-nfs': vm.disks.some((disk) => !leavesDirectNfs(disk, system)),
      'no-snapshot': vm.snapshot === 'none' && !vm.baseSnapshot,
      'no-tools-quiescence': !toolsQuiescence(job, vm),
    }),
  ];
}

/** §5, rows of `virtualAppliance`, and §6: some disk must be one that can be HotAdded. */
export function noVirtualAppliance(topology: Topology, vm: Vm, proxy: Proxy): Failed {
  const host = proxy.host;
  return failed({
    'server-supports-mode': supportsMore(proxy),
    'transport-mode-allows': ['automatic', 'virtualAppliance'].includes(proxy.transportMode),
    'proxy-is-vm': proxy.virtual,
    'same-datacenter': host !== null && datacenter(host) === datacenter(vm.host!),
    'host-mounts-datastores': host !== null && vm.disks.every((disk) => disk.datastore!.mountedBy(host)),
    'same-host': topology.hotAdd !== 2 || host === vm.host,
    'some-disk-hot-added': vm.disks.some((disk) => !leavesVirtualAppliance(disk)),
  });
}

/** §5, the rows of `network` without last resort and without force. */
export function noNetwork(proxy: Proxy): Failed {
  return failed({
    'transport-mode-allows': ['automatic', 'network'].includes(proxy.transportMode) || proxy.failoverToNetwork,
  });
}

/** §6: IDE disks, and disks larger than 62 TB. */
export function leavesVirtualAppliance(disk: Disk): boolean {
  return disk.bus === 'ide' || disk.sizeGB > 63488;
}

/** §6: disks that lie on no NFS; for a VM on HX, those outside its HX system. */
export function leavesDirectNfs(disk: Disk, system: System | null): boolean {
  return system ? disk.datastore?.system !== system : !disk.datastore?.nfs;
}

/** The names of the conditions that do not hold. */
function failed(conditions: Record<string, boolean>): Failed {
  return Object.keys(conditions).filter((id) => !conditions[id]);
}

/** "The first three rows": server and transport mode, the data network, the connected datastores. */
function directRows(vm: Vm, system: System, proxy: Proxy): Record<string, boolean> {
  const onSystem = vm.disks.map((disk) => disk.datastore!).filter((datastore) => datastore.system === system);
  return {
    'server-supports-mode': supportsMore(proxy),
    'transport-mode-allows': ['automatic', 'directStorageAccess'].includes(proxy.transportMode),
    'on-data-network': dataAddresses(proxy, system).length > 0,
    'datastore-connected': onSystem.every((datastore) => allows(proxy.connected, datastore)),
  };
}

/** The same three rows for a VM with no disk on HX. */
function elsewhereRows(vm: Vm, proxy: Proxy): Failed {
  const onNfs: Datastore[] = vm.disks.map((disk) => disk.datastore!).filter((datastore) => datastore.nfs);
  return failed({
    'server-supports-mode': supportsMore(proxy),
    'transport-mode-allows': ['automatic', 'directStorageAccess'].includes(proxy.transportMode),
    'on-data-network': onNfs.every(
      ({ network }) => network === null || proxy.addresses.some((address) => liesIn(address, network)),
    ),
    'datastore-connected': onNfs.every((datastore) => allows(proxy.connected, datastore)),
  });
}

/** The table "Transport Mode Limitations": all but two kinds of server do more than network. */
function supportsMore(proxy: Proxy): boolean {
  return proxy.server !== 'softwareAppliance' && proxy.server !== 'hardenedRepository';
}

function toolsQuiescence(job: Job, vm: Vm): boolean {
  return job.quiescence && vm.poweredOn && vm.guestOs === 'windows' && vm.vmwareTools;
}

function dataAddresses(proxy: Proxy, system: System): string[] {
  return proxy.addresses.filter((address) => liesIn(address, system.dataNetwork));
}

/** Whether a host's firewall lets one address in to its IO Visor. */
function letsIn(topology: Topology, host: Host, system: System, address: string): boolean {
  if (!host.firewallEnabled) return true;
  const ports = host.rules
    .filter((rule) => rule.enabled && rule.inbound && rule.tcp && includes(topology, rule.allowed, system, address))
    .flatMap((rule) => rule.ports);
  if (covers(ports, 0, 65535)) return true;
  return isFrom25(system.version) && [111, 2049, 2449].every((port) => covers(ports, port, port));
}

function includes(topology: Topology, allowed: Allowed, system: System, address: string): boolean {
  if (allowed === 'all') return true;
  return allowed.some((entry) => {
    if (!entry.startsWith('proxy:')) return liesIn(address, entry);
    const name = entry.slice('proxy:'.length);
    const same = (proxy: Proxy) => proxy.name === name;
    const nearly = (proxy: Proxy) => proxy.name.toLowerCase() === name.toLowerCase();
    const first = topology.proxies.find(same) ?? topology.proxies.find(nearly);
    const meant = name === '*' ? topology.proxies : first ? [first] : [];
    return meant.some((proxy) => dataAddresses(proxy, system).includes(address));
  });
}

/** A host's datacenter; one implied one (null) for hosts without a cluster or whose cluster names none. */
function datacenter(host: Host): string | null {
  return host.cluster?.datacenter ?? null;
}
