import { lineStarts } from './lines.ts';
import type { Unit } from './nodes.ts';
import { lastNotAfter } from './persistent-list.ts';
import type { Position } from './tree.ts';

/** Where an offset of the unit lies, with lines counted from the unit's first. Clamped to the line and to the unit. */
export function positionIn(unit: Unit, offset: number): Position {
  const starts = lineStarts(unit);
  const within = Math.max(0, Math.min(offset, unit.text.length));
  const line = lastNotAfter(starts.length, (index) => starts[index]!, within);
  const start = starts[line]!;
  let end = starts[line + 1] ?? unit.text.length;
  while (end > start && isLineBreak(unit.text.charCodeAt(end - 1))) end--;
  return { line, character: Math.min(within, end) - start };
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}
