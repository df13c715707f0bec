import { printable } from '../../engine/explain/printable.ts';
import { WAYS } from '../../engine/view/query.ts';
import { type PlanRow, wayOf } from '../../engine/view/row.ts';
import type { Line, PlanTable } from '../../engine/view/table.ts';
import { baseName } from '../../files/paths.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type {
  Choices,
  PlanTableParams,
  PlanTableResult,
  PlanTextParams,
  PlanTextResult,
  TableLine,
} from '../../lsp/plan-protocol.ts';

/** So many lines are sent at once, however many are asked for. */
const MOST_LINES = 500;

/** Lines of the document's table, with what is said above it. */
export function tableWindow(
  { analysis }: OpenDocument,
  table: PlanTable,
  choices: Choices,
  { query, offset, count, find, choices: known }: PlanTableParams,
): PlanTableResult {
  const { lines, rows, tally } = table.select(query);
  const found = find && foundIn(lines, find);
  return {
    name: printable(baseName(analysis.tree.uri)),
    incomplete: analysis.topology.files.some(({ tree }) => tree.errors.length > 0),
    offset,
    lines: lines.slice(offset, offset + Math.min(count, MOST_LINES)).map(shownLine),
    total: lines.length,
    rows,
    allRows: table.rows.length,
    tally,
    ...(found ? { found } : {}),
    ...(known === choices.id ? {} : { choices }),
  };
}

/** The same lines as text, with how many rows there are. */
export function tableText(table: PlanTable, { query, format, offset, count }: PlanTextParams): PlanTextResult {
  const text = table.text(query, format === 'csv' ? ',' : '\t', offset, count);
  const lines = table
    .select(query)
    .lines.slice(offset, offset === undefined ? undefined : offset + (count ?? Infinity));
  return { text, rows: lines.filter((line) => 'vm' in line).length };
}

function foundIn(
  lines: readonly Line[],
  { vm, job }: NonNullable<PlanTableParams['find']>,
): NonNullable<PlanTableResult>['found'] {
  const jobOf = ({ plan }: PlanRow): string | null => plan?.job.name ?? null;
  const line = lines.findIndex(
    (each) => 'vm' in each && each.vm.name === vm && (job === undefined || jobOf(each) === job),
  );
  const row = lines[line];
  return row && 'vm' in row ? { line, vm, job: jobOf(row) } : undefined;
}

function shownLine(line: Line): TableLine {
  if (!('vm' in line)) return { kind: 'group', ...line };
  const { vm, plan } = line;
  const way = wayOf(line);
  return {
    kind: 'row',
    vm: vm.name,
    job: plan?.job.name ?? null,
    way,
    wayText: WAYS[way],
    forced: plan?.forced ?? false,
    proxy: plan?.proxy?.name ?? '',
    alternatives: plan?.alternatives.length ?? 0,
    host: vm.host?.name ?? '',
  };
}
