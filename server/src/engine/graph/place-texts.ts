import type { Point, Rect } from './geometry.ts';
import { LANE, LINE, type Measures, NOTE, PAD, TITLE } from './measure.ts';
import { type Box, type DataPath, isSplit, type Note } from './picture.ts';
import { cutToWidth, type Font, textWidth } from './text.ts';

export interface PlacedText {
  readonly text: string;
  readonly tone: 'title' | 'caption' | Note['tone'];
  /** The room that it takes at most. */
  readonly rect: Rect;
  /** Where its baseline begins. */
  readonly at: Point;
}

/** Above the first line of text. */
const TOP = 6;
/** From the top of a line of text to its baseline. */
const ASCENT = 12;

/** The texts of a box, cut where they would leave it. `body`: the part of a host beside its proxies. */
export function textsOf(box: Box, rect: Rect, body: Rect, measures: Measures): PlacedText[] {
  const { x, y } = rect;
  const isContainer = box.boxes.length > 0 && !isSplit(box);
  const room = isContainer || box.kind === 'hyperflex' ? rect.width - 2 * PAD : measures.textsWidth(box);
  const top = y + TOP + (body.y - rect.y);
  const texts: PlacedText[] = [];
  let left = x + PAD;
  if (box.caption !== undefined) {
    texts.push(placed(box.caption, 'caption', left, top, room));
    left += textWidth(`${box.caption} `, NOTE);
  }
  texts.push(placed(box.title, 'title', left, top, room - (left - x - PAD)));
  for (const [index, { text, tone }] of box.notes.entries()) {
    texts.push(placed(text, tone, x + PAD, top + LINE * (index + 1), room));
  }
  if (box.readers !== undefined) {
    const readersLeft = x + PAD + measures.textsWidth(box) + LANE;
    texts.push(placed(box.readers, 'plain', readersLeft, top + LINE, measures.readersWidth(box) - LANE));
  }
  return texts;
}

/** A line of text from its upper left corner, cut to the room there is. */
export function placed(text: string, tone: PlacedText['tone'], x: number, top: number, room: number): PlacedText {
  const font: Font = tone === 'title' ? TITLE : NOTE;
  const cut = cutToWidth(text, room, font);
  return {
    text: cut,
    tone,
    rect: { x, y: top, width: textWidth(cut, font), height: LINE },
    at: { x, y: top + ASCENT },
  };
}

/** Where a line runs within a folded box: between its VMs and its proxies, one below the other. */
export function loopPoints({ x, y }: Rect, measures: Measures, path: DataPath): [Point, Point] {
  const left = x + PAD + measures.textsWidth(path.from);
  const middle = y + TOP + LINE * (1 + measures.loopsOf(path.from).indexOf(path)) + LINE / 2;
  return [
    { x: left + 8, y: middle },
    { x: left + LANE - 6, y: middle },
  ];
}
