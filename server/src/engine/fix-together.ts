import type { Fix } from './rules/rule.ts';
import { combineByFile } from './syntax/edit/placed.ts';
import type { TextEdit } from './syntax/index.ts';

/** Edits by the URI of their file: sorted, not overlapping, in the offsets of its text. */
export type FileEdits = ReadonlyMap<string, readonly TextEdit[]>;

/** Fixes that go together, and their edits as one set. */
export interface Together<F extends Pick<Fix, 'edits'>> {
  readonly fixes: readonly F[];
  readonly edits: FileEdits;
}

/**
 * As many of the fixes as go together: each, in the order given, unless its edits change what a fix before it changes.
 * `textOf` gives the text of a file.
 */
export function fixTogether<F extends Pick<Fix, 'edits'>>(
  fixes: readonly F[],
  textOf: (uri: string) => string | undefined,
): Together<F> {
  let chosen: Together<F> = { fixes: [], edits: new Map() };
  // Fixes rarely collide: all are tried at once, and cut in halves only around those that do.
  const take = (some: readonly F[]): void => {
    const all = [...chosen.fixes, ...some];
    const edits = combineByFile(
      all.flatMap((fix) => fix.edits),
      textOf,
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
