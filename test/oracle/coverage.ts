/** How often generated topologies reach each branch of the selection. */
import { generateTopology } from './generate.ts';
import { planOf } from './oracle.ts';

/**
 * Plans the topologies of seeds 1 to `seeds`.
 * @returns how often each branch came up: outcomes, failures, steps, failed conditions, what decided a pick
 */
export function coverage(seeds: number): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  for (let seed = 1; seed <= seeds; seed++) {
    const plan = planOf(generateTopology(seed).text, count);
    for (const vm of plan.vms) {
      count(`outcome: ${vm.outcome}`);
      if (vm.mode !== null) count(`planned: ${vm.mode}/${vm.source}`);
      if (vm.disks.length > 0) count(`disks elsewhere: ${vm.mode}/${vm.source}`);
      if (vm.alternatives.length > 0) count('alternatives');
      if (vm.job === '(implied)') count('implied job');
    }
    if (plan.vms.length === 0) count('no VM planned');
    if (plan.unprotected.length > 0) count('unprotected');
  }
  return counts;
}
