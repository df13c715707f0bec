import type { Steps } from '../engine/syntax/index.ts';
import { soon } from './turns.ts';

/** In ms: after so much work others have a turn. A step may take some ms more. */
const SLICE = 10;

/** Works that wait for their turns, the first come first. */
const waiting: (() => void)[] = [];

/**
 * Does work in slices, between which messages are read and answered. Of several works at once one has a slice at a time.
 *
 * @param isWanted asked before each slice: whether the work is still of use
 * @returns what the work gives; `undefined` where it was dropped
 */
export async function inSlices<T>(steps: Steps<T>, isWanted: () => boolean = () => true): Promise<T | undefined> {
  if (waiting.length > 0) await ownTurn();
  while (isWanted()) {
    const until = performance.now() + SLICE;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < until);
    await ownTurn();
  }
  return undefined;
}

/** A turn of the event loop in which no other work has a slice. */
function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    // What an answered message or a read file begins may be followed by callbacks of the same turn.
    if (waiting.push(resolve) === 1) soon(() => void soon(next));
  });
}

function next(): void {
  const resolve = waiting.shift();
  if (waiting.length > 0) soon(next);
  resolve?.();
}
