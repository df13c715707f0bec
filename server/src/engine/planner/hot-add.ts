import type { Disk, Job, Proxy, Vm } from '../model/entities.ts';
import type { ProxyConditions } from './conditions-proxy.ts';
import { candidacyConditions, topologyConditions } from './conditions-snapshot.ts';
import type { DiskReason } from './ids.ts';
import { hold, type Judgement } from './judgement.ts';

/** What virtual appliance mode (HotAdd) asks of proxies and disks. */

/** 62 TB in GiB: the largest disk that can be HotAdded. */
const LARGEST_HOTADD_GB = 63488;

/** Why the disk cannot be HotAdded; `undefined` when it can. */
export function hotAddObstacle(disk: Disk): DiskReason | undefined {
  if (disk.bus === 'ide') return 'disk-bus-ide';
  return disk.sizeGB !== undefined && disk.sizeGB > LARGEST_HOTADD_GB ? 'disk-too-large' : undefined;
}

/**
 * What the proxy must meet to HotAdd the disks of the VM, whose host is known. `sameHostOnly`: EnableSameHostHotaddMode
 * is 2; then `same-host` comes last.
 */
export function hotAddConditions(
  conditions: ProxyConditions,
  vm: Vm,
  proxy: Proxy,
  sameHostOnly: boolean,
): Judgement[] {
  const host = vm.host!;
  return [
    conditions.serverSupports(proxy, 'virtualAppliance'),
    conditions.transportModeAllows(proxy, 'virtualAppliance'),
    conditions.proxyIsVm(proxy),
    conditions.sameDatacenter(proxy, host),
    conditions.hostMounts(proxy, vm),
    ...(sameHostOnly ? [conditions.sameHost(proxy, host)] : []),
  ];
}

/** Whether virtual appliance mode is what the VM would get if it had no better one, EnableSameHostHotaddMode not set. */
export function couldBeHotAdded(conditions: ProxyConditions, proxies: readonly Proxy[], job: Job, vm: Vm): boolean {
  if (!hold(topologyConditions(vm)) || vm.disks.every(hotAddObstacle)) return false;
  return proxies.some(
    (proxy) => hold(candidacyConditions(job, vm, proxy)) && hold(hotAddConditions(conditions, vm, proxy, false)),
  );
}
