import { grouped } from '../explain/traffic.ts';
import type { Host, Proxy, Vm } from '../model/entities.ts';
import type { Mode } from '../planner/ids.ts';
import type { VmPlan } from '../planner/plan.ts';
import type { Box, DataPath } from './picture.ts';

/** Gathers which boxes VMs and proxies are in, and draws the lines between them. */
export class PathDrawing {
  readonly #homes = new Map<Host, Box>();
  readonly #readers = new Map<Proxy, Box>();
  #read: ReadonlyMap<Proxy, number> | undefined;

  /** The VMs of the host are in this box. */
  lives(host: Host, box: Box): void {
    this.#homes.set(host, box);
  }

  /** The proxy is in this box. */
  reads(proxy: Proxy, box: Box): void {
    this.#readers.set(proxy, box);
  }

  /** How many VMs a proxy is given, of these plans. */
  vmsReadBy(proxy: Proxy, plans: readonly VmPlan[]): number {
    this.#read ??= countByProxy(plans);
    return this.#read.get(proxy) ?? 0;
  }

  /** One line for each pair of boxes and mode, in the order of the plans. */
  paths(plans: readonly VmPlan[]): DataPath[] {
    const lines = new Map<string, { from: Box; to: Box; mode: Mode; vms: Set<Vm> }>();
    for (const { vm, mode, proxy } of plans) {
      const from = vm.host && this.#homes.get(vm.host);
      const to = proxy && this.#readers.get(proxy);
      if (!from || !to || !mode) continue;
      const key = `${from.id} ${to.id} ${mode}`;
      const line = lines.get(key);
      if (line) line.vms.add(vm);
      else lines.set(key, { from, to, mode, vms: new Set([vm]) });
    }
    return [...lines.values()].map((line, index) => ({ ...line, id: `p${index + 1}`, vms: line.vms.size }));
  }
}

function countByProxy(plans: readonly VmPlan[]): Map<Proxy, number> {
  const read = grouped(plans, ({ proxy }) => (proxy ? [proxy] : []));
  return new Map([...read].map(([proxy, own]) => [proxy, new Set(own.map(({ vm }) => vm)).size]));
}
