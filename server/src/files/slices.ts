import type { Steps } from '../engine/syntax/index.ts';
import { nextTurn } from './turns.ts';

/** In ms: after so much work others have a turn. A step may take some ms more. */
const SLICE = 20;

/**
 * Does work in slices, between which messages are read and answered.
 *
 * @param isWanted asked before each slice: whether the work is still of use
 * @returns what the work gives; `undefined` where it was dropped
 */
export async function inSlices<T>(steps: Steps<T>, isWanted: () => boolean = () => true): Promise<T | undefined> {
  for (;;) {
    const until = performance.now() + SLICE;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < until);
    await nextTurn();
    if (!isWanted()) return undefined;
  }
}
