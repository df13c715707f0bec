import { separatedValues } from '../../engine/explain/csv.ts';
import { escapeMarkdown } from '../../engine/explain/markdown.ts';
import { PLAN_TITLES, planRow } from '../../engine/explain/plan-row.ts';
import type { PlannedInput } from './plan-text.ts';

/** The plans as comma-separated values with a header (RFC 4180), the file first when there are several. */
export function planCsv(inputs: readonly PlannedInput[]): string {
  return separatedValues(rows(inputs));
}

/** The plans as a Markdown table, fit for a ticket. */
export function planMarkdown(inputs: readonly PlannedInput[]): string {
  const [head, ...body] = rows(inputs).map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |\n`);
  return `${head}${head!.replace(/[^|\n]+/g, ' --- ')}${body.join('')}`;
}

function rows(inputs: readonly PlannedInput[]): string[][] {
  const several = inputs.length > 1;
  return [
    several ? ['File', ...PLAN_TITLES] : [...PLAN_TITLES],
    ...inputs.flatMap(({ file, vms }) => vms.map((plan) => (several ? [file, ...planRow(plan)] : planRow(plan)))),
  ];
}
