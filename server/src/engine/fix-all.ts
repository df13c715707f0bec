import type { Analysis, Engine } from './engine.ts';
import { type FileEdits, fixTogether } from './fix-together.ts';
import type { Diagnostic } from './rules/check.ts';
import { EditedText } from './syntax/edit/edited-text.ts';

/** A fix may bring to light what only now can be judged; more rounds than this would mean that fixes undo each other. */
const MOST_ROUNDS = 20;

export interface Choice {
  /** The diagnostics that count, where severities were set; all by default. */
  readonly judged?: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
  /** Whether a file may be edited; all by default. */
  readonly within?: (uri: string) => boolean;
}

/**
 * The edits that apply every safe fix, and those that are safe after them, until none is left: for each file that
 * changes, in the offsets of its text as it is in `analysis`.
 */
export function fixAll(
  engine: Engine,
  analysis: Analysis,
  { judged = (diagnostics) => diagnostics, within = () => true }: Choice = {},
): FileEdits {
  const edited = new Map<string, EditedText>();
  let current = analysis;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const safe = judged(current.diagnostics).flatMap(({ fixes }) => fixes.find((fix) => fix.safe && !fix.asks) ?? []);
    const allowed = safe.filter(({ edits }) => edits.every(({ unit }) => within(unit.uri)));
    const { edits } = fixTogether(allowed, (uri) => current.treeOf(uri)?.text);
    if (edits.size === 0) break;
    for (const [uri, own] of edits) {
      const text = edited.get(uri) ?? new EditedText(analysis.treeOf(uri)!.text);
      text.apply(own);
      edited.set(uri, text);
    }
    current = engine.analyzeEdited(analysis, new Map([...edited].map(([uri, { text }]) => [uri, text])));
  }
  return new Map([...edited].map(([uri, text]) => [uri, text.edits()]));
}
