import { fieldMarkdown } from '../complete/complete.ts';
import { fieldAt } from '../complete/field-at.ts';
import { RULES } from '../rules/index.generated.ts';
import type { RuleMetadata } from '../rules/rule.ts';
import { cursorAt } from '../syntax/cursor.ts';
import { project } from './format.ts';

export interface Description {
  /** In Markdown. */
  readonly markdown: string;
  /** What it speaks of, as absolute offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/**
 * What stands at the offset of a project file: a key, a rule, or a severity.
 *
 * @param rulePage the address of a rule's page, where there are pages
 */
export function describeProject(
  text: string,
  offset: number,
  rulePage: (code: string) => string | undefined,
): Description | undefined {
  const cursor = cursorAt(text, offset);
  const found = cursor && fieldAt(project, cursor);
  if (!cursor || !found) return undefined;
  const { start, end } = cursor;
  const { key, field, value } = found;
  const rule = RULES.find(({ code }) => code === key);
  if (value !== undefined) {
    const meaning = field.type.kind === 'scalar' ? field.type.values?.[value] : undefined;
    return meaning === undefined ? undefined : { markdown: `\`${value}\`: ${meaning}`, start, end };
  }
  return { markdown: rule ? ruleMarkdown(rule, rulePage(rule.code)) : fieldMarkdown(field), start, end };
}

function ruleMarkdown({ code, title, severity, what, why, whatToDo, source }: RuleMetadata, page?: string): string {
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
