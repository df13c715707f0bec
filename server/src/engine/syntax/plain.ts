import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './nodes.ts';
import { wordIn } from './words.ts';

/**
 * A quick reader of plain YAML, as nearly all of a topology file is: block mappings and lists, flow collections within a
 * line, scalars of one line, comments. What it is not sure of, and whatever has a mistake, it leaves to the YAML library,
 * some thirty times slower; `test/unit/syntax/plain.test.ts` holds the two against each other.
 */

/**
 * Reads a text.
 *
 * @returns its root, `empty` for one of comments and blank lines alone, or `undefined` for what is not plain
 */
export function readPlain(text: string): YamlNode | 'empty' | undefined {
  if (NOT_PLAIN.test(text)) return undefined;
  const reader = new PlainReader(text);
  try {
    return reader.root();
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

/** Tabs, carriage returns alone, control characters, line breaks of Unicode, byte order marks and what lies beyond U+FFFF. */
const NOT_PLAIN = /[^\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffc]|\r(?!\n)|^(?:---|\.\.\.|%)/m;

/** Thrown once per text that is not plain: made once, so that it costs no stack trace. */
const notPlain = new Error('not plain');

/** Nesting that is deeper is left to the library, which tells at which depth it gives up. */
const MOST_DEEP = 40;
/** The library allows a key 1024 characters up to its colon. */
const MOST_KEY = 1000;

const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 0x23;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = 0x3f;

class PlainReader {
  readonly #text: string;
  /** Where reading goes on: the first character of content of a line, or within it. */
  #at = 0;
  /** Column of the content that a new line starts with; -1 at the end of the text. */
  #column = -1;
  #depth = 0;
  /** Whether a comment stood between the last content and the line that reading has come to. */
  #commented = false;

  constructor(text: string) {
    this.#text = text;
  }

  root(): YamlNode | 'empty' {
    this.#nextLine();
    if (this.#column < 0) return 'empty';
    const node = this.#block(this.#column);
    if (this.#column >= 0) throw notPlain;
    return node;
  }

  /** Goes to the content of the next line that has any, from the start of a line. */
  #nextLine(): void {
    const text = this.#text;
    this.#commented = false;
    let at = this.#at;
    for (;;) {
      const start = at;
      while (text.charCodeAt(at) === SPACE) at++;
      const char = text.charCodeAt(at);
      if (Number.isNaN(char)) {
        this.#at = at;
        this.#column = -1;
        return;
      }
      if (char === LF) at++;
      else if (char === CR) at += 2;
      else if (char === HASH) {
        this.#commented = true;
        const end = text.indexOf('\n', at);
        at = end < 0 ? text.length : end + 1;
      } else {
        this.#at = at;
        this.#column = at - start;
        return;
      }
    }
  }

  /** What is left of a line must be blank, or a comment after a space. Then goes to the next line. */
  #endLine(): void {
    const text = this.#text;
    let at = this.#at;
    while (text.charCodeAt(at) === SPACE) at++;
    const char = text.charCodeAt(at);
    let commented = false;
    if (char === HASH && at > this.#at) {
      commented = true;
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (char === LF) at++;
    else if (char === CR) at += 2;
    else if (!Number.isNaN(char)) throw notPlain;
    this.#at = at;
    this.#nextLine();
    this.#commented ||= commented;
  }

  /** The block collection or scalar that starts at the content of a line, or within it at a column of its own. */
  #block(column: number): YamlNode {
    if (++this.#depth > MOST_DEEP) throw notPlain;
    const node = this.#isEntry() ? this.#seq(column) : this.#mapOrScalar(column);
    this.#depth--;
    return node;
  }

  /** Whether a list entry starts here: a dash with a space or the line's end behind it. */
  #isEntry(): boolean {
    return this.#text.charCodeAt(this.#at) === DASH && isBlank(this.#text.charCodeAt(this.#at + 1));
  }

  #seq(column: number): YamlSeq {
    const start = this.#at;
    const items: YamlNode[] = [];
    do {
      items.push(this.#entry(column));
      if (this.#column > column) throw notPlain;
    } while (this.#column === column && this.#isEntry());
    return { kind: 'seq', flow: false, items: fitted(items), start, end: items.at(-1)!.end };
  }

  #entry(column: number): YamlNode {
    this.#at++;
    const dash = this.#at;
    const inner = this.#skipSpaces();
    if (!this.#isLineEnd()) return this.#block(column + inner + 1);
    return this.#below(column, dash);
  }

  /** What stands on the lines below, further right; a missing value where nothing does. */
  #below(column: number, after: number): YamlNode {
    this.#at = after;
    this.#endLine();
    if (this.#column > column) return this.#block(this.#column);
    // Where a value ends that is missing, and a comment stands, is the library's to say.
    if (this.#commented) throw notPlain;
    return { kind: 'scalar', text: '', style: 'missing', start: after, end: after };
  }

  #mapOrScalar(column: number): YamlNode {
    const start = this.#at;
    const key = this.#inlineScalar(false);
    if (key === undefined || !this.#isColon()) {
      this.#at = start;
      return this.#value(column - 1);
    }
    const pairs: YamlPair[] = [];
    const names = new Set<string>();
    let end = 0;
    for (let next: YamlScalar | undefined = key; next; ) {
      if (names.has(next.text) || (next.text === '<<' && next.style === 'plain')) throw notPlain;
      if (this.#at - next.start > MOST_KEY) throw notPlain;
      names.add(next.text);
      const value = this.#pairValue(column);
      pairs.push({ key: next, value, merged: false });
      end = value.end;
      if (this.#column > column) throw notPlain;
      if (this.#column < column) break;
      next = this.#inlineScalar(false);
      if (next === undefined || !this.#isColon()) throw notPlain;
    }
    return { kind: 'map', flow: false, pairs: fitted(pairs), start, end } satisfies YamlMap;
  }

  /** Whether a colon follows, perhaps after spaces, that makes a key of what stands before. Goes behind it if so. */
  #isColon(): boolean {
    let at = this.#at;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    if (this.#text.charCodeAt(at) !== COLON || !isBlank(this.#text.charCodeAt(at + 1))) return false;
    this.#at = at + 1;
    return true;
  }

  #pairValue(column: number): YamlNode {
    const colon = this.#at;
    this.#skipSpaces();
    if (!this.#isLineEnd()) return this.#value(column);
    this.#at = colon;
    this.#endLine();
    // A list may stand as far left as its key.
    if (this.#column > column || (this.#column === column && this.#isEntry())) return this.#block(this.#column);
    if (this.#commented) throw notPlain;
    return { kind: 'scalar', text: '', style: 'missing', start: colon, end: colon };
  }

  /** A value that ends with its line: what follows further right than `column` would go on with it. */
  #value(column: number): YamlNode {
    const char = this.#text[this.#at];
    const node = char === '[' ? this.#flowSeq() : char === '{' ? this.#flowMap() : this.#inlineScalar(false);
    if (node === undefined) throw notPlain;
    this.#endLine();
    if (this.#column > column) throw notPlain;
    return node;
  }

  /** A scalar up to its end on the line, without the spaces behind it; `undefined` where none starts. */
  #inlineScalar(flow: boolean): YamlScalar | undefined {
    const char = this.#text[this.#at];
    if (char === '"') return this.#doubleQuoted();
    if (char === "'") return this.#singleQuoted();
    return this.#plainScalar(flow);
  }

  #doubleQuoted(): YamlScalar {
    const start = this.#at;
    const close = this.#text.indexOf('"', start + 1);
    const text = this.#text.slice(start + 1, close);
    if (close < 0 || text.includes('\n') || text.includes('\\')) throw notPlain;
    this.#at = close + 1;
    return { kind: 'scalar', text, style: 'double', start, end: close + 1 };
  }

  #singleQuoted(): YamlScalar {
    const start = this.#at;
    let close = this.#text.indexOf("'", start + 1);
    while (close >= 0 && this.#text[close + 1] === "'") close = this.#text.indexOf("'", close + 2);
    const text = this.#text.slice(start + 1, close);
    if (close < 0 || text.includes('\n')) throw notPlain;
    this.#at = close + 1;
    return { kind: 'scalar', text: text.replaceAll("''", "'"), style: 'single', start, end: close + 1 };
  }

  #plainScalar(flow: boolean): YamlScalar | undefined {
    const text = this.#text;
    const start = this.#at;
    const first = text.charCodeAt(start);
    if (isIndicator(first)) return undefined;
    if (first === DASH || first === QUESTION || first === COLON) {
      const second = text.charCodeAt(start + 1);
      if (isBlank(second) || isFlowIndicator(second)) return undefined;
    }
    let at = start;
    let end = start;
    for (; ; at++) {
      const char = text.charCodeAt(at);
      if (char === SPACE) continue;
      if (Number.isNaN(char) || char === LF || char === CR) break;
      if (char === HASH && at > end) break;
      if (char === COLON) {
        const next = text.charCodeAt(at + 1);
        if (isBlank(next)) break;
        if (flow && isFlowIndicator(next)) throw notPlain;
      }
      if (flow && isFlowIndicator(char)) break;
      end = at + 1;
    }
    this.#at = end;
    return { kind: 'scalar', text: wordIn(text, start, end), style: 'plain', start, end };
  }

  #flowSeq(): YamlSeq {
    const start = this.#at++;
    const items: YamlNode[] = [];
    if (this.#flowChar() === ']') return { kind: 'seq', flow: true, items, start, end: ++this.#at };
    for (;;) {
      items.push(this.#flowNode());
      const char = this.#flowChar();
      this.#at++;
      if (char === ']') return { kind: 'seq', flow: true, items: fitted(items), start, end: this.#at };
      if (char !== ',') throw notPlain;
    }
  }

  #flowMap(): YamlMap {
    const start = this.#at++;
    const pairs: YamlPair[] = [];
    const names = new Set<string>();
    if (this.#flowChar() === '}') return { kind: 'map', flow: true, pairs, start, end: ++this.#at };
    for (;;) {
      this.#skipSpaces();
      const key = this.#inlineScalar(true);
      // A key without a value, or one that a colon follows without a space, is the library's to read.
      if (!key || !this.#isColon() || names.has(key.text) || key.text === '<<') throw notPlain;
      names.add(key.text);
      if (this.#text.charCodeAt(this.#at) !== SPACE) throw notPlain;
      pairs.push({ key, value: this.#flowNode(), merged: false });
      const char = this.#flowChar();
      this.#at++;
      if (char === '}') return { kind: 'map', flow: true, pairs: fitted(pairs), start, end: this.#at };
      if (char !== ',') throw notPlain;
    }
  }

  #flowNode(): YamlNode {
    if (++this.#depth > MOST_DEEP) throw notPlain;
    this.#skipSpaces();
    const char = this.#text[this.#at];
    const node = char === '[' ? this.#flowSeq() : char === '{' ? this.#flowMap() : this.#inlineScalar(true);
    if (node === undefined) throw notPlain;
    this.#depth--;
    return node;
  }

  /** The next character of a flow collection that is no space; a comment or the line's end there is not plain. */
  #flowChar(): string {
    this.#skipSpaces();
    const char = this.#text[this.#at];
    if (char === undefined || char === '\n' || char === '\r' || char === '#') throw notPlain;
    return char;
  }

  /** Goes over spaces. Gives how many there were. */
  #skipSpaces(): number {
    const start = this.#at;
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at++;
    return this.#at - start;
  }

  /** Whether nothing but a comment is left of the line. */
  #isLineEnd(): boolean {
    const char = this.#text.charCodeAt(this.#at);
    return Number.isNaN(char) || char === LF || char === CR || char === HASH;
  }
}

/** A list without the room that it kept for more. */
function fitted<T>(list: T[]): T[] {
  return list.slice();
}

function isBlank(char: number): boolean {
  return char === SPACE || char === LF || char === CR || Number.isNaN(char);
}

function isFlowIndicator(char: number): boolean {
  return char === COMMA || char === 0x5b || char === 0x5d || char === 0x7b || char === 0x7d;
}

/** Characters that start something else than a plain scalar, or nothing at all. */
function isIndicator(char: number): boolean {
  return Number.isNaN(char) || char < 0x21 || INDICATORS.has(char);
}

const INDICATORS: ReadonlySet<number> = new Set([...',[]{}#&*!|>\'"%@`'].map((char) => char.charCodeAt(0)));
