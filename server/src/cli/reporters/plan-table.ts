import { escapeMarkdown } from '../../engine/explain/markdown.ts';
import { printable } from '../../engine/explain/printable.ts';
import { PLAN_COLUMNS, type PlannedInput, planRow } from './plan-text.ts';

/** The plans as comma-separated values with a header (RFC 4180), the file first when there are several. */
export function planCsv(inputs: readonly PlannedInput[]): string {
  return rows(inputs)
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');
}

/** The plans as a Markdown table, fit for a ticket. */
export function planMarkdown(inputs: readonly PlannedInput[]): string {
  const [head, ...body] = rows(inputs).map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |\n`);
  return `${head}${head!.replace(/[^|\n]+/g, ' --- ')}${body.join('')}`;
}

function rows(inputs: readonly PlannedInput[]): string[][] {
  const several = inputs.length > 1;
  const head = PLAN_COLUMNS.map(({ title }) => title);
  return [
    several ? ['File', ...head] : head,
    ...inputs.flatMap(({ file, vms }) => vms.map((plan) => (several ? [file, ...planRow(plan)] : planRow(plan)))),
  ];
}

/** A leading `=`, `+`, `-` or `@` would make a formula of a name in a spreadsheet. */
function csvCell(cell: string): string {
  const clean = printable(cell);
  const text = /^[=+\-@]/.test(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
