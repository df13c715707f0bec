/** How much of a topology is folded: nothing, the clusters, or the datacenters with all that is in them. */
export type FoldLevel = 'none' | 'clusters' | 'datacenters';

export interface Folding {
  readonly level: FoldLevel;
  /** Clusters and datacenters that are folded, or are not, whatever the level says; by {@link foldKey}. */
  readonly own: ReadonlyMap<string, boolean>;
  /** What stands beside the datacenters, proxies and HX systems, is one box each. */
  readonly beside: boolean;
  /** How many boxes there may be at most, datacenters folded; the smallest are gathered in one. */
  readonly most: number;
}

/** A picture with more boxes or lines than these is folded further, when nothing else is asked for. */
export const MOST_BOXES = 150;
export const MOST_PATHS = 240;

/** What names a cluster or a datacenter from one picture to the next. */
export function foldKey(kind: 'cluster' | 'datacenter', name: string): string {
  return `${kind} ${name}`;
}

/** Whether what has this key is one box; `byLevel` where nobody has folded or unfolded it. */
export function isFolded({ own }: Folding, key: string, byLevel: boolean): boolean {
  return own.get(key) ?? byLevel;
}
