/** How a scalar is written when there is a choice. */
export type QuoteStyle = 'plain' | 'single' | 'double';

export interface QuoteOptions {
  /** The style to keep if the text can be written in it; else the next one that can hold it. Default: plain. */
  readonly style?: QuoteStyle;
  /** The scalar stands inside `[…]` or `{…}`. */
  readonly flow?: boolean;
  /**
   * Quote also what YAML 1.2 reads as a boolean or a number. The format's own keys of type text take a scalar's source
   * text and do not need it; other readers of the file may.
   */
  readonly typed?: boolean;
}

// Besides control characters: line breaks of other standards, the byte order mark and halves of surrogate pairs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/gu;
const NULL_LIKE = /^(?:~|null|Null|NULL)?$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const NUMBER =
  /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\dA-Fa-f]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * The YAML for a text, on one line. Reading it gives the text back. Plain where that is safe in its context (YAML 1.2.2,
 * 7.3.3), else single-quoted, else double-quoted with escapes. What YAML reads as null is always quoted.
 */
export function quoteScalar(text: string, options: QuoteOptions = {}): string {
  const { style = 'plain', flow = false, typed = false } = options;
  if (!isPrintable(text) || style === 'double') return doubleQuoted(text);
  if (style === 'single' || !isSafePlain(text, flow, typed)) return `'${text.replaceAll("'", "''")}'`;
  return text;
}

/** Whether a text can be written as it is read; else only escapes in double quotes hold it. */
export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) < 0;
}

function isSafePlain(text: string, flow: boolean, typed: boolean): boolean {
  if (NULL_LIKE.test(text) || text === '<<') return false;
  if (typed && (BOOLEAN.test(text) || NUMBER.test(text))) return false;
  if (text.trim() !== text || /^[,[\]{}#&*!|>'"%@`:]/.test(text) || /^[-?](?:\s|$)/.test(text)) return false;
  if (/:(?:\s|$)|\s#|^(?:---|\.\.\.)/.test(text)) return false;
  return !flow || !/[,[\]{}]/.test(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function doubleQuoted(text: string): string {
  const escaped = text
    .replaceAll(/[\\"]/g, (char) => ESCAPES[char]!)
    .replaceAll(UNPRINTABLE, (char) => ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escaped}"`;
}
