import {
  ASSUMPTIONS,
  CONDITIONS,
  DISK_REASONS,
  FAILURES,
  MODES,
  SOURCES,
  STEPS,
} from '../../server/src/engine/planner/ids.ts';
import { MADE, table } from './markdown.ts';

/** docs/plan.md: the closed lists of ids. */
export function planPage(): string {
  const list = (ids: { readonly [id: string]: string }): string =>
    table(
      ['id', 'meaning'],
      Object.entries(ids).map(([id, text]) => [`\`${id}\``, text]),
    );
  return `${[
    '# The ids of a plan',
    MADE,
    'These lists are closed. They are what `hxtopo plan --format json` writes, and what hovers and explanations put into words.',
    '## `mode`',
    list(MODES),
    '## `source`',
    list(SOURCES),
    '## `failure`',
    list(FAILURES),
    '## `steps[].step`',
    'In the order in which the flow charts ask them; `verdict` is `yes`, `no` or `forced`.',
    list(STEPS),
    '## `steps[].because[].condition`',
    '`holds` is `true`, `false`, or `null` where the file does not say; `null` counts as holding, and an assumption says so.',
    list(CONDITIONS),
    '## `disks[].reason`',
    'Why a disk goes over Network mode instead.',
    list(DISK_REASONS),
    '## `assumptions[].id`',
    list(ASSUMPTIONS),
  ].join('\n\n')}\n`;
}
