import { type Column, type PlanQuery, WAYS } from './query.ts';
import { cellOf, type PlanRow } from './row.ts';

/** `vm2` before `vm10`, in every environment alike. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/**
 * Puts rows in the order asked for: by group, then by the column, then in the order of the plan.
 *
 * @param rows of the whole plan
 * @param shown indices of rows, in any order; the nearer to the result, the faster. Sorted in place.
 */
export function sortRows(rows: readonly PlanRow[], shown: number[], { sort, group }: PlanQuery): void {
  const byGroup = group && comparator(rows, shown, group);
  const bySort = sort && comparator(rows, shown, sort.column);
  const sign = sort?.descending ? -1 : 1;
  shown.sort((a, b) => byGroup?.(a, b) || (bySort?.(a, b) ?? 0) * sign || a - b);
}

/** Compares rows by a column; those that have nothing there come last. */
function comparator(
  rows: readonly PlanRow[],
  shown: readonly number[],
  column: Column,
): (a: number, b: number) => number {
  // Names of VMs are all different; other columns have few, which are put in order once.
  if (column === 'vm') return (a, b) => COLLATOR.compare(rows[a]!.vm.name, rows[b]!.vm.name);
  const ranks = column === 'way' ? WAY_RANKS : ranksOf(new Set(shown.map((index) => cellOf(rows[index]!, column))));
  return (a, b) => ranks.get(cellOf(rows[a]!, column))! - ranks.get(cellOf(rows[b]!, column))!;
}

const WAY_RANKS = new Map(Object.values(WAYS).map((way, rank) => [way, rank]));

function ranksOf(cells: ReadonlySet<string>): Map<string, number> {
  const sorted = [...cells].sort((a, b) => Number(a === '') - Number(b === '') || COLLATOR.compare(a, b));
  return new Map(sorted.map((cell, rank) => [cell, rank]));
}
