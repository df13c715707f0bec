import type { Cluster } from '../model/entities.ts';

/** How much of a topology is folded: nothing, the clusters, or the datacenters with all that is in them. */
export type FoldLevel = 'none' | 'clusters' | 'datacenters';

export interface Folding {
  readonly level: FoldLevel;
  /** The clusters that are folded, by name, where not all or none are. */
  readonly only?: ReadonlySet<string>;
  /** What stands beside the datacenters, proxies and HX systems, is one box each. */
  readonly beside: boolean;
  /** How many boxes there may be at most, datacenters folded; the smallest are gathered in one. */
  readonly most: number;
}

/** A picture with more boxes or lines than these is folded further, when nothing else is asked for. */
export const MOST_BOXES = 150;
export const MOST_PATHS = 240;

/** Whether the cluster is one box. */
export function isFolded({ level, only }: Folding, { name }: Cluster): boolean {
  return only ? only.has(name) : level !== 'none';
}
