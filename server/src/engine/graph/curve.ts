import type { Point, Rect } from './geometry.ts';

/** The part of a line between two points that it goes through: a cubic that leaves the one and enters the other level. */
export interface Arc {
  readonly from: Point;
  readonly to: Point;
  /** Where both of its control points are. */
  readonly middle: number;
}

/** The arcs of a line through the points, in their order. */
export function arcs(points: readonly Point[]): Arc[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return { from, to, middle: (from.x + to.x) / 2 };
  });
}

/** The point of an arc at a share of 0-1 of its way. */
export function pointOn({ from, to, middle }: Arc, share: number): Point {
  const rest = 1 - share;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  return { x: a! * from.x + (b! + c!) * middle + d! * to.x, y: (a! + b!) * from.y + (c! + d!) * to.y };
}

/** Points along a line, close enough to tell what it crosses. */
export function samples(points: readonly Point[]): Point[] {
  return [
    ...arcs(points).flatMap((arc) => Array.from({ length: 24 }, (_, index) => pointOn(arc, index / 24))),
    points.at(-1)!,
  ];
}

/** Whether a line, as points along it, passes through a rectangle. */
export function passes(along: readonly Point[], rect: Rect): boolean {
  return along.some((point, index) => index > 0 && cuts(along[index - 1]!, point, rect));
}

/** Whether the way straight from one point to the other passes through the rectangle. */
function cuts(a: Point, b: Point, { x, y, width, height }: Rect): boolean {
  const [right, bottom] = [x + width, y + height];
  if (Math.max(a.x, b.x) <= x || Math.min(a.x, b.x) >= right) return false;
  if (Math.max(a.y, b.y) <= y || Math.min(a.y, b.y) >= bottom) return false;
  // Near it as both are, it is cut if its corners lie at both sides of the way.
  const sides = [x, right].flatMap((cornerX) =>
    [y, bottom].map((cornerY) => Math.sign((b.x - a.x) * (cornerY - a.y) - (b.y - a.y) * (cornerX - a.x))),
  );
  return sides.includes(1) && sides.includes(-1);
}
