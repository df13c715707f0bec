import type { Unit } from './nodes.ts';

/** The starts of the lines of a unit, made when first asked for; a unit's text never changes. */
const cache = new WeakMap<Unit, readonly number[]>();

/** Offsets, within the unit, where its lines start. Lines end at `\n`, `\r\n` and `\r`, as in LSP. */
export function lineStarts(unit: Unit): readonly number[] {
  let starts = cache.get(unit);
  if (starts === undefined) {
    starts = findLineStarts(unit.text);
    cache.set(unit, starts);
  }
  return starts;
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Offset where the line of `offset` begins; lines end at `\n`. */
export function lineStart(text: string, offset: number): number {
  // A search that starts before the text would still look at its first character.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
