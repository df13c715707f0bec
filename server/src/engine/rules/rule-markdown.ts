import type { RuleMetadata } from './rule.ts';

/** What a rule is, in Markdown for a hover. `page` is the address of its page, where there is one. */
export function ruleMarkdown(
  { code, title, severity, what, why, whatToDo, source }: RuleMetadata,
  page?: string,
): string {
  const link = page === undefined ? [] : [`[${code}](${page})`];
  return [
    `**${title}**`,
    `Severity by itself: \`${severity}\`.`,
    what,
    why,
    whatToDo,
    ...(source ? [`Source: ${source}.`] : []),
    ...link,
  ].join('\n\n');
}
