import { Arrangement } from './arrange.ts';
import type { PlacedRect } from './block.ts';
import { around, overlap, type Point, type Rect, type Size } from './geometry.ts';
import { type PlacedLegend, placeLegend } from './legend.ts';
import { Measures, NOTE, PAD } from './measure.ts';
import type { Box, DataPath, Picture } from './picture.ts';
import { loopPoints, type PlacedText, textsOf } from './place-texts.ts';
import { routed } from './route.ts';
import { textWidth } from './text.ts';

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
  readonly label: Rect | undefined;
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
  const shift = (rect: Rect): Rect => ({ ...rect, x: rect.x + MARGIN, y: rect.y + top });
  const rects = block.boxes.map(({ box, rect, body }): PlacedRect => ({ box, rect: shift(rect), body: shift(body) }));
  const placed = new Map(rects.map((each) => [each.box, each]));
  const boxes = rects.map(({ box, rect, body }) => ({ box, rect, texts: textsOf(box, rect, body, measures) }));
  const routes = block.routes.map(({ path, bends, label }) => ({
    path,
    label: shift(label),
    bends: bends.map(({ x, y }) => ({ x: x + MARGIN, y: y + top })),
  }));
  const points = routed(routes, placed);
  const labels = freeLabels(
    routes.map(({ path, label }) => [path, label]),
    boxes,
  );
  const paths = [
    ...routes.map(({ path }) => ({ path, points: points.get(path)!, label: labels.get(path) })),
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

/** The labels that overlap neither a text, nor a box without others in it, nor each other. */
function freeLabels(labels: readonly (readonly [DataPath, Rect])[], boxes: readonly PlacedBox[]): Map<DataPath, Rect> {
  const taken = boxes.flatMap(({ box, rect, texts }) =>
    box.boxes.length === 0 ? [rect] : texts.map(({ rect: text }) => text),
  );
  const free = new Map<DataPath, Rect>();
  for (const [path, label] of labels) {
    if (taken.some((other) => overlap(other, label))) continue;
    taken.push(label);
    free.set(path, label);
  }
  return free;
}

/** A line within a folded box, from its VMs to its proxies. */
function loop(path: DataPath, { rect }: PlacedRect, measures: Measures): PlacedPath {
  const points = loopPoints(rect, measures, path);
  const [start, end] = points;
  const width = textWidth(String(path.vms), NOTE) + 8;
  const middle = { x: (start!.x + end!.x) / 2, y: start!.y };
  return { path, points, label: { x: middle.x - width / 2, y: middle.y - 7, width, height: 14 } };
}
