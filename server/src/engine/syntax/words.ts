const SLOTS = 2048;
/** Longer ones are hardly ever written twice. */
const MOST_LONG = 40;

const words: string[] = Array(SLOTS).fill('');

/**
 * A part of a text. Words that are written again and again (keys, names of hosts, guest systems) are one string, wherever
 * they stand: what was cut last is found again by its ends and its middle.
 *
 * @param start offset in the text
 * @param end offset behind it
 */
export function wordIn(text: string, start: number, end: number): string {
  const length = end - start;
  if (length === 0 || length > MOST_LONG) return text.slice(start, end);
  const first = text.charCodeAt(start);
  const middle = text.charCodeAt(start + (length >> 1));
  const last = text.charCodeAt(end - 1);
  const beforeLast = length > 1 ? text.charCodeAt(end - 2) : 0;
  const slot = (first * 31 + middle * 131 + last * 7 + beforeLast * 61 + length * 17) & (SLOTS - 1);
  const known = words[slot]!;
  if (known.length === length && text.startsWith(known, start)) return known;
  const word = text.slice(start, end);
  words[slot] = word;
  return word;
}
