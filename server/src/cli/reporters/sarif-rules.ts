import type { RuleMetadata, Severity } from '../../engine/rules/rule.ts';
import type { Level, ReportingDescriptor } from './sarif-types.ts';

/** SARIF knows three levels: what is good to know and what is a hint are both notes. */
export const LEVELS: { readonly [K in Severity]: Level } = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A rule's row in the rule table. */
export function ruleDescriptor({
  code,
  title,
  severity,
  what,
  why,
  whatToDo,
  source,
}: RuleMetadata): ReportingDescriptor {
  const help = `${why}\n\n${whatToDo}${source ? `\n\nSource: ${source}` : ''}`;
  return {
    id: code,
    name: pascalCase(code),
    shortDescription: { text: title },
    fullDescription: { text: plain(what), markdown: what },
    help: { text: plain(help), markdown: help },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** The standard wants a name that is an identifier. */
function pascalCase(code: string): string {
  return code.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The rules' Markdown has code spans and emphasis only. */
function plain(markdown: string): string {
  return markdown.replace(/[`*]/g, '');
}
