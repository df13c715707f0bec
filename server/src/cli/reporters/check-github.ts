import { printable } from '../../engine/explain/printable.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { CheckedFile } from '../checked-files.ts';
import { regionOfPlace } from './region.ts';

const COMMANDS: { readonly [K in Severity]: string } = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** The diagnostics as workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
export function checkGithub(inputs: readonly CheckedFile[]): string {
  return inputs
    .flatMap(({ file, tree, diagnostics }) =>
      diagnostics.map(({ code, severity, message, place }) => {
        const { startLine, startColumn, endLine, endColumn } = regionOfPlace(tree, place);
        // GitHub takes columns within one line only.
        const columns = startLine === endLine ? { col: startColumn, endColumn } : { endLine };
        const properties = Object.entries({ file, line: startLine, ...columns, title: code })
          .map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`)
          .join(',');
        return `::${COMMANDS[severity]} ${properties}::${escapeData(printable(message))}\n`;
      }),
    )
    .join('');
}

/** As the runner unescapes it. A line break would end the command, and let a file's text start another. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
