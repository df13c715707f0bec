import type { VmPlan } from '../planner/plan.ts';
import { once } from './_once.ts';
import type { Fact } from './rule.ts';

/* What is asked of all plans is asked job by job: a job in which nothing changed is not gone through again. */

/**
 * The plans for which the test holds, in the plan's order. For `context.fact`.
 *
 * @param test reads nothing but the plan of the VM, and of the VM what is in its class
 */
export function plansThat(test: (plan: VmPlan) => boolean): Fact<readonly VmPlan[]> {
  const inJob = once((plans: readonly VmPlan[]) => plans.filter(test));
  const fact: Fact<readonly VmPlan[]> = ({ topology, plan }) => topology.jobs.flatMap((job) => inJob(plan.ofJob(job)));
  fact.reads = ['plan'];
  return fact;
}

/**
 * The plans by what the function gives for them, in the plan's order; without those for which it gives nothing. For
 * `context.fact`.
 *
 * @param keyOf reads nothing but the plan of the VM, and of the VM what is in its class
 */
export function plansBy<K extends object>(
  keyOf: (plan: VmPlan) => K | undefined,
): Fact<ReadonlyMap<K, readonly VmPlan[]>> {
  const inJob = once((plans: readonly VmPlan[]) => {
    const groups = new Map<K, VmPlan[]>();
    for (const each of plans) {
      const key = keyOf(each);
      if (key === undefined) continue;
      const known = groups.get(key);
      if (known) known.push(each);
      else groups.set(key, [each]);
    }
    return groups;
  });
  const fact: Fact<ReadonlyMap<K, readonly VmPlan[]>> = ({ topology, plan }) => {
    const all = new Map<K, readonly VmPlan[]>();
    for (const job of topology.jobs) {
      for (const [key, plans] of inJob(plan.ofJob(job))) all.set(key, all.get(key)?.concat(plans) ?? plans);
    }
    return all;
  };
  fact.reads = ['plan'];
  return fact;
}

/** The plans of the VMs that each proxy is picked for. For `context.fact`. */
export const plansByProxy = plansBy(({ proxy }) => proxy);

/** Those of VMs that a job leaves out since it may not fail over to standard backup. For `context.fact`. */
export const failoverOff = plansThat(({ failure }) => failure === 'failover-off');

/** Those of VMs for which no proxy is a candidate. For `context.fact`. */
export const withoutCandidate = plansThat(({ failure }) => failure === 'no-candidate-proxy');
