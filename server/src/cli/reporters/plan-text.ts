import { explain } from '../../engine/explain/explain.ts';
import { shareLabel } from '../../engine/explain/labels.ts';
import { PLAN_TITLES, planRow } from '../../engine/explain/plan-row.ts';
import { printable } from '../../engine/explain/printable.ts';
import { shareOf } from '../../engine/explain/traffic.ts';
import type { Vm } from '../../engine/model/entities.ts';
import type { Summary, VmPlan } from '../../engine/planner/plan.ts';
import type { Input } from '../inputs.ts';
import type { Terminal } from '../io.ts';
import { paint, wrap } from '../style.ts';
import { type Column, table, widthOfTable } from '../table.ts';

/** An input with the part of its plan that was asked for. */
export interface PlannedInput extends Input {
  readonly vms: readonly VmPlan[];
  readonly unprotected: readonly Vm[];
  readonly summary: Summary;
}

const LEAST_WIDTHS: readonly number[] = [8, 6, 17, 6, 8];
const PLAN_COLUMNS: readonly Column[] = PLAN_TITLES.map((title, index) => ({ title, least: LEAST_WIDTHS[index]! }));

/** Cutting a mode would hide what matters most, so it is put in fewer letters first. */
function planTable(terminal: Terminal, vms: readonly VmPlan[]): string {
  const full = vms.map((plan) => planRow(plan));
  const fits = terminal.width === undefined || widthOfTable(PLAN_COLUMNS, full) <= terminal.width;
  return table(terminal, PLAN_COLUMNS, fits ? full : vms.map((plan) => planRow(plan, true)), (cell, row, column) =>
    column === 2 ? paint(terminal, colourOf(vms[row]!), cell) : cell,
  );
}

/** The plans for people: a table and a summary for each file; with `withSteps`, the road of every VM instead. */
export function planText(terminal: Terminal, inputs: readonly PlannedInput[], withSteps: boolean): string {
  const parts = inputs.map((input) => {
    const body = withSteps
      ? input.vms.map((plan) => explanationText(terminal, plan)).join('\n\n')
      : planTable(terminal, input.vms);
    const title = inputs.length > 1 ? [paint(terminal, 'bold', printable(input.file))] : [];
    return [...title, ...(input.vms.length > 0 ? [body] : []), '', ...footer(input, terminal)].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

function footer({ vms, unprotected }: PlannedInput, terminal: Terminal): string[] {
  const lines = [shareLabel(shareOf(vms))];
  if (unprotected.length > 0) {
    const names = unprotected.slice(0, 10).map(({ name }) => printable(name));
    const more = unprotected.length > names.length ? ` and ${unprotected.length - names.length} more` : '';
    lines.push(paint(terminal, 'yellow', `In no job: ${names.join(', ')}${more}`));
  }
  return lines;
}

function colourOf({ mode }: VmPlan): 'red' | 'green' | 'cyan' | 'yellow' {
  if (mode === undefined) return 'red';
  if (mode === 'directNfsIoVisor') return 'green';
  return mode === 'network' ? 'yellow' : 'cyan';
}

/** The road of one VM through the chart, one step a line, with what decided it below. */
function explanationText(terminal: Terminal, plan: VmPlan): string {
  const { vm, job, answer, steps, alternatives, disks, assumptions, improvement } = explain(plan);
  const room = terminal.width ?? Number.POSITIVE_INFINITY;
  const item = (text: string, indent: number, bullet: string): string =>
    wrap(printable(text), room - indent - bullet.length)
      .map((line, index) => ' '.repeat(indent) + (index === 0 ? bullet : ' '.repeat(bullet.length)) + line)
      .join('\n');
  const lines = [paint(terminal, 'bold', printable(`${vm} in ${job}`)), item(answer, 2, '')];
  for (const [index, { question, verdict, reasons }] of steps.entries()) {
    lines.push(`  ${index + 1}. ${question} ${paint(terminal, verdict === 'no' ? 'yellow' : 'green', verdict)}`);
    for (const { text } of reasons) lines.push(item(text, 5, '- '));
  }
  const list = (title: string, texts: readonly string[]): void => {
    if (texts.length === 0) return;
    lines.push(`  ${title}`, ...texts.map((text) => item(text, 4, '- ')));
  };
  list('Disks that go another way', disks);
  if (alternatives.length > 0) lines.push(item(`Could also be picked: ${alternatives.join(', ')}`, 2, ''));
  if (improvement)
    list(
      `To get it onto the IO Visor path (by ${printable(improvement.proxy)})`,
      improvement.changes.map(({ text }) => text),
    );
  list('Assumed', assumptions);
  return lines.join('\n');
}
