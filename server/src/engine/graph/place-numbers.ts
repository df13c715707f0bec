import { arcs, passes, pointOn, samples } from './curve.ts';
import { around, overlap, type Point, type Rect } from './geometry.ts';
import { NOTE } from './measure.ts';
import type { DataPath } from './picture.ts';
import { textWidth } from './text.ts';

/** Where the number of a line may stand, as shares of its way, the best place first. */
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.16, 0.84, 0.1, 0.9, 0.06, 0.94];
const HEIGHT = 13;

/**
 * Where the numbers of the lines stand: on their line, where fewest others cross it, and never on what is `taken` or on
 * each other. A line without such a place gets none.
 */
export function placeNumbers(
  lines: readonly { readonly path: DataPath; readonly points: readonly Point[] }[],
  taken: readonly Rect[],
): Map<DataPath, Rect> {
  const drawn = lines.map(({ points }) => ({
    along: samples(points),
    // Where it can be at all: most lines are elsewhere.
    extent: around(points.map(({ x, y }) => ({ x, y, width: 0, height: 0 }))),
  }));
  const places = new Map<DataPath, Rect>();
  const used = [...taken];
  for (const [index, { path, points }] of lines.entries()) {
    const width = numberWidth(path.vms);
    let best: Rect | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const share of SHARES) {
      const place = placeAt(pointAt(points, share), width);
      if (used.some((other) => overlap(other, place))) continue;
      const crossing = drawn.filter(
        ({ extent, along }, by) => by !== index && overlap(extent, place) && passes(along, place),
      ).length;
      if (crossing >= fewest) continue;
      fewest = crossing;
      best = place;
      if (crossing === 0) break;
    }
    if (!best) continue;
    used.push(best);
    places.set(path, best);
  }
  return places;
}

export function numberWidth(vms: number): number {
  return textWidth(String(vms), NOTE) + 6;
}

/** The place of a number in the middle of which the point is. */
export function placeAt({ x, y }: Point, width: number): Rect {
  return { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
}

/** The point of a line at a share of its way, each of its arcs counting alike. */
function pointAt(points: readonly Point[], share: number): Point {
  const parts = arcs(points);
  const at = share * parts.length;
  const index = Math.min(parts.length - 1, Math.floor(at));
  return pointOn(parts[index]!, at - index);
}
