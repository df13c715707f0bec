import { moved, type Point, type Rect, type Size } from './geometry.ts';
import type { Box, DataPath } from './picture.ts';

/** A part of the picture that is laid out, counted from its own upper left corner. */
export interface Block extends Size {
  readonly boxes: readonly PlacedRect[];
  readonly routes: readonly Route[];
}

export interface PlacedRect {
  readonly box: Box;
  readonly rect: Rect;
  /** Where its lines start: the part of a host beside its proxies. */
  readonly body: Rect;
}

/** Where a line goes between its ends. */
export interface Route {
  readonly path: DataPath;
  readonly bends: readonly Point[];
}

export function movedBlock(block: Block, x: number, y: number): Block {
  return {
    ...block,
    boxes: block.boxes.map(({ box, rect, body }) => ({ box, rect: moved(rect, x, y), body: moved(body, x, y) })),
    routes: block.routes.map(({ path, bends }) => ({ path, bends: bends.map((bend) => moved(bend, x, y)) })),
  };
}

/** Half as wide again as high, as most screens and pages are. */
const ASPECT = 1.6;

/** Puts blocks side by side in rows, in their order. */
export function inRows(blocks: readonly Block[], gap: number): Block {
  const area = blocks.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...blocks.map(({ width }) => width), Math.sqrt(area * ASPECT));
  const placed: Block[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  for (const block of blocks) {
    if (x > 0 && x + block.width > widest) {
      x = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    placed.push(movedBlock(block, x, y));
    rowHeight = Math.max(rowHeight, block.height);
    x += block.width + gap;
  }
  return {
    width: Math.max(0, ...placed.flatMap(({ boxes }) => boxes.map(({ rect }) => rect.x + rect.width))),
    height: y + rowHeight,
    boxes: placed.flatMap(({ boxes }) => boxes),
    routes: placed.flatMap(({ routes }) => routes),
  };
}
