import { MODES, type Mode } from '../planner/ids.ts';
import type { Point, Rect } from './geometry.ts';
import { LINE } from './measure.ts';
import { modesOf, NOTE_ON_LINES, type Picture } from './picture.ts';
import { type PlacedText, placed } from './place-texts.ts';

/** The title of the picture, and what its lines mean. */
export interface PlacedLegend extends Rect {
  readonly title: PlacedText;
  readonly entries: readonly PlacedEntry[];
  readonly note: PlacedText;
}

export interface PlacedEntry {
  readonly mode: Mode;
  readonly start: Point;
  readonly end: Point;
  readonly text: PlacedText;
}

const SAMPLE = 36;
const TITLE_ROOM = 600;

/** The title, and below it the modes that the picture has lines of, best one first. */
export function placeLegend({ title, paths }: Picture, { x, y }: Point): PlacedLegend {
  const heading = placed(title, 'title', x, y, TITLE_ROOM);
  let top = y + LINE + 4;
  const entries = modesOf(paths).map((mode): PlacedEntry => {
    const text = placed(MODES[mode], 'plain', x + SAMPLE + 8, top, TITLE_ROOM);
    const middle = top + LINE / 2;
    top += LINE;
    return { mode, start: { x, y: middle }, end: { x: x + SAMPLE, y: middle }, text };
  });
  const note = placed(NOTE_ON_LINES, 'quiet', x, top, TITLE_ROOM);
  top += LINE;
  const width = Math.max(
    note.rect.width,
    heading.rect.width,
    ...entries.map(({ text }) => SAMPLE + 8 + text.rect.width),
  );
  return { x, y, width, height: top - y, title: heading, entries, note };
}
