/** Prints plain values as YAML in a style that varies: block and flow, quotes, comments, blank lines, indents, CRLF. */
import type { Random } from './random.ts';

export type Value =
  | string
  | number
  | boolean
  | null
  | Anchored
  | Alias
  | Value[]
  | { [key: string]: Value | undefined };

/** A value with an anchor: `&name value`. */
export class Anchored {
  constructor(
    readonly anchor: string,
    readonly value: Value,
  ) {}
}

/** An alias of an anchor that stands above: `*name`. */
export class Alias {
  constructor(readonly anchor: string) {}
}

/** Text that needs no quotes wherever it stands, in flow style too. */
const PLAIN = /^[A-Za-z0-9_\u00c0-\u024f]([\w\u00c0-\u024f .()/\\*?-]|:(?=[\w*]))*$/;

/**
 * A whole file.
 * @param file the topology as a plain object
 * @param random decides the style
 */
export function print(file: { [key: string]: Value | undefined }, random: Random): string {
  const lines = new Printer(random).block(file, 0);
  if (random.chance(0.05)) lines.unshift('---');
  if (random.chance(0.1)) lines.unshift('# A site; made up: by a seed', '');
  const text = `${lines.join('\n')}${random.chance(0.95) ? '\n' : ''}`;
  const ended = random.chance(0.06) ? text.replaceAll('\n', '\r\n') : text;
  return random.chance(0.01) ? `\ufeff${ended}` : ended;
}

class Printer {
  readonly #random: Random;
  readonly #noise: number;
  readonly #flow: number;

  constructor(random: Random) {
    this.#random = random;
    this.#noise = random.weighted([
      [5, 0],
      [3, 0.03],
      [1, 0.15],
    ]);
    this.#flow = random.pick([0.05, 0.3, 0.3, 0.7]);
  }

  /** The lines of a mapping or list in block style. */
  block(value: Value, indent: number): string[] {
    const pad = ' '.repeat(indent);
    if (Array.isArray(value)) {
      return value.flatMap((item) => {
        const lines = this.#after(item, indent + 2, false);
        const [first = '', ...rest] = lines;
        // A block mapping or list starts on the dash's own line.
        if (first === '') return [...this.#between(pad), `${pad}- ${rest[0]!.trimStart()}`, ...rest.slice(1)];
        return [...this.#between(pad), `${pad}-${first}`, ...rest];
      });
    }
    return entries(value).flatMap(([key, item]) => {
      const nested = Array.isArray(item) && this.#random.chance(0.3) ? indent : indent + 2;
      const [first = '', ...rest] = this.#after(item, nested, true);
      return [...this.#between(pad), `${pad}${key}:${first}`, ...rest];
    });
  }

  /** What follows `key:` or `-`: the end of that line, then further lines. */
  #after(value: Value, indent: number, afterKey: boolean): string[] {
    if (value instanceof Anchored) {
      const [first = '', ...rest] = this.#after(value.value, indent, true);
      return [` &${value.anchor}${first}`, ...rest];
    }
    const isNode = typeof value === 'object' && value !== null && !(value instanceof Alias);
    if (!isNode || isEmpty(value) || (isFlat(value) && this.#random.chance(this.#flow))) {
      return [` ${this.#inline(value)}${this.#comment()}`];
    }
    return [afterKey ? this.#comment() : '', ...this.block(value, indent)];
  }

  /** What separates the parts of a flow node: seldom a line break, then further in than any block. */
  #separator(): string {
    return this.#random.chance(0.015) ? `,\n${' '.repeat(18)}` : ', ';
  }

  /** A value in flow style. */
  #inline(value: Value): string {
    if (value === null) return '';
    if (value instanceof Alias) return `*${value.anchor}`;
    if (value instanceof Anchored) return `&${value.anchor} ${this.#inline(value.value)}`;
    if (Array.isArray(value)) {
      const space = this.#random.pick(['', '', ' ']);
      return value.length === 0
        ? '[]'
        : `[${space}${value.map((item) => this.#inline(item)).join(this.#separator())}${space}]`;
    }
    if (typeof value === 'object') {
      const parts = entries(value).map(([key, item]) => `${key}: ${this.#inline(item)}`);
      return parts.length === 0 ? '{}' : `{ ${parts.join(this.#separator())} }`;
    }
    return typeof value === 'string' ? this.#text(value) : String(value);
  }

  #text(text: string): string {
    const style = this.#random.weighted([
      [PLAIN.test(text) ? 6 : 0, 'plain'],
      [text.includes('\n') ? 0 : 2, 'single'],
      [1, 'double'],
    ]);
    if (style === 'plain') return text;
    return style === 'single' ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
  }

  #comment(): string {
    return this.#random.chance(this.#noise) ? this.#random.pick(['  # why', ' # a: b, [c] {d}', ' #']) : '';
  }

  #between(pad: string): string[] {
    if (!this.#random.chance(this.#noise)) return [];
    return this.#random.pick([[''], [`${pad}# a comment: with a colon`], ['# - not: an item'], ['', `${pad}#`, '']]);
  }
}

function entries(value: Value): [string, Value][] {
  return Object.entries(value as { [key: string]: Value | undefined }).filter(
    (entry): entry is [string, Value] => entry[1] !== undefined,
  );
}

function isEmpty(value: Value): boolean {
  return Array.isArray(value) ? value.length === 0 : entries(value).length === 0;
}

/** Short enough for flow style: no list of mappings, and nothing that is null, which flow style cannot leave empty. */
function isFlat(value: Value): boolean {
  return JSON.stringify(value).length < 400 && !JSON.stringify(value).includes('null');
}
