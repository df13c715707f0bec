import { MODES, type Mode, STEPS, type StepId } from '../planner/ids.ts';
import type { VmPlan } from '../planner/plan.ts';
import { readsBaseSnapshots } from '../planner/road.ts';
import { type ChartLayout, layoutFor } from './chart-layout.ts';

/** A box of the flow chart. */
export interface ChartNode {
  readonly id: string;
  readonly kind: 'start' | 'question' | 'outcome';
  readonly text: string;
  /** In columns and rows of boxes, from the upper left. */
  readonly column: number;
  readonly row: number;
  /** Whether the VM comes here. */
  readonly taken: boolean;
  /** For a question that the VM was asked: which of the steps of its plan that was. */
  readonly step?: number;
  readonly verdict?: 'yes' | 'no' | 'forced';
  /** For an outcome: the mode, or that the VM fails. */
  readonly way?: Mode | 'fails';
}

/** An arrow of the flow chart. */
export interface ChartEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly taken: boolean;
}

export interface Chart {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly columns: number;
  readonly rows: number;
}

/**
 * The flow chart that a VM goes through, whole, with the road that it takes. Which chart that is hangs on its HX system;
 * the boxes are those of the guide's page (“Selecting Proxies and Transport Modes”) and what comes before them.
 */
export function chartOf(plan: VmPlan): Chart {
  const layout = layoutFor(
    plan.vm.system ? (readsBaseSnapshots(plan.vm.system) ? 'before-4.5-2a' : 'now') : 'elsewhere',
  );
  const road = roadThrough(layout, plan);
  const nodes = layout.boxes.map(({ id, column, row, step, way, text }): ChartNode => {
    const at = road.findIndex((box) => box.id === id);
    const taken = at >= 0;
    const shared = { id, column, row, taken };
    if (way) return { ...shared, kind: 'outcome', way, text: way === 'fails' ? 'Not backed up' : MODES[way] };
    if (!step) return { ...shared, kind: 'start', text: text ?? plan.vm.name };
    const asked = road[at];
    return {
      ...shared,
      kind: 'question',
      text: STEPS[step],
      ...(asked?.step === undefined ? {} : { step: asked.step }),
      ...(asked?.verdict ? { verdict: asked.verdict } : {}),
    };
  });
  const isTaken = (from: string, to: string): boolean =>
    road.some((box, index) => box.id === from && road[index + 1]?.id === to);
  const edges = layout.arrows.map(({ from, to, label }) => ({ from, to, label, taken: isTaken(from, to) }));
  return { nodes, edges, columns: layout.columns, rows: layout.rows };
}

interface Passed {
  readonly id: string;
  readonly step?: number;
  readonly verdict?: 'yes' | 'no' | 'forced';
}

/** The boxes that the VM passes, in its order: from one to the next there is an arrow. */
function roadThrough(layout: ChartLayout, plan: VmPlan): Passed[] {
  const { steps } = plan;
  const inSnapshotBranch = steps.some(({ step, verdict }) => step === 'hx-snapshot' && verdict === 'yes');
  const idOf = (step: StepId): string =>
    layout.boxes.find(
      (box) => box.step === step && (box.branch === undefined || (box.branch === 'snapshot') === inSnapshotBranch),
    )!.id;
  const passed: Passed[] = [{ id: 'vm' }];
  // That its host, datastores and disks are known is a step of its own only where they are not.
  if (steps[0]?.step !== 'topology') passed.push({ id: 'topology', verdict: 'yes' });
  for (const [index, { step, verdict }] of steps.entries()) passed.push({ id: idOf(step), step: index, verdict });
  const last = passed.at(-1)!.id;
  const end = plan.mode ?? 'fails';
  const outcome = layout.arrows.find(
    ({ from, to }) => from === last && layout.boxes.some((box) => box.id === to && box.way === end),
  );
  return outcome ? [...passed, { id: outcome.to }] : passed;
}
