import type { Diagnostic, Suppressed } from '../../engine/rules/check.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { SyntaxTree } from '../../engine/syntax/index.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import type { Input } from '../inputs.ts';

/** The diagnostics as JSON. Lines and characters count from zero, characters in UTF-16 code units, as in LSP. */
export function checkJson(inputs: readonly CheckedInput[]): string {
  const files = inputs.map(({ file, analysis, diagnostics }) => ({
    file,
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(file, analysis.tree, diagnostic)),
  }));
  return `${JSON.stringify({ schemaVersion: 1, files, summary: countSeverities(inputs) }, undefined, 2)}\n`;
}

/** An input with the diagnostics that are left after severities were set. */
export interface CheckedInput extends Input {
  readonly diagnostics: readonly Diagnostic[];
  /** Those that comments keep silent, but for rules that are off. */
  readonly suppressed: readonly Suppressed[];
}

export function countSeverities(inputs: readonly CheckedInput[]): { readonly [K in Severity]: number } {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { diagnostics } of inputs) for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

function diagnosticJson(file: string, tree: SyntaxTree, diagnostic: Diagnostic): unknown {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    range: rangeOf(tree, diagnostic.place),
    related: diagnostic.related.map(({ place, message }) => ({ file, range: rangeOf(tree, place), message })),
    fixes: diagnostic.fixes.map(({ title, safe }) => ({ title, safe })),
  };
}

function rangeOf(tree: SyntaxTree, place: Place): unknown {
  return {
    start: tree.positionAt(place.unit.start + place.start),
    end: tree.positionAt(place.unit.start + place.end),
  };
}
