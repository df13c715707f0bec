import type { Host, Vm } from '../model/entities.ts';

/**
 * VMs with equal inputs to the flow chart take the same road, so it is walked once for each class. The key holds
 * everything of a VM that `road.ts` reads, names apart.
 */
export function classOf(vm: Vm): string {
  const disks = vm.disks.map(
    (disk) => `${disk.datastore?.index ?? '!'}${disk.bus[0]}${(disk.sizeGB ?? 0) > 63488 ? '+' : ''}`,
  );
  const flags = [vm.baseSnapshot ?? '?', vm.quiescible, vm.template, vm.encrypted].map((flag) => String(flag)[0]);
  return `${vm.host?.index ?? '!'}|${disks.join(',')}|${vm.snapshot}|${flags.join('')}`;
}

/** Whether the VMs of the class run on one of the hosts. */
export function isOnOneOf(hosts: ReadonlySet<Host>, inputs: string): boolean {
  const index = Number.parseInt(inputs, 10);
  for (const host of hosts) if (host.index === index) return true;
  return false;
}
