import type { YamlNode } from './nodes.ts';

/** What is made of a text, and may be made of it again. */
export interface Rereadable {
  /** As long as it is at hand. */
  atHand: YamlNode | undefined;
}

/** Enough for one step of reading, and for all that an edit touches. */
const MOST = 64;

const atHand: (Rereadable | undefined)[] = Array(MOST).fill(undefined);
let next = 0;

/**
 * Keeps a tree at hand, for which the one that was put here first goes. Most of what a large file takes would be its trees,
 * and hardly one of them is looked at after it was read.
 */
export function keepAtHand(owner: Rereadable, tree: YamlNode): void {
  const gone = atHand[next];
  if (gone) gone.atHand = undefined;
  owner.atHand = tree;
  atHand[next] = owner;
  next = (next + 1) % MOST;
}
