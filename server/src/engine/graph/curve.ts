import type { Point } from './geometry.ts';

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
  return arcs(points).flatMap((arc) => Array.from({ length: 24 }, (_, index) => pointOn(arc, index / 24)));
}
