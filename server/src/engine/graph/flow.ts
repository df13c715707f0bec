import { Graph, layout } from '@dagrejs/dagre';
import type { Arrangement } from './arrange.ts';
import { type Block, movedBlock, type PlacedRect } from './block.ts';
import { around } from './geometry.ts';
import { PAD } from './measure.ts';
import { type Box, contentOf, type DataPath, isSplit, startOf } from './picture.ts';
import { Room } from './room.ts';

/**
 * Lays out boxes that lines tie to each other: VMs at the left, the proxies that read them at the right. dagre knows no
 * padding and no titles of containers; room for those is made after it.
 */
export function flow(arrangement: Arrangement, boxes: readonly Box[], paths: readonly DataPath[]): Block {
  return new Flow(arrangement).layOut(boxes, paths);
}

class Flow {
  readonly #arrangement: Arrangement;
  readonly #graph = new Graph({ compound: true, multigraph: true });
  /** What is laid out already: boxes without others, containers by themselves, and the hosts beside their proxies. */
  readonly #leaves = new Map<string, { block: Block | undefined; depth: number }>();
  /** Boxes that hold some of those, outer ones first. */
  readonly #containers: Box[] = [];

  constructor(arrangement: Arrangement) {
    this.#arrangement = arrangement;
  }

  layOut(boxes: readonly Box[], paths: readonly DataPath[]): Block {
    for (const box of boxes) this.#add(box, undefined, 0);
    const hasReaders = this.#containers.some(isSplit);
    const tied = paths.filter(({ from, to }) => this.#leaves.has(startOf(from)) && this.#leaves.has(to.id));
    for (const { id, from, to } of tied) {
      // Proxies beside the hosts stand to the right of those in them.
      const minlen = hasReaders && !this.#graph.parent(to.id) ? 2 : 1;
      this.#graph.setEdge(startOf(from), to.id, { minlen }, id);
    }
    this.#graph.setGraph({ rankdir: 'LR', nodesep: 12, edgesep: 4, ranksep: this.#wayFor(tied) });
    layout(this.#graph);
    return this.#placed(tied);
  }

  /** How far lines go from column to column: the further apart they begin, the longer, so that few are steep. */
  #wayFor(paths: readonly DataPath[]): number {
    const sources = new Set(paths.map(({ from }) => startOf(from)));
    const heights = [...sources].reduce((sum, id) => sum + (this.#graph.node(id).height ?? 0), 0);
    return Math.min(400, Math.max(90, heights * 0.24));
  }

  #add(box: Box, parent: Box | undefined, depth: number): void {
    const isContainer = isSplit(box) || (box.boxes.length > 0 && this.#arrangement.isCrossed(box));
    if (!isContainer) {
      this.#addLeaf(box.id, this.#arrangement.alone(box), parent, depth);
      return;
    }
    this.#graph.setNode(box.id, {});
    if (parent) this.#graph.setParent(box.id, parent.id);
    this.#containers.push(box);
    if (isSplit(box)) this.#addLeaf(startOf(box), undefined, box, depth + 1);
    for (const inner of contentOf(box)) {
      this.#add(inner, box, depth + 1);
      // A host's proxies stand beside it, whoever they read.
      if (isSplit(box)) this.#graph.setEdge(startOf(box), inner.id, { weight: 3, minlen: 1 }, 'own');
    }
  }

  #addLeaf(id: string, block: Block | undefined, parent: Box | undefined, depth: number): void {
    const { width, height } = block ?? this.#arrangement.measures.sizeOf(parent!);
    // The padding of the containers around it, at its sides; above and below it is added later.
    this.#graph.setNode(id, { width: width + 2 * PAD * depth, height });
    if (parent) this.#graph.setParent(id, parent.id);
    this.#leaves.set(id, { block, depth });
  }

  #placed(paths: readonly DataPath[]): Block {
    const room = new Room();
    for (const [id, { depth }] of this.#leaves) {
      const { x, y, width, height } = this.#graph.node(id);
      const inner = width - 2 * PAD * depth;
      room.addRect(id, { x: x - inner / 2, y: y - height / 2, width: inner, height });
    }
    for (const { id, from, to } of paths) {
      room.addPoints(id, this.#graph.edge(startOf(from), to.id, id).points.slice(1, -1));
    }
    for (const box of [...this.#containers].reverse()) this.#enclose(room, box);
    return this.#block(room, paths);
  }

  /** Makes room for a container's border and title around what is in it. */
  #enclose(room: Room, box: Box): void {
    const split = isSplit(box);
    const head = this.#arrangement.headOf(box);
    const boxes = contentOf(box).map(({ id }) => id);
    room.enclose(box.id, [...(split ? [startOf(box)] : []), ...boxes], {
      above: split ? PAD : head.height,
      below: PAD,
      // The part of a host beside its proxies has a padding of its own.
      left: split ? 0 : PAD,
      right: PAD,
      narrowest: split ? 0 : head.width,
    });
  }

  #block(room: Room, paths: readonly DataPath[]): Block {
    const whole = around([...room.rects()]);
    const boxes: PlacedRect[] = [];
    const routes: Block['routes'][number][] = [];
    for (const box of this.#containers) {
      const rect = room.rect(box.id);
      const body = isSplit(box) ? room.rect(startOf(box)) : rect;
      boxes.push({ box, rect, body }, ...this.#arrangement.banners(box, rect));
    }
    for (const [id, { block }] of this.#leaves) {
      if (!block) continue;
      const { x, y } = room.rect(id);
      const there = movedBlock(block, x, y);
      boxes.push(...there.boxes);
      routes.push(...there.routes);
    }
    for (const path of paths) {
      routes.push({ path, bends: room.points(path.id) });
    }
    return movedBlock({ width: whole.width, height: whole.height, boxes, routes }, -whole.x, -whole.y);
  }
}
