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
   * What is folded into one box each: nothing, all clusters, all datacenters, or (`auto`, which is taken where nothing is
   * given) as little as leaves no more than 150 boxes and 240 lines.
   */
  readonly fold?: 'auto' | FoldLevel;
  /** What is folded, or is not, whatever `fold` comes to: by the `foldKey` of its box. */
  readonly own?: ReadonlyMap<string, boolean>;
}

/**
 * The picture of a topology: where its VMs run, and which proxy reads them in which mode. Laid out, for {@link toSvg};
 * `toMermaid` and `toDot` take what {@link pictureOf} gives.
 */
export function topologyGraph(plan: Plan, options: GraphOptions): LaidOut {
  return layOut(pictureOf(plan, options));
}

/** What is drawn of a topology, without positions. */
export function pictureOf(plan: Plan, { title, focus, fold = 'auto', own = NONE }: GraphOptions): Picture {
  const scope = scopeOf(plan, focus);
  const drawn = ([level, beside]: Stage, own: ReadonlyMap<string, boolean>): Picture =>
    draw(scope, { level, beside, own, most: MOST_BOXES }, title);
  if (fold !== 'auto') return drawn([fold, fold === 'datacenters'], own);
  // What somebody unfolds leaves the rest as it is.
  for (const stage of STAGES) {
    const picture = drawn(stage, NONE);
    if (isReadable(picture)) return own.size === 0 ? picture : drawn(stage, own);
  }
  return drawn(['datacenters', true], own);
}

const NONE: ReadonlyMap<string, boolean> = new Map();

type Stage = readonly [level: FoldLevel, beside: boolean];

/** What is tried one after the other until a picture can be read. */
const STAGES: readonly Stage[] = [
  ['none', false],
  ['clusters', false],
  ['clusters', true],
];

function isReadable({ boxes, paths }: Picture): boolean {
  const between = paths.filter(({ from, to }) => from !== to);
  return between.length <= MOST_PATHS && [...allBoxes(boxes)].length <= MOST_BOXES;
}
