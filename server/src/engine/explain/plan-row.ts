import { MODES, SOURCES, type Source } from '../planner/ids.ts';
import type { VmPlan } from '../planner/plan.ts';
import { failureText, SHORT_MODES } from './labels.ts';

/** The titles of what {@link planRow} gives. */
export const PLAN_TITLES = ['VM', 'Job', 'Mode', 'Source', 'Proxy'] as const;

/** The cells of a VM's row in a table. `short`: modes and sources in few letters. */
export function planRow(plan: VmPlan, short = false): string[] {
  const { vm, job, outcome, failure, mode, source, proxy, alternatives } = plan;
  if (outcome === 'fails') return [vm.name, job.name, `fails: ${short ? failure : failureText(plan)}`, '', ''];
  const others = alternatives.length > 0 ? ` (+${alternatives.length})` : '';
  const modes = short ? SHORT_MODES : MODES;
  const sources = short ? SHORT_SOURCES : SOURCES;
  return [vm.name, job.name, modes[mode!], sources[source!], proxy!.name + others];
}

const SHORT_SOURCES: { readonly [K in Source]: string } = { hxSnapshot: 'HX', vmwareSnapshot: 'VMware' };
