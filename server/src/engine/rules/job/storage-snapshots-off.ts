import type { HxSystem, Job } from '../../model/entities.ts';
import { snapshotConditions } from '../../planner/conditions-snapshot.ts';
import { hold } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { replaceScalar } from '../../syntax/edit/index.ts';
import { PlaceMap } from '../../syntax/place-map.ts';
import { counted, named } from '../_words.ts';
import { plannedAlike } from '../proxy/_roads.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { turnOnFailover } from './_failover.ts';

export default rule({
  code: 'job/storage-snapshots-off',
  title: 'A job does not use the HX snapshots that it could use',
  severity: 'warning',
  fixes: 'mixed',
  what: '*Enable backup from storage snapshots* is off in a job with VMs on an HX system that is added to the backup infrastructure, and HX snapshots of them could be made.',
  why: 'The VMs are read from VMware snapshots, which stay open for the whole backup and are costly to remove, and never through the IO Visor.',
  whatToDo: 'Turn it on.',
  source: 'Veeam user guide, Configuring Backup from Cisco HyperFlex Snapshots',
  reads: ['hosts', 'plan', 'references', 'problems', 'errors'],
  *check(context) {
    for (const { jobs, plans } of off(context)) {
      const systems = [...new Set(plans.map(({ vm }) => vm.system!))];
      const { size } = new Set(plans.map(({ vm }) => vm));
      yield {
        place: jobs[0].value!.storageSnapshots!.enabled!,
        message: `${named(jobs.map(({ name }) => name))} ${jobs.length === 1 ? 'does' : 'do'} not use HX snapshots, although ${added(systems)}: ${counted(size, 'VM')} never ${size === 1 ? 'goes' : 'go'} through the IO Visor. Turn them on`,
        related: systems.slice(0, 3).map(({ name, value, namePlace }) => ({
          place: value.addedToBackupServer ?? namePlace,
          message: `${name} is added to the backup infrastructure`,
        })),
        fixes: () => turnOn(context, jobs),
      };
    }
  },
});

interface Off {
  /** They have the setting in common: one anchored mapping. */
  readonly jobs: [Job, ...Job[]];
  /** The plans of VMs of which HX snapshots could be made. */
  readonly plans: VmPlan[];
}

function off({ topology, fact }: RuleContext): Iterable<Off> {
  const found: Off[] = [];
  const known = new PlaceMap<Off>();
  for (const plans of fact(plannedAlike)) {
    const [{ job, vm }] = plans;
    const setting = job.value?.storageSnapshots?.enabled;
    if (!setting || job.storageSnapshots || !vm.system?.added) continue;
    if (!hold(snapshotConditions(topology, job, vm))) continue;
    const same = known.get(setting);
    if (same) {
      if (!same.jobs.includes(job)) same.jobs.push(job);
      for (const plan of plans) same.plans.push(plan);
      continue;
    }
    const first: Off = { jobs: [job], plans: [...plans] };
    known.set(setting, first);
    found.push(first);
  }
  return found;
}

function added(systems: readonly HxSystem[]): string {
  return `${named(systems.map(({ name }) => name))} ${systems.length === 1 ? 'is' : 'are'} added to the backup infrastructure`;
}

/** With failover to standard backup, where VMs of which no HX snapshot can be made would fail without it. */
function turnOn(context: RuleContext, jobs: readonly [Job, ...Job[]]): Fix[] {
  const needing = jobs.filter((job) => !job.failoverToStandardBackup && someHaveNoSnapshot(context, job));
  const failover = needing.length > 0 ? turnOnFailover(needing) : undefined;
  const names = named(jobs.map(({ name }) => name));
  const edits = replaceScalar(jobs[0].value!.storageSnapshots!.enabled!, 'true');
  return [
    {
      title: `Turn on storage snapshots${failover ? ' and failover to standard backup' : ''} in ${names}`,
      safe: failover?.safe ?? true,
      edits: [...edits, ...(failover?.edits ?? [])],
    },
  ];
}

function someHaveNoSnapshot({ topology, fact }: RuleContext, job: Job): boolean {
  return fact(plannedAlike).some(
    ([{ job: own, vm }]) => own === job && vm.system?.added && !hold(snapshotConditions(topology, job, vm)),
  );
}
