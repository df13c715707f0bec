import type { Job } from '../../model/entities.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Roads } from '../../planner/road.ts';
import * as format from '../../schema/format.ts';
import { insertAt } from '../../syntax/edit/index.ts';
import type { Place } from '../../syntax/nodes.ts';
import { named } from '../_words.ts';
import type { Fix } from '../rule.ts';

/**
 * Turns on failover to standard backup in the jobs of VMs that fail for want of it; none where it would not help them all:
 * standard backup needs a proxy, too.
 */
export function failOver(roads: Roads, plans: readonly VmPlan[]): Fix[] {
  const jobs = [...new Set(plans.map(({ job }) => job))];
  const helps = plans.every(({ job, vm }) => roads.candidates(job, vm).size > 0);
  if (!helps || jobs.some(({ value }) => !value)) return [];
  return [turnOnFailover(jobs)];
}

/** Turns on failover in jobs that the file has. Not safe where it is written out that it is off: that is on purpose. */
export function turnOnFailover(jobs: readonly Job[]): Fix {
  return {
    title: `Turn on failover to standard backup in ${named(jobs.map(({ name }) => name))}`,
    safe: jobs.every(({ value }) => value?.storageSnapshots?.failoverToStandardBackup === undefined),
    edits: jobs.flatMap(({ value }) =>
      insertAt({ unit: value!.unit, node: value!.node }, ['storageSnapshots', 'failoverToStandardBackup'], true, {
        order: Object.keys(format.job.fields),
      }),
    ),
  };
}

/** Where it is decided that the job does not fail over; `undefined` for the implied job. */
export function failoverPlace({ value, namePlace }: Job): Place | undefined {
  return value?.storageSnapshots?.failoverToStandardBackup ?? namePlace;
}
