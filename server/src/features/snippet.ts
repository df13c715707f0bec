import type { Part, Stop } from '../engine/complete/completion.ts';

/** The text as a snippet that stands for itself. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The snippet that stops where the parts do. A stop that stands there twice is one tab stop. */
export function snippetOf(parts: readonly Part[]): string {
  const numbers = new Map<Stop, number>();
  return parts
    .map((part, index) => {
      if (typeof part === 'string') return escapeSnippet(part);
      const known = numbers.get(part);
      if (known !== undefined) return `$${known}`;
      // A snippet ends where it stops last.
      if (isEmpty(part) && index === parts.length - 1) return '';
      numbers.set(part, numbers.size + 1);
      return tabStop(numbers.size, part);
    })
    .join('');
}

function isEmpty({ text, choices }: Stop): boolean {
  return text === '' && choices.length === 0;
}

function tabStop(number: number, { text, choices }: Stop): string {
  if (choices.length > 0) return `\${${number}|${choices.map((word) => word.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
  return text === '' ? `$${number}` : `\${${number}:${escapeSnippet(text)}}`;
}
