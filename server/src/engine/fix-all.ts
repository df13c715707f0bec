import type { Engine } from './engine.ts';
import type { Diagnostic } from './rules/check.ts';
import { EditedText } from './syntax/edit/edited-text.ts';
import { combine, type PlacedEdit } from './syntax/edit/placed.ts';
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
    const edits = safeEdits(judged(engine.analyze(uri, current).diagnostics), current);
    if (edits.length === 0) break;
    edited.apply(edits);
  }
  return edited.edits();
}

/** As many safe fixes as go together, one for each diagnostic. */
function safeEdits(diagnostics: readonly Diagnostic[], text: string): TextEdit[] {
  let chosen: readonly PlacedEdit[] = [];
  let combined: TextEdit[] = [];
  for (const diagnostic of diagnostics) {
    const fix = diagnostic.fixes.find(({ safe, asks }) => safe && !asks);
    if (!fix) continue;
    const together = combine([...chosen, ...fix.edits], text);
    if (!together) continue;
    chosen = [...chosen, ...fix.edits];
    combined = together;
  }
  return combined;
}
