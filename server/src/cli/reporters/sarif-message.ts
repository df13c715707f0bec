import type { Message } from './sarif-types.ts';

/** A message that says just this: no name in it acts as a placeholder or as a link. */
export function sarifMessage(text: string, markdown?: string): Message {
  return { text: literal(text), ...(markdown === undefined ? {} : { markdown: literal(markdown) }) };
}

/**
 * By 3.11.5 of SARIF 2.1.0 braces are doubled. By 3.11.6 `](` makes a link, and nothing escapes it there; with a word
 * joiner in it, which has no width, it makes none.
 */
function literal(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replaceAll('](', ']\u2060(');
}
