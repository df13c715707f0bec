import type { HxSystem } from '../../model/entities.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { RuleContext } from '../rule.ts';

/** HX systems of which the file does not say whether they are added, with the plans of their VMs. For `context.fact`. */
export function unsaid({ plan }: RuleContext): ReadonlyMap<HxSystem, readonly VmPlan[]> {
  const found = new Map<HxSystem, VmPlan[]>();
  for (const each of plan.vms) {
    const { system } = each.vm;
    if (!system || system.value.$keys.has('addedToBackupServer')) continue;
    const known = found.get(system);
    if (known) known.push(each);
    else found.set(system, [each]);
  }
  return found;
}
unsaid.reads = ['plan'] as const;
