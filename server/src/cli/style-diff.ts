import { printable } from '../engine/explain/printable.ts';
import type { Terminal } from './io.ts';
import { paint } from './style.ts';

/** A unified diff for a terminal, in colours where it shows some, its control characters made visible; else as it is. */
export function colouredDiff(terminal: Terminal, diff: string): string {
  if (!terminal.colour && terminal.width === undefined) return diff;
  return diff.replace(/[^\n]+/g, (line) => {
    const text = printable(line.replace(/\r$/, ''));
    if (/^(---|\+\+\+) /.test(line)) return paint(terminal, 'bold', text);
    if (line.startsWith('@@')) return paint(terminal, 'cyan', text);
    if (line.startsWith('-')) return paint(terminal, 'red', text);
    return line.startsWith('+') ? paint(terminal, 'green', text) : text;
  });
}
