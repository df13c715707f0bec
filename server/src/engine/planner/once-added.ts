import type { Job, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { candidacyConditions, snapshotConditions } from './conditions-snapshot.ts';
import { hold } from './judgement.ts';

/**
 * Whether the VM would fail in the job once its HX system were added to the backup infrastructure: an HX snapshot is then
 * tried, and only proxies that the system allows may process the VM. The VM lies on HX, and its host and disks are known.
 */
export function wouldFailOnceAdded(topology: Topology, job: Job, vm: Vm): boolean {
  const canSnapshot = hold(snapshotConditions(topology, job, vm));
  if (job.storageSnapshots && !canSnapshot && !job.failoverToStandardBackup) return true;
  return !topology.proxies.some((proxy) => hold(candidacyConditions(job, vm, proxy, { systemAdded: true })));
}
