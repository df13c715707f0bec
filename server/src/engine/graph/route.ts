import type { PlacedRect, Route } from './block.ts';
import { samples } from './curve.ts';
import { contains, type Point, type Rect } from './geometry.ts';
import { type Box, type DataPath, isSplit } from './picture.ts';

/**
 * The points that each line goes through, from the side of one box to the side of the other: straight over where nothing
 * is in its way, else by the bends that lead around other boxes.
 */
export function routed(
  routes: readonly Route[],
  placed: ReadonlyMap<Box, PlacedRect>,
): { path: DataPath; points: Point[] }[] {
  const ends = routes.map((route) => endsOf(route, placed));
  spread(ends.flatMap(({ start, end }) => [start, end]));
  const obstacles = [...placed.values()]
    .filter(({ box }) => box.boxes.length === 0 || isSplit(box))
    .map(({ box, body }) => ({ box, rect: body }));
  return ends.map(({ route: { path, bends }, start, end }) => {
    const direct = [start.at, end.at];
    const others = obstacles.filter(({ box }) => box !== path.from && box !== path.to);
    const isFree = samples(direct).every((point) => !others.some(({ rect }) => contains(rect, point)));
    return { path, points: isFree ? direct : [start.at, ...between(start.at, end.at, bends), end.at] };
  });
}

/** The bends on the way from start to end. */
function between(start: Point, end: Point, bends: readonly Point[]): Point[] {
  const forward = start.x <= end.x ? 1 : -1;
  return bends
    .filter(({ x }) => (x - start.x) * forward > FLAT && (end.x - x) * forward > FLAT)
    .sort((a, b) => (a.x - b.x) * forward);
}

/** How far a bend must be from the ends of its line, so that it enters them level. */
const FLAT = 24;

interface End {
  /** Lines that end at the same side of a box share it out among them. */
  readonly side: string;
  readonly of: Rect;
  /** How high or low the line goes from here, which orders the ends at a side. */
  readonly towards: number;
  at: Point;
}

function endsOf({ path, bends }: Route, placed: ReadonlyMap<Box, PlacedRect>): { route: Route; start: End; end: End } {
  const from = placed.get(path.from)!.body;
  const to = placed.get(path.to)!.rect;
  const forward = middle(from).x <= middle(to).x;
  return {
    route: { path, bends },
    start: endAt(path.from, from, forward, middle(to).y),
    end: endAt(path.to, to, !forward, middle(from).y),
  };
}

function middle({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function endAt(box: Box, of: Rect, atRight: boolean, towards: number): End {
  return { side: `${box.id} ${atRight}`, of, towards, at: { x: atRight ? of.x + of.width : of.x, y: middle(of).y } };
}

function spread(ends: readonly End[]): void {
  const bySide = new Map<string, End[]>();
  for (const end of ends) {
    const side = bySide.get(end.side);
    if (side) side.push(end);
    else bySide.set(end.side, [end]);
  }
  for (const side of bySide.values()) {
    side.sort((a, b) => a.towards - b.towards);
    for (const [index, end] of side.entries()) {
      end.at = { x: end.at.x, y: end.of.y + (end.of.height * (index + 1)) / (side.length + 1) };
    }
  }
}
