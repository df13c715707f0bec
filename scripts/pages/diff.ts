import { CHANGES, DIFF_FIELDS } from '../../server/src/cli/reporters/diff-fields.ts';
import { CHANGE_KINDS } from '../../server/src/engine/compare/compare.ts';
import { MADE, table } from './markdown.ts';

/** docs/diff.md: the JSON of a comparison. */
export function diffPage(): string {
  const fields = (of: { readonly [path: string]: string }): string =>
    table(
      ['field', 'meaning'],
      Object.entries(of).map(([path, text]) => [`\`${path}\``, text]),
    );
  return `${[
    '# The JSON of a comparison',
    MADE,
    'What `hxtopo diff --format json OLD NEW` writes. The order of keys and lists is stable; lines count from zero. The ids of modes, sources, failures, steps and conditions are listed in [plan.md](plan.md).',
    fields(DIFF_FIELDS),
    '## `changes[].kind`',
    table(
      ['id', 'meaning'],
      CHANGE_KINDS.map((kind) => [`\`${kind}\``, CHANGES[kind]]),
    ),
  ].join('\n\n')}\n`;
}
