import { printableJson } from '../../engine/explain/printable.ts';
import type { Diagnostic } from '../../engine/rules/check.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { SyntaxTree } from '../../engine/syntax/index.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import type { CheckedFile } from '../checked-files.ts';
import { fileOf } from '../inputs.ts';

/** The diagnostics as JSON. Lines and characters count from zero, characters in UTF-16 code units, as in LSP. */
export function checkJson(inputs: readonly CheckedFile[]): string {
  const files = inputs.map((input) => ({
    file: input.file,
    diagnostics: input.diagnostics.map((diagnostic) => diagnosticJson(input, diagnostic)),
  }));
  return `${printableJson({ schemaVersion: 1, files, summary: countSeverities(inputs) })}\n`;
}

export function countSeverities(inputs: readonly CheckedFile[]): { readonly [K in Severity]: number } {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { diagnostics } of inputs) for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

function diagnosticJson(checked: CheckedFile, diagnostic: Diagnostic): unknown {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    range: rangeOf(checked.tree, diagnostic.place),
    related: diagnostic.related.map(({ place, message }) => {
      const { file, tree } = fileOf(checked, place);
      return { file, range: rangeOf(tree, place), message };
    }),
    fixes: diagnostic.fixes.map(({ title, safe }) => ({ title, safe })),
  };
}

function rangeOf(tree: SyntaxTree, place: Place): unknown {
  return {
    start: tree.positionAt(place.unit.start + place.start),
    end: tree.positionAt(place.unit.start + place.end),
  };
}
