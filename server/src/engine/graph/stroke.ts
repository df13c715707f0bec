import type { Mode } from '../planner/ids.ts';
import { arcs } from './curve.ts';
import type { Point } from './geometry.ts';
import { LOOKS } from './looks.ts';

/** A line with an arrowhead at its end, as SVG's paths. */
export interface Stroke {
  readonly line: string;
  readonly head: string;
  /** In pixels. */
  readonly width: number;
  /** As `stroke-dasharray` takes them; empty for a solid line. */
  readonly dashes: string;
}

/** The line of a mode through the points, of which there are two at least. */
export function strokeOf(points: readonly Point[], width: number, mode: Mode): Stroke {
  const tip = points.at(-1)!;
  const before = points.at(-2)!;
  const way = before.x <= tip.x ? 1 : -1;
  const length = 5 + width;
  const half = 2.5 + width * 0.7;
  const back = tip.x - way * length;
  return {
    line: curve([...points.slice(0, -1), { x: back, y: tip.y }]),
    head: `M${round(tip.x)} ${round(tip.y)}L${round(back)} ${round(tip.y - half)}V${round(tip.y + half)}Z`,
    width,
    dashes: LOOKS[mode].dashes.map((dash) => round(dash * Math.max(1, width / 4))).join(' '),
  };
}

function curve(points: readonly Point[]): string {
  const [start] = points;
  const parts = arcs(points).map(
    ({ from, to, middle }) =>
      `C${round(middle)} ${round(from.y)} ${round(middle)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`,
  );
  return `M${round(start!.x)} ${round(start!.y)}${parts.join('')}`;
}

/** To tenths of a pixel. */
export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
