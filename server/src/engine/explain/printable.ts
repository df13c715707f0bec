/**
 * Text of a file without what would act on where it is shown instead of being shown: control characters, which can send
 * escape sequences to a terminal or begin another line, and marks that turn the direction of what follows. U+FFFD stands
 * for each.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

/** All of Cc, U+2028 and U+2029, and what Unicode calls Bidi_Control. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A value as JSON with line breaks, in which the same characters are escaped: whoever reads it gets them back. */
export function printableJson(value: unknown): string {
  // What JSON escapes by itself is no such character any more, but for the line breaks between its lines.
  return JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
