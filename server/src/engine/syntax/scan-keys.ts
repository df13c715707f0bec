import { maxDepth } from './depth.ts';

/** A key as the scan meets it. */
export interface ScannedKey {
  readonly name: string;
  /** Offset of the key, quotes included. */
  readonly start: number;
  /** Tells the mapping that it is a key of from all others. */
  readonly owner: string;
}

/** What is still open where a text ends. */
export interface OpenWord {
  readonly path: readonly (string | null)[];
  readonly owner: string;
  /** Offset of the first character that is no quote. */
  readonly start: number;
  readonly quote: '"' | "'" | undefined;
  readonly afterColon: boolean;
  readonly flow: boolean;
  /** It stands in `[ ]`, as an item. */
  readonly inBrackets: boolean;
  /** The mappings that it stands in, the outermost first, each as keys call their owner. */
  readonly owners: readonly string[];
  /** Tells the list that it is an item of from all others. */
  readonly list: string | undefined;
  /** Column of the dash of the item that it is a key of. */
  readonly dash: number | undefined;
}

/** The scalars of a text. */
export interface ScannedScalars {
  /** By the owner of their key, and by their key. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Those that are items, by their list; each with the offset of its first character that is no quote. */
  readonly items: ReadonlyMap<string, readonly { readonly text: string; readonly start: number }[]>;
}

type Frame =
  /** A key in block style, at its column, or in flow style. */
  | { readonly kind: 'key'; readonly name: string; readonly column: number }
  | { readonly kind: 'item'; readonly column: number; readonly start: number }
  | { readonly kind: '{' | '['; readonly start: number };

/** A list of mappings has two for each level: what is nested deeper is not read either. */
const MOST_FRAMES = 2 * maxDepth;

/** YAML allows keys of so many characters on their line. */
const blockKey = /(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'#[\]{},][^\n]{0,1023}?))[ \t]{0,1023}:(?=\s|$)/y;
const flowKey = /(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'#[\]{},][^\n,[\]{}]{0,1023}?))[ \t]{0,1023}:(?=[\s,\]}]|$)/y;
const dash = /-(?=\s|$)[ \t]*/y;
const properties = /(?:[&!][^\s,[\]{}]*[ \t]+)*/y;
const plainInBlock = /(?:[^\n#]|(?<=\S)#)*/y;
const plainInFlow = /(?:[^\n#,[\]{}]|(?<=\S)#)*/y;

/**
 * Walks through a text by indentation and brackets alone, so that no broken line keeps it from the others.
 *
 * @param head the text up to the cursor: `open` is what its last word belongs to; `undefined` where no word can stand
 * @param text the whole text, from which `keys` and `scalars` come
 * @param section the top-level key that the text stands under, where it is a piece of a file
 */
export function scanKeys(
  head: string,
  text: string,
  section?: string,
): { open: OpenWord | undefined; keys: readonly ScannedKey[]; scalars: ScannedScalars } {
  const toCursor = new KeyScanner(head, section);
  toCursor.scan();
  const whole = new KeyScanner(text, section);
  if (toCursor.open) whole.scan();
  return { open: toCursor.open, keys: whole.keys, scalars: whole };
}

class KeyScanner implements ScannedScalars {
  readonly keys: ScannedKey[] = [];
  readonly values = new Map<string, Map<string, string>>();
  readonly items = new Map<string, { text: string; start: number }[]>();
  open: OpenWord | undefined;
  readonly #text: string;
  #at = 0;
  #frames: Frame[] = [];
  /** Column of the key whose block text (`|`, `>`) goes on. */
  #block: number | undefined;

  constructor(text: string, section: string | undefined) {
    this.#text = text;
    if (section !== undefined) this.#frames.push({ kind: 'key', name: section, column: 0 });
  }

  scan(): void {
    this.#line();
    for (let next = this.#text.indexOf('\n', this.#at); next >= 0; next = this.#text.indexOf('\n', this.#at)) {
      if (this.#isTooDeep) return;
      this.#at = next + 1;
      this.#line();
    }
  }

  #line(): void {
    const lineStart = this.#at;
    this.#skip(/[\uFEFF ]*/y);
    let column = this.#at - lineStart;
    // On a blank line only the cursor can stand, at its end.
    if (/[\t\r\n]/.test(this.#text[this.#at] ?? '')) return;
    if (this.#block !== undefined && column > this.#block) return;
    this.#block = undefined;
    if (this.#text[this.#at] === '#') return;
    if (this.#inFlow) {
      const outdented = !/[\]}]/.test(this.#text[this.#at] ?? '') && column <= this.#blockColumn();
      if (!outdented) {
        this.#flow();
        return;
      }
      // A bracket that is never closed ends where its key's block does.
      this.#frames = this.#frames.slice(
        0,
        this.#frames.findIndex(({ kind }) => kind === '{' || kind === '['),
      );
    }
    for (;;) {
      const start = this.#at;
      const width = this.#skip(dash);
      if (width === 0 || this.#isTooDeep) break;
      this.#leave(
        (frame) => frame > column,
        (item) => item >= column,
      );
      this.#frames.push({ kind: 'item', column, start });
      column += width;
    }
    this.#leave((frame) => frame >= column);
    this.#node(column);
  }

  /** Leaves the block keys (and items) at columns for which the test holds. */
  #leave(key: (column: number) => boolean, item = key): void {
    const index = this.#frames.findIndex(
      (frame) => (frame.kind === 'key' && key(frame.column)) || (frame.kind === 'item' && item(frame.column)),
    );
    if (index >= 0) this.#frames.length = index;
  }

  /** What stands at a column of a block: a key with its value, or a value. */
  #node(column: number): void {
    const afterColon = this.#key(blockKey, column);
    if (afterColon && !this.#gap()) return;
    this.#skip(properties);
    const character = this.#text[this.#at];
    if (character === '#') return;
    if (character === '|' || character === '>') {
      this.#block = column;
      return;
    }
    if (character === '{' || character === '[') this.#flow();
    else this.#word(plainInBlock, afterColon);
  }

  /** Goes on inside brackets, to their end or to the end of the line. */
  #flow(): void {
    do {
      this.#skip(/[ \t\r]*/y);
      const start = this.#at;
      const character = this.#text[start];
      if (character === '\n' || character === '#') return;
      if (character === '{' || character === '[') this.#frames.push({ kind: character, start });
      else if (character === '}' || character === ']') this.#closeBracket();
      else if (character === ',') this.#leaveFlowKey();
      else {
        const afterColon = this.#frames.at(-1)?.kind === 'key';
        if (!afterColon && this.#key(flowKey, Number.POSITIVE_INFINITY)) {
          if (!this.#gap()) return;
          continue;
        }
        this.#skip(properties);
        this.#word(plainInFlow, afterColon);
        if (this.#at === start || this.#at === this.#text.length) return;
        continue;
      }
      this.#at++;
    } while (this.#inFlow && !this.#isTooDeep);
  }

  #closeBracket(): void {
    this.#leaveFlowKey();
    const last = this.#frames.at(-1);
    if (last?.kind === '{' || last?.kind === '[') this.#frames.pop();
  }

  #leaveFlowKey(): void {
    const last = this.#frames.at(-1);
    if (last?.kind === 'key' && last.column === Number.POSITIVE_INFINITY) this.#frames.pop();
  }

  /** Takes a key with its colon, if there is one. */
  #key(pattern: RegExp, column: number): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    // A ` #` before the colon starts a comment.
    if (!match || /\s#/.test(match[3] ?? '')) return false;
    const last = this.#frames.at(-1)?.kind;
    // Right behind the colon of an item it may go on: `proxy:`.
    if (this.#at + match[0].length === this.#text.length && (last === 'item' || last === '[')) return false;
    const name = match[1] ?? match[2] ?? match[3]!;
    this.keys.push({ name, start: this.#at, owner: this.#owner });
    this.#frames.push({ kind: 'key', name, column });
    this.#at += match[0].length;
    return true;
  }

  /** Skips the blanks behind a colon. Gives whether there are any, or a line break. */
  #gap(): boolean {
    return this.#skip(/[ \t\r]*/y) > 0 || this.#text[this.#at] === '\n';
  }

  /** Takes a scalar. One that reaches the end of the text is the word that is open. */
  #word(plain: RegExp, afterColon: boolean): void {
    const before = this.#at;
    const character = this.#text[this.#at];
    const quote = character === '"' || character === "'" ? character : undefined;
    const start = quote ? before + 1 : before;
    this.#at = start;
    this.#skip(quote === '"' ? /(?:[^"\\\r\n]|\\.)*/y : quote ? /[^'\r\n]*/y : plain);
    this.#keep(this.#text.slice(start, this.#at).trim(), start, afterColon);
    if (quote && this.#text[this.#at] === quote) {
      this.#at++;
      this.#skip(/[ \t]*/y);
      return;
    }
    if (this.#at !== this.#text.length) return;
    this.open = {
      path: this.#path,
      owner: this.#owner,
      start,
      quote,
      afterColon,
      flow: this.#inFlow,
      inBrackets: this.#frames.at(-1)?.kind === '[',
      owners: this.#owners,
      list: this.#list,
      dash: this.#dash,
    };
  }

  #keep(text: string, start: number, afterColon: boolean): void {
    if (text === '') return;
    const last = this.#frames.at(-1);
    if (afterColon && last?.kind === 'key') {
      const owner = ownerOf(this.#frames.slice(0, -1));
      const values = this.values.get(owner) ?? new Map<string, string>();
      this.values.set(owner, values.set(last.name, text));
      return;
    }
    const list = this.#list;
    if (list === undefined) return;
    const items = this.items.get(list) ?? [];
    this.items.set(list, items);
    items.push({ text, start });
  }

  get #path(): (string | null)[] {
    return this.#frames.flatMap((frame) => {
      if (frame.kind === 'key') return [frame.name];
      return frame.kind === '{' ? [] : [null];
    });
  }

  get #owner(): string {
    return ownerOf(this.#frames);
  }

  get #owners(): string[] {
    const owners = this.#frames.flatMap(({ kind }, index) =>
      kind === 'key' ? [ownerOf(this.#frames.slice(0, index))] : [],
    );
    return this.#frames.at(-1)?.kind === 'key' ? owners : [...owners, this.#owner];
  }

  /** The items of a block list are told apart; the list is what they stand in, be it below its key. */
  get #list(): string | undefined {
    const last = this.#frames.at(-1);
    if (last?.kind === 'item') return ownerOf(this.#frames.slice(0, -1));
    return last === undefined || last.kind === '{' ? undefined : this.#owner;
  }

  get #dash(): number | undefined {
    const last = this.#frames.at(-1);
    return last?.kind === 'item' ? last.column : undefined;
  }

  get #isTooDeep(): boolean {
    return this.#frames.length > MOST_FRAMES;
  }

  get #inFlow(): boolean {
    return this.#frames.some(({ kind }) => kind === '{' || kind === '[');
  }

  /** Column of the innermost block that the brackets stand in. */
  #blockColumn(): number {
    const columns = this.#frames.flatMap((frame) =>
      (frame.kind === 'key' || frame.kind === 'item') && frame.column < Number.POSITIVE_INFINITY ? [frame.column] : [],
    );
    return columns.at(-1) ?? -1;
  }

  /** Gives how many characters the pattern took. */
  #skip(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    const length = pattern.exec(this.#text)?.[0].length ?? 0;
    this.#at += length;
    return length;
  }
}

function ownerOf(frames: readonly Frame[]): string {
  return JSON.stringify(frames.map((frame) => (frame.kind === 'key' ? frame.name : frame.start)));
}
