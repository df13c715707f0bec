import type { Entity } from '../model/entities.ts';
import type { Plan } from '../planner/plan.ts';
import { draw } from './draw.ts';
import { type FoldLevel, MOST_BOXES, MOST_PATHS } from './fold.ts';
import { type LaidOut, layOut } from './lay-out.ts';
import { allBoxes, type Picture } from './picture.ts';
import { scopeOf } from './scope.ts';

export { toDot } from './dot.ts';
export type { LaidOut } from './lay-out.ts';
export { toMermaid } from './mermaid.ts';
export type { Picture } from './picture.ts';
export { toSvg } from './svg.ts';

export interface GraphOptions {
  /** Above the picture. */
  readonly title: string;
  /** Draws this entity, and what it is tied to, alone. */
  readonly focus?: Entity | undefined;
  /**
   * What is folded into one box each: nothing, all clusters, all datacenters, the clusters of these names, or (`auto`, which
   * is taken where nothing is given) as little as leaves no more than 150 boxes and 240 lines.
   */
  readonly fold?: 'auto' | FoldLevel | ReadonlySet<string>;
}

/**
 * The picture of a topology: where its VMs run, and which proxy reads them in which mode. Laid out, for {@link toSvg};
 * `toMermaid` and `toDot` take what {@link pictureOf} gives.
 */
export function topologyGraph(plan: Plan, options: GraphOptions): LaidOut {
  return layOut(pictureOf(plan, options));
}

/** What is drawn of a topology, without positions. */
export function pictureOf(plan: Plan, { title, focus, fold = 'auto' }: GraphOptions): Picture {
  const scope = scopeOf(plan, focus);
  const drawn = (level: FoldLevel, beside: boolean, only?: ReadonlySet<string>): Picture =>
    draw(scope, { level, beside, most: MOST_BOXES, ...(only ? { only } : {}) }, title);
  if (typeof fold !== 'string') return drawn('none', false, fold);
  if (fold !== 'auto') return drawn(fold, fold === 'datacenters');
  for (const [level, beside] of STAGES) {
    const picture = drawn(level, beside);
    if (isReadable(picture)) return picture;
  }
  return drawn('datacenters', true);
}

/** What is tried one after the other until a picture can be read. */
const STAGES: readonly (readonly [FoldLevel, beside: boolean])[] = [
  ['none', false],
  ['clusters', false],
  ['clusters', true],
];

function isReadable({ boxes, paths }: Picture): boolean {
  const between = paths.filter(({ from, to }) => from !== to);
  return between.length <= MOST_PATHS && [...allBoxes(boxes)].length <= MOST_BOXES;
}
