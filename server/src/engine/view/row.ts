import type { Vm } from '../model/entities.ts';
import type { Plan, VmPlan } from '../planner/plan.ts';
import { type Column, WAYS, type Way } from './query.ts';

/** A VM in one job; in none, where no job includes it. */
export interface PlanRow {
  readonly vm: Vm;
  readonly plan: VmPlan | undefined;
}

/** The rows of a plan: job by job in file order, then the VMs that no job includes. */
export function rowsOf({ vms, unprotected }: Plan): PlanRow[] {
  return [...vms.map((plan) => ({ vm: plan.vm, plan })), ...unprotected.map((vm) => ({ vm, plan: undefined }))];
}

export function wayOf({ plan }: PlanRow): Way {
  return plan ? (plan.mode ?? 'fails') : 'unprotected';
}

/** What stands in the column: empty for what the row has not. */
export function cellOf(row: PlanRow, column: Column): string {
  switch (column) {
    case 'vm':
      return row.vm.name;
    case 'way':
      return WAYS[wayOf(row)];
    case 'proxy':
      return row.plan?.proxy?.name ?? '';
    case 'job':
      return row.plan?.job.name ?? '';
    case 'host':
      return row.vm.host?.name ?? '';
  }
}
