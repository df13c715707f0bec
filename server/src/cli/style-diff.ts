import type { Terminal } from './io.ts';
import { paint, printable } from './style.ts';

/** A unified diff in colours, its control characters made visible, for a terminal that shows colours; else as it is. */
export function colouredDiff(terminal: Terminal, diff: string): string {
  if (!terminal.colour) return diff;
  return diff.replace(/[^\n]+/g, (line) => {
    const text = printable(line.replace(/\r$/, ''));
    if (/^(---|\+\+\+) /.test(line)) return paint(terminal, 'bold', text);
    if (line.startsWith('@@')) return paint(terminal, 'cyan', text);
    if (line.startsWith('-')) return paint(terminal, 'red', text);
    return line.startsWith('+') ? paint(terminal, 'green', text) : text;
  });
}
