import { failureText, SHORT_MODES } from '../explain/labels.ts';
import { FAILURES, SOURCES } from '../planner/ids.ts';
import type { VmPlan } from '../planner/plan.ts';
import type { ChangeKind, VmChange } from './compare.ts';
import type { Decision } from './decide.ts';

/** Why, said to be of before where it is. */
export function reasonOf({ side, message }: Decision): string {
  return side === 'before' ? `before, ${message}` : message;
}

/** The answer for a VM in a cell: `IO Visor · HX snapshot · proxy01`, `fails: no proxy may process the VM`, `–` where there is none. */
export function answerLabel(plan: VmPlan | undefined): string {
  if (!plan) return '–';
  const { mode, source, proxy, failure } = plan;
  return failure ? `fails: ${FAILURES[failure]}` : `${SHORT_MODES[mode!]} · ${SOURCES[source!]} · ${proxy!.name}`;
}

const KINDS: { readonly [K in ChangeKind]: string } = {
  worse: 'worse',
  better: 'better',
  changed: 'changed',
  added: 'planned',
  removed: 'no longer planned',
};

/**
 * What changed, from where the VM stands: `worse since the last save: was proxy01 · IO Visor`.
 * @param since names what is compared with
 */
export function changeLabel({ kind, before }: VmChange, since: string): string {
  const changed = `${KINDS[kind]} ${since}`;
  if (!before) return changed;
  const { mode, proxy } = before;
  return `${changed}: ${mode && proxy ? `was ${proxy.name} · ${SHORT_MODES[mode]}` : `failed, ${failureText(before)}`}`;
}
