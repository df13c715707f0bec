import type { Disk, Job, Proxy, Vm } from '../model/entities.ts';
import type { ProxyConditions } from './conditions-proxy.ts';
import { candidacyConditions } from './conditions-snapshot.ts';
import type { DiskReason } from './ids.ts';
import { datacenterOf, hold, type Judgement } from './judgement.ts';

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

/** Tells which VMs could be HotAdded, EnableSameHostHotaddMode not set, were it the mode that is planned or not. */
export class HotAddability {
  readonly #conditions: ProxyConditions;
  readonly #proxies: readonly Proxy[];
  /** By job; then by all that it hangs on besides: the VM's datacenter and its datastores, which tell its HX system. */
  readonly #known = new Map<Job, Map<string, boolean>>();

  constructor(conditions: ProxyConditions, proxies: readonly Proxy[]) {
    this.#conditions = conditions;
    this.#proxies = proxies;
  }

  /** The VM's host and datastores are known. */
  could(job: Job, vm: Vm): boolean {
    if (vm.disks.every(hotAddObstacle)) return false;
    const ofJob = this.#known.get(job) ?? new Map<string, boolean>();
    this.#known.set(job, ofJob);
    const key = `${datacenterOf(vm.host!)}/${vm.disks.map(({ datastore }) => datastore?.index).join()}`;
    let could = ofJob.get(key);
    if (could === undefined) {
      could = this.#proxies.some(
        (proxy) =>
          hold(candidacyConditions(job, vm, proxy)) && hold(hotAddConditions(this.#conditions, vm, proxy, false)),
      );
      ofJob.set(key, could);
    }
    return could;
  }
}
