import { type Cause, CHANGE_KINDS, type ChangeKind, type Comparison } from '../../engine/compare/compare.ts';
import { answerLabel, reasonOf } from '../../engine/compare/words.ts';
import { count, summaryLabel } from '../../engine/explain/labels.ts';
import { printable } from '../../engine/explain/printable.ts';
import type { Terminal } from '../io.ts';
import { paint, wrap } from '../style.ts';
import { table } from '../table.ts';
import { type Compared, decidedAt } from './diff-json.ts';

const COLUMNS = [
  { title: 'VM', least: 8 },
  { title: 'Job', least: 6 },
  { title: 'Before', least: 17 },
  { title: 'After', least: 17 },
];

const COLOURS: { readonly [K in ChangeKind]: 'red' | 'green' | 'cyan' } = {
  worse: 'red',
  better: 'green',
  changed: 'cyan',
  added: 'cyan',
  removed: 'cyan',
};

/** The comparison for people: each reason with a table of the VMs that it changed, then a summary. */
export function diffText(terminal: Terminal, compared: Compared): string {
  const { comparison } = compared;
  const blocks = comparison.causes.map((cause) => {
    const at = decidedAt(compared, cause);
    const head = wrap(
      printable(`${changed(cause)}: ${reasonOf(cause.decision)}`),
      terminal.width ?? Number.POSITIVE_INFINITY,
    ).map((line) => paint(terminal, COLOURS[cause.kind], line));
    const place = at ? [paint(terminal, 'underline', `${printable(at.file)}:${at.line + 1}`)] : [];
    const rows = cause.changes.map(({ vm, job, before, after }) => [vm, job, answerLabel(before), answerLabel(after)]);
    return [...head, ...place, table(terminal, COLUMNS, rows), ''].join('\n');
  });
  const sums = comparison.changes.length > 0 ? [sum('before', comparison.before), sum('after', comparison.after)] : [];
  return `${[...blocks, headline(comparison), ...sums].join('\n')}\n`;
}

function sum(title: string, summary: Comparison['before']): string {
  return `  ${title.padEnd('before'.length)}  ${summaryLabel(summary)}`;
}

/** `2 VMs worse`. */
export function changed({ kind, changes }: Cause): string {
  return `${count(changes.length, 'VM')} ${kind}`;
}

/** How many VMs changed in each way: `1 VM worse, 2 better; 40 unchanged`. */
export function headline({ counts, unchanged, changes }: Comparison): string {
  if (changes.length === 0) return `No VM changes mode, source or proxy (${count(unchanged, 'VM')})`;
  const [first, ...others] = CHANGE_KINDS.filter((kind) => counts[kind] > 0);
  const parts = [`${count(counts[first!], 'VM')} ${first}`, ...others.map((kind) => `${counts[kind]} ${kind}`)];
  return `${parts.join(', ')}; ${unchanged} unchanged`;
}
