import { printable } from './printable.ts';

/**
 * Rows of cells as separated values (RFC 4180), fit for a spreadsheet: no cell acts there as a formula.
 * @param separator a comma for a file, a tab for the clipboard
 */
export function separatedValues(rows: readonly (readonly string[])[], separator: ',' | '\t' = ','): string {
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}

/** A leading `=`, `+`, `-` or `@` would make a formula of a name in a spreadsheet. A tab in a cell is not printable. */
function cell(written: string): string {
  const clean = printable(written);
  const text = /^[=+\-@]/.test(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
