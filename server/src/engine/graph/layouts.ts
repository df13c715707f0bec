import { type LaidOut, layOut } from './lay-out.ts';
import { allBoxes, type Box, type DataPath, type Picture } from './picture.ts';

/** As many as are gone between where a focus is set and taken away. */
const KEPT = 2;

/**
 * Lays out pictures, and one that says the same as one of the last only once: its boxes and lines take the positions that
 * they have there.
 */
export class Layouts {
  readonly #work: (picture: Picture) => LaidOut;
  /** By what the picture says, the last one used at the end. */
  readonly #known = new Map<string, LaidOut>();

  /** @param work lays out what is not known yet */
  constructor(work: (picture: Picture) => LaidOut = layOut) {
    this.#work = work;
  }

  /** The picture with positions; boxes and lines are those of the picture that is given. */
  of(picture: Picture): LaidOut {
    const said = contentOf(picture);
    const laidOut = this.#known.get(said) ?? this.#work(picture);
    this.#known.delete(said);
    this.#known.set(said, laidOut);
    for (const [oldest] of this.#known) if (this.#known.size > KEPT) this.#known.delete(oldest);
    return laidOut.picture === picture ? laidOut : placedAs(laidOut, picture);
  }
}

/** All that positions hang on: not what boxes stand for, and where that is declared. */
function contentOf(picture: Picture): string {
  return JSON.stringify(picture, (key, value: unknown) => {
    if (key === 'entity' || key === 'place') return undefined;
    return key === 'from' || key === 'to' ? (value as Box).id : value;
  });
}

/** Positions of a picture for another one that says the same: ids are given in the order of drawing. */
function placedAs(laidOut: LaidOut, picture: Picture): LaidOut {
  const boxes = new Map([...allBoxes(picture.boxes)].map((box): [string, Box] => [box.id, box]));
  const paths = new Map(picture.paths.map((path): [string, DataPath] => [path.id, path]));
  return {
    ...laidOut,
    picture,
    boxes: laidOut.boxes.map((placed) => ({ ...placed, box: boxes.get(placed.box.id)! })),
    paths: laidOut.paths.map((placed) => ({ ...placed, path: paths.get(placed.path.id)! })),
  };
}
