import type { Job } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { ChecklistItem } from './remediation.ts';

/** What the file says of jobs. Veeam documents no cmdlet for a job's storage integration, so that all of it is left. */
export function jobChecklist({ jobs }: Topology): ChecklistItem[] {
  return jobs.flatMap((job) => {
    const says = settingsOf(job);
    return says.length > 0
      ? [{ part: 'jobs' as const, text: `Job ${job.name}: ${says.join('; ')}.`, place: job.namePlace }]
      : [];
  });
}

function settingsOf({
  value,
  proxies,
  storageSnapshots,
  failoverToStandardBackup,
  vmwareToolsQuiescence,
}: Job): string[] {
  const { storageSnapshots: integration } = value ?? {};
  const says: string[] = [];
  if (value?.proxies) {
    says.push(
      proxies === 'automatic'
        ? 'backup proxy: automatic selection'
        : `backup proxies: ${proxies.map(({ name }) => name).join(', ')} only`,
    );
  }
  if (integration?.enabled) says.push(`Integration, Enable backup from storage snapshots: ${onOff(storageSnapshots)}`);
  if (integration?.failoverToStandardBackup) {
    says.push(`Integration, Failover to standard backup: ${onOff(failoverToStandardBackup)}`);
  }
  if (value?.vmwareToolsQuiescence) says.push(`vSphere, VMware Tools quiescence: ${onOff(vmwareToolsQuiescence)}`);
  return says;
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}
