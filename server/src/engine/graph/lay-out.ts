import { Arrangement } from './arrange.ts';
import type { PlacedRect } from './block.ts';
import { around, moved, type Point, type Rect, type Size } from './geometry.ts';
import { type PlacedLegend, placeLegend } from './legend.ts';
import { Measures, PAD } from './measure.ts';
import type { Box, DataPath, Picture } from './picture.ts';
import { numberWidth, placeAt, placeNumbers } from './place-numbers.ts';
import { loopPoints, type PlacedText, textsOf } from './place-texts.ts';
import { routed } from './route.ts';

/** A picture with positions, in pixels. */
export interface LaidOut extends Size {
  readonly picture: Picture;
  /** Outer boxes before those in them. */
  readonly boxes: readonly PlacedBox[];
  readonly paths: readonly PlacedPath[];
  readonly legend: PlacedLegend;
}

export interface PlacedBox {
  readonly box: Box;
  readonly rect: Rect;
  readonly texts: readonly PlacedText[];
}

export interface PlacedPath {
  readonly path: DataPath;
  /** What it goes through, from end to end. */
  readonly points: readonly Point[];
  /** Where its number of VMs stands; `undefined` where there is no room for it. */
  readonly number: Rect | undefined;
}

/** Around the picture. */
const MARGIN = 16;

/** Lays out a picture. Equal pictures are laid out equally. */
export function layOut(picture: Picture): LaidOut {
  const measures = new Measures(picture);
  const arrangement = new Arrangement(picture.boxes, picture.paths, measures);
  const block = arrangement.siblings(picture.boxes);
  const legend = placeLegend(picture, { x: MARGIN, y: MARGIN });
  const top = MARGIN + legend.height + PAD;
  const rects = block.boxes.map(
    ({ box, rect, body }): PlacedRect => ({ box, rect: moved(rect, MARGIN, top), body: moved(body, MARGIN, top) }),
  );
  const placed = new Map(rects.map((each) => [each.box, each]));
  const boxes = rects.map(({ box, rect, body }) => ({ box, rect, texts: textsOf(box, rect, body, measures) }));
  const routes = block.routes.map(({ path, bends }) => ({
    path,
    bends: bends.map((bend) => moved(bend, MARGIN, top)),
  }));
  const lines = routed(routes, placed);
  const numbers = placeNumbers(lines, boxes.flatMap(notToBeCovered));
  const paths = [
    ...lines.map(({ path, points }) => ({ path, points, number: numbers.get(path) })),
    ...picture.paths.filter(({ from, to }) => from === to).map((path) => loop(path, placed.get(path.from)!, measures)),
  ];
  const whole = around([legend, ...boxes.map(({ rect }) => rect)]);
  return {
    picture,
    boxes,
    paths,
    legend,
    width: Math.ceil(whole.x + whole.width + MARGIN),
    height: Math.ceil(whole.y + whole.height + MARGIN),
  };
}

/** A box without others in it, and the texts of any. */
function notToBeCovered({ box, rect, texts }: PlacedBox): Rect[] {
  return box.boxes.length === 0 ? [rect] : texts.map((text) => text.rect);
}

/** A line within a folded box, from its VMs to its proxies. */
function loop(path: DataPath, { rect }: PlacedRect, measures: Measures): PlacedPath {
  const points = loopPoints(rect, measures, path);
  const [start, end] = points;
  const middle = { x: (start.x + end.x) / 2, y: start.y };
  return { path, points, number: placeAt(middle, numberWidth(path.vms)) };
}
