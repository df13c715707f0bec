/** How many elements two lists share at their start and, behind those, at their end: as the same objects. */
export function changedPart<T>(before: readonly T[], after: readonly T[]): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end };
}
