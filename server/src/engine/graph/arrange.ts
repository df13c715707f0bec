import { type Block, inRows, movedBlock, type PlacedRect } from './block.ts';
import { flow } from './flow.ts';
import type { Rect } from './geometry.ts';
import { type Measures, PAD } from './measure.ts';
import { type Box, bannersOf, contentOf, type DataPath, isSplit } from './picture.ts';

/** Between boxes that nothing ties. */
const GAP = 18;

/**
 * Lays out boxes and the lines among them. Boxes that lines tie are laid out together by dagre; what nothing ties stands
 * in rows. A container whose lines stay within it is laid out by itself, and is one box for those around it.
 */
export class Arrangement {
  readonly measures: Measures;
  readonly #paths: readonly DataPath[];
  readonly #parents = new Map<Box, Box>();
  readonly #crossed = new Set<Box>();

  constructor(boxes: readonly Box[], paths: readonly DataPath[], measures: Measures) {
    this.measures = measures;
    this.#paths = paths.filter(({ from, to }) => from !== to);
    this.#adopt(boxes);
    for (const { from, to } of this.#paths) {
      const outer = this.#lineage(from);
      const other = this.#lineage(to);
      for (const box of outer) if (!other.includes(box)) this.#crossed.add(box);
      for (const box of other) if (!outer.includes(box)) this.#crossed.add(box);
    }
  }

  /** Boxes that stand side by side, in one block. */
  siblings(boxes: readonly Box[]): Block {
    const blocks = this.#tied(boxes).map(({ boxes: group, paths }) => {
      const [only, ...others] = group;
      return others.length === 0 && !isSplit(only!) ? this.alone(only!) : flow(this, group, paths);
    });
    return inRows(blocks, GAP);
  }

  /** A box by itself: one without boxes in it, or one that no line leaves. */
  alone(box: Box): Block {
    const inner = contentOf(box);
    if (inner.length === 0 && bannersOf(box).length === 0) {
      const rect = { x: 0, y: 0, ...this.measures.sizeOf(box) };
      return { ...rect, boxes: [{ box, rect, body: rect }], routes: [] };
    }
    const content = this.siblings(inner);
    const head = this.headOf(box);
    const width = Math.max(content.width, head.width) + 2 * PAD;
    const rect = { x: 0, y: 0, width, height: head.height + content.height + PAD };
    const { boxes, routes } = movedBlock(content, PAD, head.height);
    return { ...rect, boxes: [{ box, rect, body: rect }, ...this.banners(box, rect), ...boxes], routes };
  }

  /** What a container needs above its content: its title and its HX systems. */
  headOf(box: Box): { width: number; height: number } {
    const header = this.measures.headerOf(box);
    const banners = bannersOf(box).map((banner) => this.measures.sizeOf(banner));
    return {
      width: Math.max(header.width, ...banners.map(({ width }) => width)),
      height: banners.reduce((sum, { height }) => sum + height + PAD, header.height),
    };
  }

  /** The HX systems of a container, each across its whole width. */
  banners(box: Box, { x, y, width }: Rect): PlacedRect[] {
    let below = y + this.measures.headerOf(box).height;
    return bannersOf(box).map((banner) => {
      const { height } = this.measures.sizeOf(banner);
      const rect = { x: x + PAD, y: below, width: width - 2 * PAD, height };
      below += height + PAD;
      return { box: banner, rect, body: rect };
    });
  }

  /** Whether a line leads from within the box to without it. */
  isCrossed(box: Box): boolean {
    return this.#crossed.has(box);
  }

  #adopt(boxes: readonly Box[], parent?: Box): void {
    for (const box of boxes) {
      if (parent) this.#parents.set(box, parent);
      this.#adopt(box.boxes, box);
    }
  }

  #lineage(box: Box): Box[] {
    const parent = this.#parents.get(box);
    return parent ? [box, ...this.#lineage(parent)] : [box];
  }

  /** The groups of boxes that lines tie to each other, in order, each with those lines. */
  #tied(boxes: readonly Box[]): { boxes: Box[]; paths: DataPath[] }[] {
    const among = new Set(boxes);
    const within = (box: Box): Box | undefined => this.#lineage(box).find((each) => among.has(each));
    const groups = new Map(boxes.map((box) => [box, { boxes: [box], paths: [] as DataPath[] }]));
    for (const path of this.#paths) {
      const from = within(path.from);
      const to = within(path.to);
      if (!from || !to) continue;
      const group = groups.get(from)!;
      group.paths.push(path);
      const other = groups.get(to)!;
      if (other === group) continue;
      group.boxes.push(...other.boxes);
      group.paths.push(...other.paths);
      for (const box of other.boxes) groups.set(box, group);
    }
    return [...new Set(boxes.map((box) => groups.get(box)!))];
  }
}
