import type { Unit } from '../nodes.ts';
import { type FlowLayout, flowLayout } from './flow.ts';
import { beginsLine, lineEnd, lineStart, skipTrivia } from './lines.ts';
import type { PlacedEdit } from './placed.ts';

/**
 * Writes `entry` into the flow collection that opens at `open`, as its entry number `index`. A collection with one entry
 * a line gets a line more; comments and a comma at the end stay. Empty when there are no brackets, or they are not closed.
 */
export function insertFlowEntry(unit: Unit, open: number, index: number, entry: string): PlacedEdit[] {
  const { text } = unit;
  // A pair in `[a: 1]` is a map without brackets.
  const layout = /[[{]/.test(text[open] ?? '') ? flowLayout(text, open) : undefined;
  if (!layout) return [];
  if (layout.entries.length === 0) return [fillEmpty(unit, layout, entry)];

  const next = layout.entries[index];
  if (index === 0 && next) {
    const separator = standsOnOwnLine(text, layout, 0) ? `\n${indentOf(text, next.start)}` : ' ';
    return [{ unit, start: next.start, end: next.start, newText: `${entry},${separator}` }];
  }
  const last = Math.min(index, layout.entries.length) - 1;
  const previous = layout.entries[last]!;
  const at = previous.end;
  if (!standsOnOwnLine(text, layout, last)) return [{ unit, start: at, end: at, newText: `, ${entry}` }];

  const line = `\n${indentOf(text, previous.start)}${entry}`;
  const end = lineEnd(text, previous.comma ?? at);
  if (previous.comma !== undefined) return [{ unit, start: end, end, newText: `${line},` }];
  const comment = text.slice(at, end);
  // With a comment the comma and the new line are apart; replacing what lies between keeps them one edit.
  return [
    comment.trim()
      ? { unit, start: at, end, newText: `,${comment}${line}` }
      : { unit, start: at, end: at, newText: `,${line}` },
  ];
}

function fillEmpty(unit: Unit, { open, close }: FlowLayout, entry: string): PlacedEdit {
  const bracket = unit.text[open]!;
  const padded = bracket === '{' ? `{ ${entry} ` : `[${entry}`;
  const inside = unit.text.slice(open + 1, close);
  // Comments between the brackets stay.
  if (inside.trim()) return { unit, start: open, end: open + 1, newText: padded };
  return { unit, start: open, end: close + 1, newText: padded + unit.text[close] };
}

/** True when the entry begins a line and nothing but its comma and a comment follows it there. */
export function standsOnOwnLine(text: string, layout: FlowLayout, index: number): boolean {
  const { start, end, comma } = layout.entries[index]!;
  if (!beginsLine(text, start)) return false;
  return skipTrivia(text, comma === undefined ? end : comma + 1) >= lineEnd(text, comma ?? end);
}

function indentOf(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}
