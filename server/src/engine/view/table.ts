import { separatedValues } from '../explain/csv.ts';
import { PLAN_TITLES, planRow } from '../explain/plan-row.ts';
import type { Plan } from '../planner/plan.ts';
import { filterOf, goesAsAsked } from './filter.ts';
import { sortRows } from './order.ts';
import { noTally, type PlanQuery, type Tally, WAYS } from './query.ts';
import { cellOf, type PlanRow, rowsOf, wayOf } from './row.ts';

/** The heading above rows that have a cell in common. */
export interface Group {
  /** The cell. Empty for rows that have nothing there. */
  readonly name: string;
  readonly rows: number;
  readonly tally: Tally;
  readonly collapsed: boolean;
}

/** What one line of the table shows. */
export type Line = Group | PlanRow;

/** The table as it was asked for. */
export interface Selected {
  readonly lines: readonly Line[];
  /** How many rows are asked for, those of collapsed groups too. */
  readonly rows: number;
  /** What the filters leave, whichever of its ways are asked for. */
  readonly tally: Tally;
}

/** The VMs of one state of a plan as a table that is filtered, sorted and grouped. The last result is remembered. */
export class PlanTable {
  readonly rows: readonly PlanRow[];
  #query: string | undefined;
  #order: readonly number[] = [];
  #selected: Selected | undefined;

  /** @param before the table of the state before: rows have mostly kept their order */
  constructor(plan: Plan, before?: PlanTable) {
    this.rows = rowsOf(plan);
    if (before?.rows.length !== this.rows.length) return;
    this.#order = before.#order;
    this.#query = before.#query;
  }

  select(query: PlanQuery): Selected {
    const asked = JSON.stringify(query);
    if (this.#selected && asked === this.#query) return this.#selected;
    this.#selected = this.#select(query, asked === this.#query ? this.#order : []);
    this.#query = asked;
    return this.#selected;
  }

  /**
   * Rows as text for a spreadsheet, with a heading; without the headings of groups.
   * @param offset of the first line
   */
  text(query: PlanQuery, separator: ',' | '\t', offset = 0, count = Number.POSITIVE_INFINITY): string {
    const lines = this.select(query).lines.slice(offset, offset + count);
    const rows = lines.filter((line) => 'vm' in line);
    const cells = rows.map(({ vm, plan }) => (plan ? planRow(plan) : [vm.name, '', WAYS.unprotected, '', '']));
    return separatedValues([PLAN_TITLES, ...cells], separator);
  }

  /** @param before an order that the same question had */
  #select(query: PlanQuery, before: readonly number[]): Selected {
    const { rows } = this;
    const tally = noTally();
    const passes = filterOf(query);
    const goes = goesAsAsked(query);
    const candidates = before.length === rows.length ? before : rows.keys();
    const shown: number[] = [];
    for (const index of candidates) {
      const row = rows[index]!;
      if (!passes(row)) continue;
      tally[wayOf(row)]++;
      if (goes(row)) shown.push(index);
    }
    sortRows(rows, shown, query);
    this.#order = shown;
    return { lines: linesOf(rows, shown, query), rows: shown.length, tally };
  }
}

function linesOf(rows: readonly PlanRow[], shown: readonly number[], { group, collapsed }: PlanQuery): Line[] {
  if (!group) return shown.map((index) => rows[index]!);
  const closed = new Set(collapsed);
  const groups = new Map<string, PlanRow[]>();
  for (const index of shown) {
    const row = rows[index]!;
    const name = cellOf(row, group);
    const members = groups.get(name);
    if (members) members.push(row);
    else groups.set(name, [row]);
  }
  return [...groups].flatMap(([name, members]): Line[] => {
    const tally = noTally();
    for (const member of members) tally[wayOf(member)]++;
    const isClosed = closed.has(name);
    const heading = { name, rows: members.length, tally, collapsed: isClosed };
    return isClosed ? [heading] : [heading, ...members];
  });
}
