/** Twice as long a text takes twice the time; what looks back takes four times, or more. */
export const LINEAR = 3;

/** Less than this the clock cannot tell from what else the machine does. */
const NOTICEABLE_MS = 8;

/**
 * How many times as long it takes to work on twice as much; 1 where that is too quick to tell. Of several tries the least
 * counts: what else the machine does makes some of them longer, and never all.
 *
 * @param work makes what is to be worked on, of this length, and gives the work itself
 */
export function growth(work: (length: number) => () => void, length: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4; attempt++) {
    const once = milliseconds(work(length));
    if (once < NOTICEABLE_MS) return 1;
    least = Math.min(least, milliseconds(work(2 * length)) / once);
    if (least < LINEAR) break;
  }
  return least;
}

function milliseconds(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
