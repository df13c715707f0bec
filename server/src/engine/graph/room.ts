import { around, type Point, type Rect } from './geometry.ts';

export interface Insets {
  readonly above: number;
  readonly below: number;
  readonly left: number;
  readonly right: number;
  /** The least width between `left` and `right`. */
  readonly narrowest: number;
}

/**
 * Rectangles and points among which room is made by cutting the plane and moving apart its halves: whatever did not
 * overlap before does not overlap after.
 */
export class Room {
  readonly #rects = new Map<string, Rect>();
  readonly #enclosing = new Set<string>();
  readonly #points = new Map<string, readonly Point[]>();

  addRect(id: string, rect: Rect): void {
    this.#rects.set(id, rect);
  }

  addPoints(id: string, points: readonly Point[]): void {
    this.#points.set(id, points);
  }

  rect(id: string): Rect {
    return this.#rects.get(id)!;
  }

  rects(): Iterable<Rect> {
    return this.#rects.values();
  }

  points(id: string): readonly Point[] {
    return this.#points.get(id)!;
  }

  /** Adds a rectangle around others, with so much room at its sides. Those at its left and right must be free. */
  enclose(id: string, inner: readonly string[], { above, below, left, right, narrowest }: Insets): void {
    const content = around(inner.map((each) => this.rect(each)));
    const missing = Math.max(0, narrowest - content.width);
    this.#insert('y', content.y + content.height, below);
    this.#insert('y', content.y, above);
    this.#insert('x', content.x + content.width, missing);
    this.#enclosing.add(id);
    this.addRect(id, {
      x: content.x - left,
      y: content.y,
      width: left + content.width + missing + right,
      height: above + content.height + below,
    });
  }

  /** Moves what begins at `at` or behind it. What encloses others grows when it goes on behind it. */
  #insert(axis: 'x' | 'y', at: number, by: number): void {
    if (by === 0) return;
    const extent = axis === 'x' ? 'width' : 'height';
    for (const [id, rect] of this.#rects) {
      if (rect[axis] >= at) this.#rects.set(id, { ...rect, [axis]: rect[axis] + by });
      else if (this.#enclosing.has(id) && rect[axis] + rect[extent] > at)
        this.#rects.set(id, { ...rect, [extent]: rect[extent] + by });
    }
    for (const [id, points] of this.#points) {
      this.#points.set(
        id,
        points.map((point) => (point[axis] >= at ? { ...point, [axis]: point[axis] + by } : point)),
      );
    }
  }
}
