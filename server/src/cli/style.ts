import type { Severity } from '../engine/rules/rule.ts';
import type { Terminal } from './io.ts';

type Colour = 'red' | 'yellow' | 'blue' | 'cyan' | 'green' | 'dim' | 'bold' | 'underline';

const CODES: { readonly [K in Colour]: readonly [number, number] } = {
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  green: [32, 39],
  dim: [2, 22],
  bold: [1, 22],
  underline: [4, 24],
};

export const SEVERITY_COLOURS: { readonly [K in Severity]: Colour } = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};

/** Colours text where the terminal shows colours. */
export function paint(terminal: Terminal, colour: Colour, text: string): string {
  if (!terminal.colour) return text;
  const [on, off] = CODES[colour];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

/** Columns that the text takes, counting code points, wide East Asian ones twice. */
export function widthOf(text: string): number {
  // As nearly all text is: letter by letter, a large table takes twice as long.
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1;
  return width;
}

const ASCII = /^[ -~]*$/;
const COMBINING = /\p{Mn}|\p{Me}|\u200d/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Shortens to `width` columns, with `…` where something was cut. */
export function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let result = '';
  for (const character of text) {
    if (widthOf(result + character) >= width) break;
    result += character;
  }
  return `${result}…`;
}

/** Pads with spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Breaks at spaces into lines of at most `width` columns; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
