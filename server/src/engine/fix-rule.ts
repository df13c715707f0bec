import { fixTogether, type Together } from './fix-together.ts';
import type { Diagnostic } from './rules/check.ts';
import type { Fix } from './rules/rule.ts';

/**
 * The likeliest fix of each diagnostic, of those that need no answer and go together; `text` is the file's text. It is
 * one round: what only comes to light by these edits is left to the user, who may not want fixes that are not safe.
 */
export function fixRule(diagnostics: readonly Diagnostic[], text: string): Together<Fix> {
  const likeliest = diagnostics.flatMap(({ fixes: [fix] }) => (fix && !fix.asks && fix.edits.length > 0 ? [fix] : []));
  return fixTogether(likeliest, text);
}
