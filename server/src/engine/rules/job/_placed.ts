import type { Vm } from '../../model/entities.ts';

/** Whether it is known which host, cluster, datastores and HX systems the VM is of: what selectors ask. */
export function isPlaced({ host, disks }: Vm): boolean {
  if (!host || (host.value.$has('cluster') && !host.cluster)) return false;
  return disks.every(({ datastore }) => datastore && (!datastore.value.$has('hyperflex') || datastore.system));
}
