import type { Analysis, Engine } from './engine.ts';
import type { Diagnostic } from './rules/check.ts';
import { EditedText } from './syntax/edit/edited-text.ts';
import { combineByFile, type PlacedEdit } from './syntax/edit/placed.ts';
import type { TextEdit } from './syntax/index.ts';

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
 * changes, by URI, sorted, not overlapping, in the offsets of its text as it is in `analysis`.
 */
export function fixAll(
  engine: Engine,
  analysis: Analysis,
  { judged = (diagnostics) => diagnostics, within = () => true }: Choice = {},
): Map<string, TextEdit[]> {
  const edited = new Map<string, EditedText>();
  let current = analysis;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(judged(current.diagnostics), current, within);
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

/** As many safe fixes as go together, one for each diagnostic. */
function safeEdits(
  diagnostics: readonly Diagnostic[],
  analysis: Analysis,
  within: (uri: string) => boolean,
): Map<string, TextEdit[]> {
  let chosen: readonly PlacedEdit[] = [];
  let combined = new Map<string, TextEdit[]>();
  for (const diagnostic of diagnostics) {
    const fix = diagnostic.fixes.find(({ safe, asks }) => safe && !asks);
    if (!fix?.edits.every(({ unit }) => within(unit.uri))) continue;
    const together = combineByFile([...chosen, ...fix.edits], (uri) => analysis.treeOf(uri)?.text);
    if (!together) continue;
    chosen = [...chosen, ...fix.edits];
    combined = together;
  }
  return combined;
}
