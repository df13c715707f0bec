import { printable } from '../../engine/explain/printable.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { CheckedFile } from '../checked-files.ts';
import type { Terminal } from '../io.ts';
import { paint, SEVERITY_COLOURS, wrap } from '../style.ts';
import { countSeverities } from './check-json.ts';

const INDENT = 4;

/** The diagnostics for people: `file:line:column` counts from one, as editors show it and terminals link it. */
export function checkText(terminal: Terminal, inputs: readonly CheckedFile[]): string {
  const blocks = inputs.flatMap(({ file, tree, diagnostics }) =>
    diagnostics.map((diagnostic) => {
      const { line, character } = tree.positionAt(diagnostic.place.unit.start + diagnostic.place.start);
      const severity = paint(terminal, SEVERITY_COLOURS[diagnostic.severity], diagnostic.severity);
      const head = `${paint(terminal, 'underline', `${printable(file)}:${line + 1}:${character + 1}`)} ${severity} ${paint(terminal, 'dim', diagnostic.code)}`;
      const room = (terminal.width ?? Number.POSITIVE_INFINITY) - INDENT;
      const lines = wrap(printable(diagnostic.message), room);
      for (const { title, safe } of diagnostic.fixes) {
        lines.push(paint(terminal, 'dim', `fix${safe ? '' : ' (not safe)'}: ${printable(title)}`));
      }
      return [head, ...lines.map((text) => ' '.repeat(INDENT) + text)].join('\n');
    }),
  );
  return `${[...blocks, summary(terminal, inputs)].join('\n')}\n`;
}

function summary(terminal: Terminal, inputs: readonly CheckedFile[]): string {
  const counts = countSeverities(inputs);
  const parts = (Object.keys(counts) as Severity[])
    .filter((severity) => counts[severity] > 0)
    .map((severity) => {
      const noun = severity === 'information' || counts[severity] === 1 ? severity : `${severity}s`;
      return paint(terminal, SEVERITY_COLOURS[severity], `${counts[severity]} ${noun}`);
    });
  if (inputs.length === 0) return paint(terminal, 'red', 'nothing is checked: no file could be read');
  const files = `${inputs.length} ${inputs.length === 1 ? 'file' : 'files'}`;
  return parts.length > 0 ? `${files}: ${parts.join(', ')}` : paint(terminal, 'green', `${files}: nothing to report`);
}
