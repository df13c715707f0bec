import { fixesInWords } from '../../engine/rules/fixability.ts';
import type { RuleMetadata, Severity } from '../../engine/rules/rule.ts';
import { sarifMessage } from './sarif-message.ts';
import type { Level, ReportingDescriptor } from './sarif-types.ts';

/** SARIF knows three levels: what is good to know and what is a hint are both notes. */
export const LEVELS: { readonly [K in Severity]: Level } = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A rule's row in the rule table. The pages have no address on the web, so the row holds all that they say. */
export function ruleDescriptor(rule: RuleMetadata): ReportingDescriptor {
  const { code, title, severity, what, why, whatToDo, source } = rule;
  const help = [why, whatToDo, fixesInWords(rule).sentence, ...(source ? [`Source: ${source}`] : [])].join('\n\n');
  return {
    id: code,
    name: pascalCase(code),
    shortDescription: sarifMessage(title),
    fullDescription: sarifMessage(plain(what), what),
    help: sarifMessage(plain(help), help),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { fixes: fixesInWords(rule).word },
  };
}

/** The standard wants a name that is an identifier. */
function pascalCase(code: string): string {
  const words = code.split(/[^a-z0-9]/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The rules' Markdown has code spans and emphasis only. */
function plain(markdown: string): string {
  return markdown.replace(/[`*]/g, '');
}
