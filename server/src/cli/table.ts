import { printable } from '../engine/explain/printable.ts';
import type { Terminal } from './io.ts';
import { pad, paint, shorten, widthOf } from './style.ts';

export interface Column {
  readonly title: string;
  /** Never cut below this many columns, as long as the terminal is wide enough for all. */
  readonly least: number;
}

const GAP = 2;

/**
 * Lays out rows in columns. Where they do not fit the terminal's width, the widest columns are cut, with `…`; a row
 * never wraps. Cells are given plain; `style` colours a cell after it was cut and padded.
 */
export function table(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: (cell: string, row: number, column: number) => string = (cell) => cell,
): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = columns.map(({ title }, column) => Math.max(widthOf(title), ...lengths(cells, column)));
  const room = terminal.width === undefined ? Number.POSITIVE_INFINITY : terminal.width - GAP * (columns.length - 1);
  shrink(widths, columns, room);
  const layOut = (row: readonly string[], colour: (cell: string, column: number) => string): string =>
    row
      .map((cell, column) => {
        const cut = shorten(cell, widths[column]!);
        return colour(column === row.length - 1 ? cut : pad(cut, widths[column]!), column);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const head = layOut(
    columns.map(({ title }) => title),
    (cell) => paint(terminal, 'dim', cell),
  );
  return [head, ...cells.map((row, index) => layOut(row, (cell, column) => style(cell, index, column)))].join('\n');
}

/** Columns that the table takes when nothing is cut. */
export function widthOfTable(columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  const widths = columns.map(({ title }, column) => Math.max(widthOf(title), ...lengths(rows, column)));
  return widths.reduce((sum, width) => sum + width, GAP * (columns.length - 1));
}

/** Longest first would need a copy of every column; a table may have 50,000 rows. */
function* lengths(cells: readonly (readonly string[])[], column: number): Iterable<number> {
  let longest = 0;
  for (const row of cells) longest = Math.max(longest, widthOf(row[column] ?? ''));
  yield longest;
}

function shrink(widths: number[], columns: readonly Column[], room: number): void {
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    const widest = widths.reduce(
      (best, width, column) => (width > columns[column]!.least && width > (widths[best] ?? 0) ? column : best),
      widths.findIndex((width, column) => width > columns[column]!.least),
    );
    if (widest < 0) return;
    widths[widest]!--;
    over--;
  }
}
