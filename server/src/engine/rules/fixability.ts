import type { RuleMetadata } from './rule.ts';

/** What someone who reads of a rule wants to know of its fixes: a word for a table, and a sentence, in Markdown. */
export function fixesInWords({ fixes }: RuleMetadata): { readonly word: string; readonly sentence: string } {
  switch (fixes) {
    case 'safe':
      return {
        word: 'safe',
        sentence: 'It has fixes, and they are safe: *Fix all* and `hxtopo check --fix` apply them.',
      };
    case 'mixed':
      return {
        word: 'some safe',
        sentence:
          'It has fixes. *Fix all* and `hxtopo check --fix` apply those that are safe; where there is more than one possible outcome, the choice is yours.',
      };
    case 'unsafe':
      return {
        word: 'not safe',
        sentence:
          'It has fixes, and none of them is safe: neither *Fix all* nor `hxtopo check --fix` applies them, the choice is yours.',
      };
    default:
      return { word: 'none', sentence: 'It has no fix.' };
  }
}
