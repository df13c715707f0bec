import { ASSUMPTIONS } from '../../engine/planner/ids.ts';
import type { VmPlan } from '../../engine/planner/plan.ts';
import type { SyntaxTree } from '../../engine/syntax/index.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import type { PlannedInput } from './plan-text.ts';

/** The plans as JSON. Lines count from zero. */
export function planJson(inputs: readonly PlannedInput[]): string {
  const files = inputs.map(({ file, analysis, vms, unprotected, summary }) => ({
    file,
    vms: vms.map((vm) => vmJson(file, analysis.tree, vm)),
    unprotected: unprotected.map(({ name }) => name),
    summary,
  }));
  return `${JSON.stringify({ schemaVersion: 1, files }, undefined, 2)}\n`;
}

function vmJson(file: string, tree: SyntaxTree, plan: VmPlan): unknown {
  const { job, vm, outcome, failure, mode, source, proxy, alternatives, disks, steps, assumptions, improve } = plan;
  const at = (place: Place | undefined): { file: string; line: number } | undefined =>
    place && { file, line: tree.positionAt(place.unit.start + place.start).line };
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
