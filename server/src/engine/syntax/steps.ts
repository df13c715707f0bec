/**
 * Work that may be interrupted between its steps, each of some ms at most: so others get a turn. Who drops it half-way loses
 * nothing but the work.
 */
export type Steps<T> = Generator<void, T, void>;

/** The work from where it is to its end. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
