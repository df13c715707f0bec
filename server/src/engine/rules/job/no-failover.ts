import type { Job } from '../../model/entities.ts';
import { integrationConditions } from '../../planner/conditions-snapshot.ts';
import { hold } from '../../planner/judgement.ts';
import { failoverOff } from '../_plans.ts';
import { counted } from '../_words.ts';
import { plannedAlike } from '../proxy/_roads.ts';
import { type RuleContext, rule } from '../rule.ts';
import { turnOnFailover } from './_failover.ts';

export default rule({
  code: 'job/no-failover',
  title: 'It is not said whether a job fails over to standard backup',
  severity: 'hint',
  fixes: 'safe',
  what: 'A job reads from HX snapshots, and `storageSnapshots.failoverToStandardBackup` is not written, which means off.',
  why: 'A VM whose HX snapshot fails one night is not backed up that night.',
  whatToDo: 'Turn *Failover to standard backup* on, or write `false` to say that it is off on purpose.',
  source: 'Veeam user guide, Configuring Backup from Cisco HyperFlex Snapshots',
  reads: ['hosts', 'plan', 'references', 'problems', 'errors'],
  *check(context) {
    const reading = readingSnapshots(context);
    for (const job of context.topology.jobs) {
      const vms = reading.get(job) ?? 0;
      if (vms === 0 || !job.namePlace || isWritten(job)) continue;
      yield {
        place: job.value?.$keys.get('storageSnapshots') ?? job.namePlace,
        message: `Failover to standard backup is off in ${job.name} by default: ${fails(vms)}`,
        fixes: () => [turnOnFailover([job])],
      };
    }
  },
});

/**
 * How many VMs of each job are to be read from HX snapshots. Jobs in which one fails for want of failover are left out:
 * `job/vm-fails` tells it.
 */
function readingSnapshots({ fact }: RuleContext): ReadonlyMap<Job, number> {
  const told = new Set(fact(failoverOff).map(({ job }) => job));
  const counts = new Map<Job, number>();
  for (const plans of fact(plannedAlike)) {
    const [{ job, vm }] = plans;
    if (told.has(job) || !vm.system || !hold(integrationConditions(job, vm))) continue;
    counts.set(job, (counts.get(job) ?? 0) + plans.length);
  }
  return counts;
}

/** Whether something stands there, readable or not. */
function isWritten({ value }: Job): boolean {
  const settings = value?.storageSnapshots;
  return settings ? settings.$has('failoverToStandardBackup') : value?.$has('storageSnapshots') === true;
}

function fails(vms: number): string {
  if (vms === 1) return 'its VM is not backed up when the HX snapshot fails';
  return `of its ${counted(vms, 'VM')}, one whose HX snapshot fails is not backed up`;
}
