import type { Job, Proxy, SameHostHotAdd, Vm } from '../model/entities.ts';
import { networkContains } from '../schema/values/ip.ts';
import type { Mode } from './ids.ts';

/**
 * Picks among the proxies that qualify for the best mode: the least busy (user guide). There is no live load in a
 * preview, so it is counted: one task per disk, in the order in which VMs are asked for. One load serves one job.
 */
export class SimulatedLoad {
  readonly #tasks = new Map<Proxy, number>();

  /**
   * Gives the proxy and counts the VM's tasks on it. Those for which `goesFirst` holds go before others; then the lowest
   * (tasks given + this VM's) / `maxConcurrentTasks`; then file order. `qualifying` is in file order and not empty.
   */
  pick(qualifying: readonly Proxy[], vm: Vm, goesFirst: (proxy: Proxy) => boolean): Proxy {
    const first = qualifying.filter(goesFirst);
    let best: Proxy | undefined;
    let bestLoad = Number.POSITIVE_INFINITY;
    for (const proxy of first.length > 0 ? first : qualifying) {
      const load = ((this.#tasks.get(proxy) ?? 0) + vm.disks.length) / proxy.maxConcurrentTasks;
      if (load < bestLoad) {
        best = proxy;
        bestLoad = load;
      }
    }
    this.#tasks.set(best!, (this.#tasks.get(best!) ?? 0) + vm.disks.length);
    return best!;
  }
}

/** Which proxies go before others in a mode. */
export function preference(mode: Mode, job: Job, vm: Vm, hotAdd: SameHostHotAdd): (proxy: Proxy) => boolean {
  if (mode === 'virtualAppliance' && hotAdd.mode !== 2) return (proxy) => proxy.host === vm.host;
  const network = mode === 'network' && job.proxies === 'automatic' ? vm.host?.cluster?.managementNetwork : undefined;
  if (network) return (proxy) => proxy.addresses.some((address) => networkContains(network, address.value));
  return () => false;
}
