import { printable } from '../explain/printable.ts';

/**
 * Widths of printable ASCII in DejaVu Sans, in hundredths of its size, from the space on. It is the widest of the fonts
 * that the picture may be shown in, so that what fits in it fits in all.
 */
const REGULAR = widths(
  '32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84',
);
const BOLD = widths(
  '35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84',
);

function widths(list: string): readonly number[] {
  return list.split(' ').map(Number);
}

export interface Font {
  /** In pixels. */
  readonly size: number;
  readonly bold: boolean;
}

/** The width that the text takes at most, in whole pixels. */
export function textWidth(text: string, { size, bold }: Font): number {
  let hundredths = 0;
  for (const character of text.normalize('NFD')) hundredths += characterWidth(character, bold ? BOLD : REGULAR);
  return Math.ceil((hundredths * size) / 100);
}

function characterWidth(character: string, table: readonly number[]): number {
  const code = character.codePointAt(0)!;
  const known = table[code - 0x20];
  if (known !== undefined) return known;
  if (/\p{Mn}|\p{Me}/u.test(character)) return 0;
  if (character === '·' || character === '’') return 40;
  // Single characters that are as long as words.
  if (/[\u2e3a\u2e3b\ufdf0-\ufdfd\u{12000}-\u{1254f}]/u.test(character)) return 500;
  return code > 0xffff ? 150 : 115;
}

/** Shortens the text to a width in pixels, with `…` where something was cut. */
export function cutToWidth(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text;
  let result = '';
  for (const character of text) {
    if (textWidth(`${result}${character}…`, font) > width) break;
    result += character;
  }
  return `${result.trimEnd()}…`;
}

/** Text of a file as it can stand in a picture: printable, and without what XML does not take. */
export function drawable(text: string): string {
  return printable(text).replace(/[\ufffe\uffff\p{Cs}]/gu, '\ufffd');
}
