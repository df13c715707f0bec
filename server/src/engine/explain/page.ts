import { escapeMarkdown } from './markdown.ts';

/** A heading with a list below it, as Markdown. The lines are Markdown already; those that are `undefined` are left out. */
export function page(heading: string, lines: readonly (string | undefined)[]): string {
  const given = lines.filter((line) => line !== undefined);
  return [`### ${escapeMarkdown(heading)}`, given.map((line) => `- ${line}`).join('\n')].join('\n\n');
}

/** Names as Markdown, at most five and how many more. */
export function names(entities: readonly { readonly name: string }[]): string {
  if (entities.length === 0) return 'none';
  const shown = entities.slice(0, 5).map(({ name }) => escapeMarkdown(name));
  return entities.length > 5 ? `${shown.join(', ')} and ${entities.length - 5} more` : shown.join(', ');
}
