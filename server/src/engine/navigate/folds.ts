import { contentEnd, ownItems, ownPairs } from '../syntax/edit/extent.ts';
import { sectionSpan } from '../syntax/edit/sections.ts';
import type { Span, Unit, YamlNode } from '../syntax/nodes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/** Text over several lines that may be folded away, in offsets of the file: what remains is the line that it starts on. */
export interface Fold extends Span {
  readonly kind: 'block' | 'comment';
  /** How many folds are around it. */
  readonly depth: number;
}

/** Sections, entities, all that is nested in them over several lines, and comments of several lines. In file order. */
export function folds(tree: SyntaxTree): Fold[] {
  const found: Fold[] = [];
  const texts: Span[] = [];
  const visit = (unit: Unit, node: YamlNode, from: number, depth: number): void => {
    if (node.start < from) return;
    const end = contentEnd(unit.text, node);
    if (!unit.text.slice(from, end).includes('\n')) return;
    found.push({ kind: 'block', start: unit.start + from, end: unit.start + end, depth });
    if (node.kind === 'map') for (const { key, value } of ownPairs(node)) visit(unit, value, key.start, depth + 1);
    else if (node.kind === 'seq') for (const item of ownItems(node)) visit(unit, item, item.start, depth + 1);
    else texts.push({ start: unit.start + node.start, end: unit.start + end });
  };
  for (const section of tree.sections) {
    found.push({ kind: 'block', ...sectionSpan(section), depth: 0 });
    for (const { unit, node } of section.items ?? []) visit(unit, node, node.start, 1);
    if (section.value) {
      const { unit, node } = section.value;
      if (node.kind === 'map') for (const { key, value } of ownPairs(node)) visit(unit, value, key.start, 1);
      else if (node.kind === 'scalar') texts.push({ start: unit.start + node.start, end: unit.start + node.end });
    }
  }
  return [...found, ...comments(tree.text, texts)].sort((a, b) => a.start - b.start || a.depth - b.depth);
}

/** Comments on lines of their own that follow each other. In a text over several lines a `#` is none. */
function comments(text: string, texts: readonly Span[]): Fold[] {
  const runs = text.matchAll(/^[^\S\n]*#[^\n]*(?:\n[^\S\n]*#[^\n]*)+/gm);
  const found: Fold[] = [];
  let next = 0;
  for (const { 0: run, index } of runs) {
    while (next < texts.length && texts[next]!.end <= index) next++;
    const start = index + run.search(/#/);
    if (texts[next] && texts[next]!.start < start) continue;
    found.push({ kind: 'comment', start, end: index + run.trimEnd().length, depth: 1 });
  }
  return found;
}
