import { type Comparison, isDegraded, type VmChange } from '../../engine/compare/compare.ts';
import { printableJson } from '../../engine/explain/printable.ts';
import type { VmPlan } from '../../engine/planner/plan.ts';
import { type Input, lineOf } from '../inputs.ts';

/** Two inputs, and how their plans differ. */
export interface Compared {
  readonly before: Input;
  readonly after: Input;
  readonly comparison: Comparison;
}

/** The comparison as JSON. Lines count from zero. */
export function diffJson(compared: Compared): string {
  const { before, after, comparison } = compared;
  const json = {
    schemaVersion: 1,
    before: { file: before.file, summary: comparison.before },
    after: { file: after.file, summary: comparison.after },
    changes: comparison.changes.map((change) => changeJson(compared, change)),
    counts: { ...comparison.counts, unchanged: comparison.unchanged },
    degraded: comparison.changes.filter(isDegraded).length,
  };
  return `${printableJson(json)}\n`;
}

/** The file in which a change was decided, and the line in it, from zero; `undefined` where no place decided it. */
export function decidedAt(compared: Compared, { decision }: Pick<VmChange, 'decision'>) {
  const place = decision.judgement?.place;
  return place && lineOf(compared[decision.side], place);
}

function changeJson(compared: Compared, change: VmChange): unknown {
  const { kind, job, vm, before, after, decision } = change;
  const { judgement } = decision;
  return {
    kind,
    job,
    vm,
    before: answerJson(before),
    after: answerJson(after),
    decision: {
      step: decision.step ?? null,
      condition: judgement?.condition ?? null,
      ...(judgement?.proxy ? { proxy: judgement.proxy.name } : {}),
      side: decision.side,
      ...decidedAt(compared, change),
      message: decision.message,
    },
  };
}

function answerJson(plan: VmPlan | undefined): unknown {
  if (!plan) return null;
  const { outcome, mode, source, proxy, failure } = plan;
  return {
    outcome,
    mode: mode ?? null,
    source: source ?? null,
    proxy: proxy?.name ?? null,
    ...(failure ? { failure } : {}),
  };
}
