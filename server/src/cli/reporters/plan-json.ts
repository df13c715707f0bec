import { printableJson } from '../../engine/explain/printable.ts';
import { ASSUMPTIONS } from '../../engine/planner/ids.ts';
import type { VmPlan } from '../../engine/planner/plan.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import { type Input, lineOf } from '../inputs.ts';
import type { PlannedInput } from './plan-text.ts';

/** The plans as JSON. Lines count from zero. */
export function planJson(inputs: readonly PlannedInput[]): string {
  const files = inputs.map((input) => ({
    file: input.file,
    vms: input.vms.map((vm) => vmJson(input, vm)),
    unprotected: input.unprotected.map(({ name }) => name),
    summary: input.summary,
  }));
  return `${printableJson({ schemaVersion: 1, files })}\n`;
}

function vmJson(input: Input, plan: VmPlan): unknown {
  const { job, vm, outcome, failure, mode, source, proxy, alternatives, disks, steps, assumptions, improve } = plan;
  const at = (place: Place | undefined) => place && lineOf(input, place);
  return {
    job: job.name,
    vm: vm.name,
    outcome,
    mode: mode ?? null,
    source: source ?? null,
    proxy: proxy?.name ?? null,
    alternatives: alternatives.map(({ name }) => name),
    disks: disks.map(({ disk, reason }) => ({ disk: disk.name, mode: 'network', reason })),
    ...(failure ? { failure } : {}),
    steps: steps.map(({ step, verdict, because }) => ({
      step,
      verdict,
      because: because.map((judgement) => ({
        ...(judgement.proxy ? { proxy: judgement.proxy.name } : {}),
        condition: judgement.condition,
        holds: judgement.holds,
        ...at(judgement.place),
        message: judgement.message,
      })),
    })),
    assumptions: assumptions.map((id) => ({ id, message: ASSUMPTIONS[id] })),
    improve: improve
      ? {
          mode: improve.mode,
          proxy: improve.proxy.name,
          changes: improve.changes.map(({ condition, place, title }) => ({ condition, ...at(place), title })),
        }
      : null,
  };
}
