import { grouped } from '../explain/traffic.ts';
import type { Size } from './geometry.ts';
import { allBoxes, type Box, type DataPath, type Picture } from './picture.ts';
import { type Font, textWidth } from './text.ts';

export const TITLE: Font = { size: 12, bold: true };
export const NOTE: Font = { size: 11, bold: false };
/** Between the baselines of a box's texts. */
export const LINE = 16;
/** Between a box's border and what is in it. */
export const PAD = 10;
/** The room for a line that leaves a folded box and comes back to it. */
export const LANE = 124;
/** Between the ends of lines at a box that they lead to. */
const END = 6;
/** Between those at a box that they leave: there is room for the number of each, before others cross it. */
const START = 14;
/** Of the texts of a box. */
const NARROWEST = 92;
const WIDEST = 210;

/** What a box measures that holds no others, or the texts of one that does. Boxes of a kind are equally wide. */
export class Measures {
  readonly #loops: ReadonlyMap<Box, readonly DataPath[]>;
  readonly #leaving: ReadonlyMap<Box, readonly DataPath[]>;
  readonly #entering: ReadonlyMap<Box, readonly DataPath[]>;
  readonly #texts = new Map<string, number>();
  readonly #readers = new Map<string, number>();

  constructor({ boxes, paths }: Picture) {
    this.#loops = grouped(paths, ({ from, to }) => (from === to ? [from] : []));
    this.#leaving = grouped(paths, ({ from, to }) => (from === to ? [] : [from]));
    this.#entering = grouped(paths, ({ from, to }) => (from === to ? [] : [to]));
    for (const box of allBoxes(boxes)) {
      const kind = kindOf(box);
      this.#texts.set(kind, Math.max(this.#texts.get(kind) ?? NARROWEST, Math.min(WIDEST, textsWidth(box))));
      if (box.readers !== undefined) {
        this.#readers.set(kind, Math.max(this.#readers.get(kind) ?? 0, textWidth(box.readers, NOTE)));
      }
    }
  }

  /** The lines from the box to itself. */
  loopsOf(box: Box): readonly DataPath[] {
    return this.#loops.get(box) ?? [];
  }

  /** The room for its texts. */
  textsWidth(box: Box): number {
    return this.#texts.get(kindOf(box))!;
  }

  /** The room at its right: what reads its VMs there, with the lines to it. */
  readersWidth(box: Box): number {
    const width = this.#readers.get(kindOf(box));
    return width === undefined ? 0 : LANE + width;
  }

  /** Of a box that holds no others, or of the part of a host beside its proxies. */
  sizeOf(box: Box): Size {
    const lines = Math.max(1 + box.notes.length, 1 + this.loopsOf(box).length);
    const starts = ((this.#leaving.get(box)?.length ?? 0) + 1) * START;
    const ends = ((this.#entering.get(box)?.length ?? 0) + 1) * END;
    return {
      width: this.textsWidth(box) + this.readersWidth(box) + 2 * PAD,
      height: Math.max(lines * LINE + PAD + 4, starts, ends),
    };
  }

  /** What the title of a container needs. */
  headerOf(box: Box): Size {
    return { width: Math.min(WIDEST * 2, textsWidth(box)), height: (1 + box.notes.length) * LINE + PAD + 2 };
  }
}

/** The width of its widest text. */
export function textsWidth({ caption, title, notes }: Box): number {
  const captioned = caption === undefined ? 0 : textWidth(`${caption} `, NOTE);
  return Math.max(captioned + textWidth(title, TITLE), ...notes.map(({ text }) => textWidth(text, NOTE)));
}

function kindOf({ kind, folded }: Box): string {
  return folded ? 'folded' : kind;
}
