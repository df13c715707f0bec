import type { Span, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from '../nodes.ts';
import { propertyEnd } from './flow.ts';
import { lineEnd, lineStart, nextLine, skipBlankLines, skipTrivia, trimBack } from './lines.ts';

/**
 * Where things stand in the text, as against where their nodes lie: the node of an alias lies at its anchor, anchors and
 * tags before a value belong to no node, and a block scalar's node may hold the line breaks after it.
 */

/** Where a value is written. For an alias, the `*name` that stands for it. */
export interface ValueExtent extends Span {
  /** Offset after the anchors and tags before the value, or after the colon or dash: what a new value must follow. */
  readonly after: number;
  readonly alias: boolean;
}

/** A pair's text: from its key (with `?`, anchors and tags before it) to the end of its value. */
export interface PairExtent extends Span {
  readonly value: ValueExtent;
}

/** The pairs written in the map itself, without those of a merge key and those whose key is an alias. In text order. */
export function ownPairs(map: YamlMap): YamlPair[] {
  return map.pairs.filter((pair) => !pair.merged && pair.key.start >= map.start);
}

/** The items written in the sequence itself, without those of aliases. */
export function ownItems({ start, items }: YamlSeq): YamlNode[] {
  let end = start;
  return items.filter((item) => {
    if (item.start < end) return false;
    end = Math.max(item.end, item.start + 1);
    return true;
  });
}

/** Where an own pair stands in the text of its unit. */
export function pairExtent(text: string, pair: YamlPair): PairExtent {
  const colon = skipTrivia(text, pair.key.end);
  const hasColon = text[colon] === ':';
  const value = valueExtent(text, hasColon ? colon + 1 : pair.key.end, pair.value);
  return { start: keyStart(text, pair.key), end: Math.max(value.end, pair.key.end), value };
}

/** Offset where a key begins, with what may stand before it on its line: `? `, an anchor, a tag. */
function keyStart(text: string, key: YamlScalar): number {
  const line = text.slice(lineStart(text, key.start), key.start);
  let start = line.length;
  for (const { 0: word, index } of [...line.matchAll(/[^\s,[\]{}]+|[,[\]{}]/g)].reverse()) {
    const stands = index + word.length < start && (word === '?' || /^[&!]/.test(word));
    if (!stands) break;
    start = index;
    if (word === '?') break;
  }
  return key.start - (line.length - start);
}

/** Where each item of a block sequence stands: `start` is its dash. Shorter than `items` when the text is broken. */
export function itemExtents(text: string, seq: YamlSeq): PairExtent[] {
  const extents: PairExtent[] = [];
  let at = seq.start;
  for (const item of seq.items) {
    const dash = skipTrivia(text, at);
    if (text[dash] !== '-') break;
    const value = valueExtent(text, dash + 1, item);
    extents.push({ start: dash, end: value.end, value });
    at = value.end;
  }
  return extents;
}

/** Where the value that follows a colon or dash (ending at `from`) is written. */
function valueExtent(text: string, from: number, node: YamlNode): ValueExtent {
  let after = from;
  let at = skipTrivia(text, from);
  // Anchors and tags of the value itself; those of the first key of a map, or of the next key, are not its own.
  const least = isMissing(node) ? lineEnd(text, from) : node.start < from ? text.length : node.start;
  while (at < least && (text[at] === '&' || text[at] === '!')) {
    after = propertyEnd(text, at);
    at = skipTrivia(text, after);
  }
  // An anchor stands before all its aliases.
  if (node.start < from && text[at] === '*') return { after, start: at, end: propertyEnd(text, at), alias: true };
  if (isMissing(node) || node.start < from) return { after, start: after, end: after, alias: false };
  return { after, start: node.start, end: contentEnd(text, node), alias: false };
}

/** True for the value of `key:` and the item of `-` with nothing behind. */
export function isMissing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'missing';
}

/** Offset after the last character of a node. A block scalar that keeps its line breaks (`|+`) ends after the last. */
export function contentEnd(text: string, node: YamlNode): number {
  if (node.kind === 'scalar') {
    if (node.style !== 'block') return node.end;
    const end = trimBack(text, node.end, node.start);
    return /^[|>]\d?\+/.test(text.slice(node.start, node.start + 3)) ? skipBlankLines(text, nextLine(text, end)) : end;
  }
  if (node.flow) return node.end;
  if (node.kind === 'seq') {
    return itemExtents(text, node).at(-1)?.end ?? trimBack(text, node.end, node.start);
  }
  // A merge key is no pair and may come last.
  const last = ownPairs(node).at(-1);
  return Math.max(last ? pairExtent(text, last).end : 0, trimBack(text, node.end, node.start));
}
