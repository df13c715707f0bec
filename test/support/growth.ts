/** Four times as long a text takes four times as long; what looks back takes sixteen times, or more. */
const TIMES = 4;

/** As far from what grows with the text as from what looks back. */
export const LINEAR = 8;

/** Less than this the clock cannot tell from what else the machine does. */
const NOTICEABLE_MS = 8;

/** What else the machine does makes some tries longer, and never all of so many. */
const TRIES = 10;

/**
 * How many times as long it takes to work on four times as much; 1 where that is too quick to tell. Of several tries the
 * quickest count, of the short text and of the long one.
 *
 * @param work makes what is to be worked on, of this length, and gives the work itself
 */
export function growth(work: (length: number) => () => void, length: number): number {
  let short = Number.POSITIVE_INFINITY;
  let long = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    short = Math.min(short, milliseconds(work(length)));
    if (short < NOTICEABLE_MS) return 1;
    long = Math.min(long, milliseconds(work(TIMES * length)));
    if (long / short < LINEAR) break;
  }
  return long / short;
}

function milliseconds(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
