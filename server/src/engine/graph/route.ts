import type { PlacedRect, Route } from './block.ts';
import type { Point, Rect } from './geometry.ts';
import type { Box, DataPath } from './picture.ts';

/** The points that each line goes through, from the side of one box to the side of the other. */
export function routed(routes: readonly Route[], placed: ReadonlyMap<Box, PlacedRect>): Map<DataPath, Point[]> {
  const ends = routes.map((route) => endsOf(route, placed));
  spread(ends.flatMap(({ start, end }) => [start, end]));
  return new Map(
    ends.map(({ route: { path, bends, label }, start, end }) => {
      const middle = { x: label.x + label.width / 2, y: label.y + label.height / 2 };
      const away = (bend: Point): boolean => Math.abs(bend.x - middle.x) > label.width / 2;
      const forward = start.at.x <= end.at.x ? 1 : -1;
      const between = [...bends.filter(away), middle]
        .filter(({ x }) => (x - start.at.x) * forward > 0 && (end.at.x - x) * forward > 0)
        .sort((a, b) => (a.x - b.x) * forward);
      return [path, [start.at, ...between, end.at]];
    }),
  );
}

interface End {
  /** Lines that end at the same side of a box share it out among them. */
  readonly side: string;
  readonly of: Rect;
  /** Where the line goes to from here, which orders the ends at a side. */
  readonly towards: number;
  at: Point;
}

function endsOf(route: Route, placed: ReadonlyMap<Box, PlacedRect>): { route: Route; start: End; end: End } {
  const { path, label } = route;
  const from = placed.get(path.from)!.body;
  const to = placed.get(path.to)!.rect;
  const forward = from.x + from.width / 2 <= to.x + to.width / 2;
  const towards = label.y + label.height / 2;
  return { route, start: endAt(path.from, from, forward, towards), end: endAt(path.to, to, !forward, towards) };
}

function endAt(box: Box, of: Rect, atRight: boolean, towards: number): End {
  const x = atRight ? of.x + of.width : of.x;
  return { side: `${box.id} ${atRight}`, of, towards, at: { x, y: of.y + of.height / 2 } };
}

function spread(ends: readonly End[]): void {
  const bySide = new Map<string, End[]>();
  for (const end of ends) bySide.set(end.side, [...(bySide.get(end.side) ?? []), end]);
  for (const side of bySide.values()) {
    side.sort((a, b) => a.towards - b.towards);
    for (const [index, end] of side.entries()) {
      end.at = { x: end.at.x, y: end.of.y + (end.of.height * (index + 1)) / (side.length + 1) };
    }
  }
}
