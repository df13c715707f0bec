import { printable } from '../explain/printable.ts';

/**
 * Text from the file inside scripts: a name is what it is, whatever it is made of, and cannot become code. PowerShell
 * scripts are ASCII throughout, since Windows PowerShell reads a file without a byte order mark in the code page of the
 * machine, in which the bytes of one letter may be those of a quote.
 */

/**
 * A PowerShell expression for the text, fit for an argument: `'it''s'`. Whatever is not printable ASCII, the typographic
 * quotes that PowerShell takes for quotes among it, stands there by its number: `('Z' + [char]0xFC + 'rich')`.
 */
export function powershellString(text: string): string {
  if (/^[ -~]*$/.test(text)) return quoted(text);
  const parts = text.match(/[ -~]+|[^ -~]/g)!.map((part) => (/^[ -~]/.test(part) ? quoted(part) : charOf(part)));
  // A text that begins with a number would be added up.
  return `(${[...(parts[0]!.startsWith("'") ? [] : ["''"]), ...parts].join(' + ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function charOf(unit: string): string {
  return `[char]0x${unit.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** PowerShell's array of texts, fit for an argument: `'a', 'b'`, several lines where it is long; `@()` for none. */
export function powershellStrings(texts: readonly string[]): string {
  if (texts.length === 0) return '@()';
  const lines: string[] = [];
  for (const text of texts.map(powershellString)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + text.length < ARRAY_WIDTH) lines[lines.length - 1] = `${last}, ${text}`;
    else lines.push(text);
  }
  return lines.join(',\n  ');
}

const ARRAY_WIDTH = 80;

/** A POSIX shell word for the text. It must not hold NUL, which no word can. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Comment lines of at most `width` columns, for both languages. The text stays on them and in ASCII. */
export function commentLines(text: string, { first = '', width = 110 } = {}): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of ascii(text).split(/ +/)) {
    if (line.trim() !== first.trim() && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(first.length) + word;
    } else line = line === first ? line + word : `${line} ${word}`;
  }
  lines.push(line);
  // A line of `SIG #` begins PowerShell's signature block, and ends the script.
  return lines.map((each) => `# ${each}`.trimEnd().replace(/^#\s*SIG #/i, '# (SIG) #'));
}

const LOOKALIKES: { readonly [character: string]: string } = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  ' ': ' ',
};

function ascii(text: string): string {
  return printable(text)
    .replace(/[^ -~]/gu, (character) => LOOKALIKES[character] ?? character)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^ -~]/gu, '?');
}

/** Whether the text can be the name of something real: it holds no control characters, and none that turn text around. */
export function isName(text: string): boolean {
  return printable(text) === text;
}
