import type { Engine } from './engine.ts';
import { fixTogether } from './fix-together.ts';
import type { Diagnostic } from './rules/check.ts';
import { EditedText } from './syntax/edit/edited-text.ts';
import type { TextEdit } from './syntax/index.ts';

/** A fix may bring to light what only now can be judged; more rounds than this would mean that fixes undo each other. */
const MOST_ROUNDS = 20;

/**
 * The edits that apply every safe fix, and those that are safe after them, until none is left. Sorted, not overlapping,
 * in the offsets of `text`; empty when there is nothing to fix.
 *
 * @param judged the diagnostics that count, where severities were set; all by default
 */
export function fixAll(
  engine: Engine,
  uri: string,
  text: string,
  judged: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[] = (diagnostics) => diagnostics,
): TextEdit[] {
  const edited = new EditedText(text);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const current = edited.text;
    const safe = judged(engine.analyze(uri, current).diagnostics).flatMap(
      ({ fixes }) => fixes.find((fix) => fix.safe && !fix.asks) ?? [],
    );
    const { edits } = fixTogether(safe, current);
    if (edits.length === 0) break;
    edited.apply(edits);
  }
  return edited.edits();
}
