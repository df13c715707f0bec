import { describeField, type FieldDescription } from '../complete/describe-field.ts';
import { RULES } from '../rules/index.generated.ts';
import { ruleMarkdown } from '../rules/rule-markdown.ts';
import { cursorAt } from '../syntax/cursor.ts';
import { project } from './format.ts';

/**
 * What stands at the offset of a project file: a key, a rule, or a severity.
 *
 * @param rulePage the address of a rule's page, where there are pages
 */
export function describeProject(
  text: string,
  offset: number,
  rulePage: (code: string) => string | undefined,
): FieldDescription | undefined {
  const field = describeField(project, cursorAt(text, offset));
  // Of a word that is no severity the diagnostic speaks.
  if (!field || field.of === 'value') return undefined;
  const rule = field.of === 'key' ? RULES.find(({ code }) => code === field.key) : undefined;
  return rule ? { ...field, markdown: ruleMarkdown(rule, rulePage(rule.code)) } : field;
}
