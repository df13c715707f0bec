import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { ErrorCollector } from './errors.ts';
import { mergeInto } from './merge.ts';
import type { Span, YamlError, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './nodes.ts';
import { convertScalar, isMissing, missingAt } from './scalar.ts';

export interface Converted {
  readonly root: YamlNode | undefined;
  readonly errors: readonly YamlError[];
  /** The names that other units could have to do with; `undefined` when there are none, as nearly always. */
  readonly names: Names | undefined;
}

export interface Names {
  /** Of the anchors that the text sets. */
  readonly anchors: ReadonlySet<string>;
  /** Of the aliases that no anchor before them explains. */
  readonly unresolved: ReadonlySet<string>;
}

/** An anchored node; `node` is set when the whole of it has been read. */
interface Anchor {
  node: YamlNode | undefined;
  /** How many nodes it stands for, aliases within it counted as what they stand for. */
  size: number;
}

/** Few files use aliases at all. More nodes than this through them is the "billion laughs" attack, or a slip. */
const maxNodes = 1_000_000;

/**
 * Turns a document of the YAML library into nodes of our own: aliases replaced, merge keys resolved, duplicate keys,
 * globs taken for aliases and Windows paths in double quotes reported.
 *
 * @param text what was parsed; all offsets count from its start
 */
export function convert(text: string, document: Document): Converted {
  return new Converter(text, document).run();
}

class Converter {
  private readonly text: string;
  private readonly document: Document;
  private readonly errors: ErrorCollector;
  private readonly anchors = new Map<string, Anchor>();
  private readonly unresolved = new Set<string>();
  private count = 0;

  constructor(text: string, document: Document) {
    this.text = text;
    this.document = document;
    this.errors = new ErrorCollector(text, document.errors);
  }

  run(): Converted {
    const { contents } = this.document;
    const root = contents === null || isMissing(contents) ? undefined : this.node(contents, false);
    const names = { anchors: new Set(this.anchors.keys()), unresolved: this.unresolved };
    return {
      root,
      errors: this.errors.finish(),
      names: names.anchors.size + names.unresolved.size > 0 ? names : undefined,
    };
  }

  private node(node: unknown, flow: boolean): YamlNode {
    this.count++;
    if (isAlias(node)) return this.alias(node, flow);
    const anchor = this.openAnchor(node);
    const before = this.count;
    const result = this.unaliased(node);
    if (anchor !== undefined) {
      anchor.node = result;
      anchor.size = this.count - before;
    }
    return result;
  }

  private unaliased(node: unknown): YamlNode {
    if (isScalar(node)) return convertScalar(node, this.text, this.errors);
    if (isMap(node)) return this.map(node);
    if (isSeq(node)) return this.seq(node);
    return missingAt(this.text, 0);
  }

  private openAnchor(node: unknown): Anchor | undefined {
    const name = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (name === undefined || name === '') return undefined;
    const anchor: Anchor = { node: undefined, size: 0 };
    this.anchors.set(name, anchor);
    return anchor;
  }

  private alias(alias: Alias, flow: boolean): YamlNode {
    const place = spanOf(alias);
    const anchor = this.anchors.get(alias.source);
    if (anchor === undefined) return this.unresolvedAlias(alias.source, place, flow);
    if (anchor.node === undefined) {
      this.errors.add('syntax', `\`*${alias.source}\` stands inside the value that it means.`, place);
      return { ...place, kind: 'scalar', text: '', style: 'missing' };
    }
    this.count += anchor.size;
    if (this.count > maxNodes) {
      this.errors.add('syntax', 'Aliases make this file more than a million values long.', place);
      return { ...place, kind: 'scalar', text: '', style: 'missing' };
    }
    return anchor.node;
  }

  private unresolvedAlias(name: string, place: Span, flow: boolean): YamlScalar {
    const rest = /^[^\r\n]*/.exec(this.text.slice(place.end))![0];
    const more = (flow ? /^[^,[\]{}]*/ : /^.*/s)
      .exec(rest)![0]
      .replace(/(^|\s)#.*$/s, '')
      .trimEnd();
    const isKey = /^\s*:(\s|$)/.test(more);
    const glob = { start: place.start, end: isKey ? place.end : place.end + more.length };
    const text = this.text.slice(glob.start, glob.end);
    this.unresolved.add(name);
    this.errors.claim(this.errors.within(glob, /./));
    this.errors.add(
      'unresolved-alias',
      `YAML reads \`${text}\` as an alias, because it starts with a star, and no \`&${name}\` stands before it. Put it in quotes: '${text}'.`,
      glob,
    );
    return { ...glob, kind: 'scalar', text, style: 'plain' };
  }

  private seq(seq: YAMLSeq): YamlSeq {
    const flow = seq.flow === true;
    const items: YamlNode[] = [];
    let { start, end } = spanOf(seq);
    for (const item of seq.items) {
      const node = isPair(item) ? this.pairAsMap(item) : this.node(item, flow);
      items.push(node);
      if (!flow) end = endOf(item, node);
    }
    if (flow) this.reportUnclosed(seq, '[');
    if (items.length === 0) start = Math.min(start, end);
    return { kind: 'seq', flow, items, start, end };
  }

  private pairAsMap(pair: Pair): YamlMap {
    return { kind: 'map', flow: true, ...this.pairs([pair], true) };
  }

  private map(map: YAMLMap): YamlMap {
    const flow = map.flow === true;
    const range = spanOf(map);
    const content = this.pairs(map.items, flow);
    if (!flow) return { kind: 'map', flow, ...content, start: Math.min(range.start, content.start) };
    // A pair in a flow sequence is a map without braces of its own.
    if (this.text[range.start] !== '{') return { kind: 'map', flow, ...content };
    this.reportUnclosed(map, '{');
    return { kind: 'map', flow, ...content, ...range };
  }

  private pairs(items: readonly Pair[], flow: boolean): Pick<YamlMap, 'start' | 'end' | 'pairs' | 'incomplete'> {
    const own = new Map<string, YamlPair>();
    const merges: YamlNode[] = [];
    let start = Number.POSITIVE_INFINITY;
    let end = 0;
    for (const item of items) {
      const key = this.node(item.key, flow);
      const keyPlace = isAlias(item.key) ? spanOf(item.key) : key;
      start = Math.min(start, keyPlace.start);
      const value = item.value === null ? missingAt(this.text, keyPlace.end) : this.node(item.value, flow);
      end = Math.max(end, keyPlace.end, endOf(item.value, value));
      if (key.kind !== 'scalar')
        this.errors.add('syntax', 'A key is a single name, not a list or a mapping.', keyPlace);
      else if (key.text === '<<' && key.style === 'plain') merges.push(value);
      else this.addPair(own, { key, value, merged: false }, keyPlace);
    }
    const merged = merges.map((value) => mergeInto(own, value, this.errors));
    return {
      start: Math.min(start, end),
      end,
      pairs: [...own.values()],
      ...(merged.includes(false) ? { incomplete: true } : {}),
    };
  }

  private addPair(own: Map<string, YamlPair>, pair: YamlPair, keyPlace: Span): void {
    const first = own.get(pair.key.text);
    if (first === undefined) own.set(pair.key.text, pair);
    else this.errors.add('duplicate-key', duplicateKeyMessage(pair.key.text), keyPlace, spanOnly(first.key));
  }

  /** The library reports a bracket that is never closed where the collection breaks off; the bracket says it better. */
  private reportUnclosed(node: YAMLMap | YAMLSeq, bracket: '[' | '{'): void {
    const { start, end } = spanOf(node);
    const found = this.errors.within({ start: end, end }, /must( be sufficiently indented and)? end with a/);
    if (found.length === 0) return;
    this.errors.claim(found);
    this.errors.add('syntax', `This \`${bracket}\` is never closed.`, { start, end: start + 1 });
  }
}

/** The text of the `duplicate-key` error. */
export function duplicateKeyMessage(key: string): string {
  return `The key \`${key}\` stands here a second time; the first one counts.`;
}

function spanOf(node: { range?: [number, number, number] | null | undefined }): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

function spanOnly(span: Span): Span {
  return { start: span.start, end: span.end };
}

/** Where a node ends in the text; an alias ends where it is written, not where its anchor is. */
function endOf(source: unknown, node: YamlNode): number {
  return isAlias(source) ? Math.max(spanOf(source).end, 0) : node.end;
}
