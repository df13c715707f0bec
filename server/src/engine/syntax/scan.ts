/**
 * Cuts a text into the pieces that can be parsed alone, by looking at the start of each line and at nothing else. Where
 * that could be wrong it says so, and the caller parses the file in one piece.
 */

export interface Piece {
  /** Offset of the piece in the scanned text; the piece runs to the start of the next one. */
  readonly start: number;
  /** Zero-based line of `start`. */
  readonly line: number;
  /** `preamble`: what stands before the first key; `header`: a key whose value is the list in the items that follow. */
  readonly kind: 'preamble' | 'header' | 'item' | 'section';
  /** The column of an item's dash; 0 for the others. */
  readonly indent: number;
  /** It holds a line that fits nowhere. That is an error for sure; where a parse finds none, the cut was wrong. */
  readonly irregular: boolean;
}

const key = /[A-Za-z_][\w-]*:(?=[ \t\r\n]|$)/y;
/** A line being typed: text without a colon. */
const noKey = /[A-Za-z_][^:\n]*(?:\n|$)/y;
const restIsEmpty = /[ \t]*(?:[ \t]#[^\n]*)?(?:\r?\n|$)/y;

const byteOrderMark = 0xfeff;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const hash = 35;
const dash = 45;
const colon = 58;
const question = 63;
const ampersand = 38;
const exclamation = 33;
const closeBracket = 93;
const closeBrace = 125;

/**
 * Cuts a whole text. Comment lines right above a key or an item, at its column, go with it; other comments and blank
 * lines go with what stands before them.
 *
 * @returns the pieces in order, which cover the text; `undefined` when only a parse of the whole file is safe: markers,
 * directives, quoted or odd keys, text before the first key, a carriage return alone.
 */
export function cut(text: string): Piece[] | undefined {
  return new Scanner(text).cut();
}

/** Where a stretch of text stands that is cut again after an edit. */
export interface Surroundings {
  /** The column of the dashes when the stretch lies in a list; `undefined` when it starts with a top-level key. */
  readonly list: number | undefined;
  /** The column of the item or key that follows; `undefined` at the end of the file. */
  readonly next: number | undefined;
}

/**
 * Cuts a stretch of a text that an edit touched. It must begin where a piece began, and end where one ended.
 *
 * @returns the pieces, which cover the stretch, and are those that a cut of the whole text would find in it;
 * `undefined` when only a cut of the whole text can tell
 */
export function cutAgain(text: string, surroundings: Surroundings): Piece[] | undefined {
  return new Scanner(text).cutAgain(surroundings);
}

/** A run of comment lines at one column that ends right above the current line. */
interface CommentRun {
  readonly start: number;
  readonly line: number;
  readonly indent: number;
}

class Scanner {
  private readonly text: string;
  private readonly pieces: Piece[] = [];
  /** Index in `pieces` of the section being scanned; -1 before the first key. */
  private section = -1;
  /** `await`: a key without a value so far; `list`: its items are being cut; `plain`: the section stays in one piece. */
  private mode: 'await' | 'list' | 'plain' = 'plain';
  private indent = 0;
  private run: CommentRun | undefined;

  constructor(text: string) {
    this.text = text;
  }

  cut(): Piece[] | undefined {
    if (hasLoneCarriageReturn(this.text)) return undefined;
    if (!this.lines(this.text.charCodeAt(0) === byteOrderMark ? 1 : 0)) return undefined;
    const first = this.pieces[0];
    if (this.text !== '' && first?.start !== 0) {
      this.pieces.unshift({ start: 0, line: 0, kind: 'preamble', indent: 0, irregular: false });
    }
    return this.pieces;
  }

  cutAgain({ list, next }: Surroundings): Piece[] | undefined {
    if (hasLoneCarriageReturn(this.text)) return undefined;
    if (next !== undefined && !this.text.endsWith('\n')) return undefined;
    if (list !== undefined) {
      this.section = 0;
      this.mode = 'list';
      this.indent = list;
    }
    if (!this.lines(0) || this.pieces[0]?.start !== 0) return undefined;
    // Comments at the end may belong to what follows.
    if (this.run !== undefined && this.run.indent === next) return undefined;
    const fits = list === undefined || this.pieces.every((piece) => piece.kind === 'item');
    return fits ? this.pieces : undefined;
  }

  /** @returns false when the text cannot be cut. */
  private lines(bodyStart: number): boolean {
    const { text } = this;
    let line = 0;
    for (let start = 0; start < text.length; line++) {
      const from = start === 0 ? bodyStart : start;
      let at = from;
      while (text.charCodeAt(at) === space) at++;
      if (!this.line(start, line, at, at - from)) return false;
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      start = end + 1;
    }
    return true;
  }

  /** One line, whose first character that is no space stands at `at`. */
  private line(start: number, line: number, at: number, indent: number): boolean {
    const code = this.text.charCodeAt(at);
    if (Number.isNaN(code) || code === newline || code === carriageReturn) {
      this.run = undefined;
      return true;
    }
    if (code === hash) {
      if (this.run?.indent !== indent) this.run = { start, line, indent };
      return true;
    }
    const piece = this.run?.indent === indent ? this.run : { start, line };
    this.run = undefined;
    if (code === tab) return this.keepLine();
    if (indent === 0 && code !== dash) return this.topLevel(piece.start, piece.line, at, code);
    return this.content(piece.start, piece.line, at, code, indent);
  }

  private topLevel(start: number, line: number, at: number, code: number): boolean {
    key.lastIndex = at;
    if (!key.test(this.text)) {
      if (code === closeBracket || code === closeBrace) return this.section >= 0 && this.mode === 'plain';
      noKey.lastIndex = at;
      return noKey.test(this.text) && this.keepLine();
    }
    restIsEmpty.lastIndex = key.lastIndex;
    this.mode = restIsEmpty.test(this.text) ? 'await' : 'plain';
    this.section = this.pieces.length;
    this.pieces.push({ start, line, kind: 'section', indent: 0, irregular: false });
    return true;
  }

  private content(start: number, line: number, at: number, code: number, indent: number): boolean {
    if (this.section < 0 || reachesOut(code)) return false;
    const isItem = code === dash && isSpaceOrEnd(this.text.charCodeAt(at + 1));
    if (indent === 0 && !isItem) return false;
    if (indent === 0 && this.mode === 'plain') return this.keepLine();
    if (this.mode === 'await') {
      if (!isItem) {
        this.mode = 'plain';
        return true;
      }
      this.mode = 'list';
      this.indent = indent;
      this.pieces[this.section] = { ...this.pieces[this.section]!, kind: 'header' };
    }
    if (this.mode === 'plain' || indent > this.indent) return true;
    if (indent < this.indent || !isItem) return this.keepLine();
    this.pieces.push({ start, line, kind: 'item', indent, irregular: false });
    return true;
  }

  /** A line that fits nowhere stays with what is before it, so that the rest can be read. */
  private keepLine(): boolean {
    const last = this.pieces.at(-1);
    if (last === undefined) return false;
    this.pieces[this.pieces.length - 1] = { ...last, irregular: true };
    // A value has begun, if a wrong one: items further down are no list of their own.
    if (this.mode === 'await') this.mode = 'plain';
    return true;
  }
}

/** `? ` and `: ` can make a key of what stands above them, an anchor or a tag can belong to what stands below. */
function reachesOut(code: number): boolean {
  return code === question || code === colon || code === ampersand || code === exclamation;
}

/** A tab after the dash is left to the YAML library. */
function isSpaceOrEnd(code: number): boolean {
  return code === space || code === newline || code === carriageReturn || Number.isNaN(code);
}

function hasLoneCarriageReturn(text: string): boolean {
  return /\r(?!\n)/.test(text);
}
