import { MODES, type Mode } from '../planner/ids.ts';
import type { Plan, Summary, VmPlan } from '../planner/plan.ts';
import { atOnce, type Steps } from '../syntax/steps.ts';
import { type Decision, Decisions } from './decide.ts';

/** How the answer for a VM in a job moved. `changed`: as good a mode, by another proxy or from another source. */
export type ChangeKind = 'worse' | 'better' | 'changed' | 'added' | 'removed';

/** What the plan says of one VM in one job, before and after. */
export interface VmChange {
  readonly kind: ChangeKind;
  readonly job: string;
  readonly vm: string;
  /** `undefined` for what was added. */
  readonly before: VmPlan | undefined;
  /** `undefined` for what was removed. */
  readonly after: VmPlan | undefined;
  readonly decision: Decision;
}

/** One reason, and all that changed in one way for it. */
export interface Cause {
  readonly kind: ChangeKind;
  readonly decision: Decision;
  /** Never empty; in the order of {@link Comparison.changes}. */
  readonly changes: readonly VmChange[];
}

/** How one plan differs from another. */
export interface Comparison {
  /** As in the plan after, per job and VM; then what was removed, as in the plan before. */
  readonly changes: readonly VmChange[];
  /** The same, by what decided: what became worse first. */
  readonly causes: readonly Cause[];
  /** How many VMs changed in each way. */
  readonly counts: { readonly [K in ChangeKind]: number };
  /** How many kept mode, source and proxy. */
  readonly unchanged: number;
  readonly before: Summary;
  readonly after: Summary;
}

/** In the order in which a reader wants to know. */
export const CHANGE_KINDS: readonly ChangeKind[] = ['worse', 'better', 'changed', 'added', 'removed'];

/**
 * Compares two plans, VM by VM in each job, by their names. A VM counts as changed when its mode, source or proxy does,
 * or what it fails for. Pure: it reads the plans and decides nothing anew.
 */
export function comparePlans(before: Plan, after: Plan): Comparison {
  return atOnce(comparison(before, after));
}

/** The same in steps: to tell why is most of the work, where an edit changes all VMs. Void when a plan follows an edit. */
export function* comparison(before: Plan, after: Plan): Steps<Comparison> {
  const old = new PlansByName(before);
  const decisions = new Decisions(before.topology, after.topology);
  const changes: VmChange[] = [];
  let unchanged = 0;
  for (const plan of after.vms) {
    const earlier = old.take(plan);
    if (earlier && sameAnswer(earlier, plan)) unchanged++;
    else {
      changes.push(changeOf(earlier, plan, decisions));
      yield;
    }
  }
  for (const plan of old.left()) changes.push(changeOf(plan, undefined, decisions));
  yield;
  const counts = { worse: 0, better: 0, changed: 0, added: 0, removed: 0 };
  for (const { kind } of changes) counts[kind]++;
  return { changes, causes: causesOf(changes), counts, unchanged, before: before.summary, after: after.summary };
}

/** How a plan differs from itself. */
export function noChange({ vms, summary }: Plan): Comparison {
  const counts = { worse: 0, better: 0, changed: 0, added: 0, removed: 0 };
  return { changes: [], causes: [], counts, unchanged: vms.length, before: summary, after: summary };
}

/** Whether a VM is worse off than it was, or new and not backed up. */
export function isDegraded({ kind, after }: VmChange): boolean {
  return kind === 'worse' || (kind === 'added' && after?.outcome === 'fails');
}

/** The plans of a topology, each to be taken once. Names that stand twice are paired in file order. */
class PlansByName {
  readonly #plans = new Map<string, VmPlan[]>();

  constructor({ vms }: Plan) {
    for (const plan of vms) {
      const known = this.#plans.get(keyOf(plan));
      if (known) known.push(plan);
      else this.#plans.set(keyOf(plan), [plan]);
    }
  }

  take(plan: VmPlan): VmPlan | undefined {
    return this.#plans.get(keyOf(plan))?.shift();
  }

  left(): VmPlan[] {
    return [...this.#plans.values()].flat();
  }
}

function keyOf({ job, vm }: VmPlan): string {
  return JSON.stringify([job.name, vm.name]);
}

function sameAnswer(a: VmPlan, b: VmPlan): boolean {
  return a.mode === b.mode && a.source === b.source && a.proxy?.name === b.proxy?.name && a.failure === b.failure;
}

function changeOf(before: VmPlan | undefined, after: VmPlan | undefined, decisions: Decisions): VmChange {
  const { job, vm } = (after ?? before)!;
  return {
    kind: kindOf(before, after),
    job: job.name,
    vm: vm.name,
    before,
    after,
    decision: decisions.of(before, after),
  };
}

const BEST_FIRST = Object.keys(MODES) as Mode[];

function kindOf(before: VmPlan | undefined, after: VmPlan | undefined): ChangeKind {
  if (!before) return 'added';
  if (!after) return 'removed';
  const difference = rank(after) - rank(before);
  return difference > 0 ? 'worse' : difference < 0 ? 'better' : 'changed';
}

/** The best mode is 0; to fail is worse than any. */
function rank({ mode }: VmPlan): number {
  return mode === undefined ? BEST_FIRST.length : BEST_FIRST.indexOf(mode);
}

function causesOf(changes: readonly VmChange[]): Cause[] {
  const causes = new Map<string, { kind: ChangeKind; decision: Decision; changes: VmChange[] }>();
  for (const change of changes) {
    const { kind, decision } = change;
    const key = JSON.stringify([kind, decision.side, decision.message]);
    const cause = causes.get(key);
    if (cause) cause.changes.push(change);
    else causes.set(key, { kind, decision, changes: [change] });
  }
  return [...causes.values()].sort(
    (a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind) || b.changes.length - a.changes.length,
  );
}
