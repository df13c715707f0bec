/** Four times as long a text takes four times as long; what looks back takes sixteen times, or more. */
const TIMES = 4;

/** As far from what grows with the text as from what looks back. */
export const LINEAR = 8;

/** Less than this cannot be told from what the runtime does on the side. */
const NOTICEABLE_MS = 8;

/** Compiling and collecting make some tries longer, and never all of so many. */
const TRIES = 10;

/**
 * How many times as long it takes to work on four times as much; 1 where that is too quick to tell. Of several tries the
 * quickest count, of the short text and of the long one.
 *
 * @param work makes what is to be worked on, of this length, and gives the work itself
 * @param bound what is expected: tries end below it
 */
export async function growth(
  work: (length: number) => () => unknown,
  length: number,
  bound: number = LINEAR,
): Promise<number> {
  let short = Number.POSITIVE_INFINITY;
  let long = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    short = Math.min(short, await cpuTime(work(length)));
    if (short < NOTICEABLE_MS) return 1;
    long = Math.min(long, await cpuTime(work(TIMES * length)));
    if (long / short < bound) break;
  }
  return long / short;
}

/** In ms: what work takes of the processor, and not while others have it, however busy the machine is. */
export async function cpuTime(work: () => unknown): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
