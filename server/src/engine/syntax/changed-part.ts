/** What is the same in two lists, as the same objects. */
export interface ChangedPart {
  /** How many elements they share at their start. */
  readonly start: number;
  /** How many they share at their end, behind those. */
  readonly end: number;
}

interface Origin extends ChangedPart {
  readonly from: readonly unknown[];
}

const MOST_ARGUMENTS = 1000;

const origins = new WeakMap<readonly unknown[], Origin>();

/** A copy with some neighbouring elements replaced, of which {@link changedPart} knows at once what changed. */
export function replacePart<T>(list: readonly T[], start: number, removed: number, added: readonly T[]): readonly T[] {
  // Arguments go over the stack, which has an end.
  const copy =
    added.length < MOST_ARGUMENTS
      ? list.toSpliced(start, removed, ...added)
      : list.slice(0, start).concat(added, list.slice(start + removed));
  noteOrigin(copy, list, { start, end: list.length - start - removed });
  return copy;
}

/** Notes what a list shares with the one that it was made from. */
export function noteOrigin<T>(list: readonly T[], from: readonly T[], { start, end }: ChangedPart): void {
  // One step back is remembered; the list before that may go.
  origins.delete(from);
  origins.set(list, { from, start, end });
}

/** What two lists share at their ends. Takes no time where one was made from the other by {@link replacePart}. */
export function changedPart<T>(before: readonly T[], after: readonly T[]): ChangedPart {
  const known = origins.get(after);
  if (known?.from === before) return known;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end };
}
