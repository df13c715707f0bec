import type { Cause, Comparison } from '../../engine/compare/compare.ts';
import { answerLabel, reasonOf } from '../../engine/compare/words.ts';
import { SHORT_MODES } from '../../engine/explain/labels.ts';
import { escapeMarkdown } from '../../engine/explain/markdown.ts';
import type { Summary } from '../../engine/planner/plan.ts';
import { type Compared, decidedAt } from './diff-json.ts';
import { changed, headline } from './diff-text.ts';

/** A longer table is folded. */
const ROWS_IN_SIGHT = 10;
/** A comment on GitHub may have 65536 characters: there is room for these, and for no more of a large site. */
const MOST_ROWS = 200;

/** The comparison as Markdown, fit for a comment on a pull request. Names from the files cannot act as markup. */
export function diffMarkdown(compared: Compared): string {
  const { comparison } = compared;
  const title = `### Backup plan: ${headline(comparison)}`;
  if (comparison.changes.length === 0) return `${title}\n`;
  let room = MOST_ROWS;
  const causes: string[] = [];
  for (const cause of comparison.causes) {
    if (room === 0) break;
    causes.push(causeMarkdown(compared, cause, room));
    room -= Math.min(room, cause.changes.length);
  }
  const left = comparison.changes.length - (MOST_ROWS - room);
  const more = left > 0 ? [`… and ${left} more; \`hxtopo diff\` lists them all.`] : [];
  return `${[title, summaryTable(comparison), ...causes, ...more].join('\n\n')}\n`;
}

function summaryTable({ before, after }: Comparison): string {
  const modes: { readonly [K in keyof Summary]: string } = { ...SHORT_MODES, fails: 'fails' };
  const rows = (Object.keys(modes) as (keyof Summary)[])
    .filter((mode) => before[mode] > 0 || after[mode] > 0)
    .map((mode) => row([modes[mode], String(before[mode]), String(after[mode])]));
  return [row(['VMs', 'Before', 'After']), '| --- | ---: | ---: |', ...rows].join('\n');
}

function causeMarkdown(compared: Compared, cause: Cause, room: number): string {
  const at = decidedAt(compared, cause);
  const place = at ? ` (${escapeMarkdown(at.file)}, line ${at.line + 1})` : '';
  const head = `**${changed(cause)}**: ${escapeMarkdown(reasonOf(cause.decision))}${place}`;
  const lines = [
    row(['VM', 'Job', 'Before', 'After']),
    '| --- | --- | --- | --- |',
    ...cause.changes
      .slice(0, room)
      .map(({ vm, job, before, after }) => row([vm, job, answerLabel(before), answerLabel(after)].map(escapeMarkdown))),
  ].join('\n');
  const folded = `<details><summary>The VMs</summary>\n\n${lines}\n\n</details>`;
  return `${head}\n\n${cause.changes.length > ROWS_IN_SIGHT ? folded : lines}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
