import type { Fix } from './rules/rule.ts';
import { combine } from './syntax/edit/placed.ts';
import type { TextEdit } from './syntax/index.ts';

/** Fixes that go together, and their edits as one set. */
export interface Together<F extends Pick<Fix, 'edits'>> {
  readonly fixes: readonly F[];
  /** Sorted, not overlapping, in the offsets of the text. */
  readonly edits: readonly TextEdit[];
}

/**
 * As many of the fixes as go together: each, in the order given, unless its edits change what a fix before it changes.
 * `text` is the file's text.
 */
export function fixTogether<F extends Pick<Fix, 'edits'>>(fixes: readonly F[], text: string): Together<F> {
  let chosen: Together<F> = { fixes: [], edits: [] };
  // Fixes rarely collide: all are tried at once, and cut in halves only around those that do.
  const take = (some: readonly F[]): void => {
    const all = [...chosen.fixes, ...some];
    const edits = combine(
      all.flatMap((fix) => fix.edits),
      text,
    );
    if (edits) chosen = { fixes: all, edits };
    else if (some.length > 1) {
      const half = some.length >> 1;
      take(some.slice(0, half));
      take(some.slice(half));
    }
  };
  take(fixes);
  return chosen;
}
