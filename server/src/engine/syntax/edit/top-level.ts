import type { Section, SyntaxTree } from '../tree.ts';
import { appendItem, fillMissing, hasBlankAbove, itemLines } from './append-item.ts';
import { isMissing } from './extent.ts';
import { indentationOf } from './indentation.ts';
import { insertPair } from './insert-pair.ts';
import { columnOf, endOfLine, isBlankLine, lineEnd, lineStart, nextLine, skipTrivia } from './lines.ts';
import type { PlacedEdit } from './placed.ts';
import { removeItem, removeLines } from './remove.ts';
import { indent, renderPair, type Value } from './render.ts';
import { replaceNode } from './replace.ts';
import { fileUnit, itemExtent, pairOf, sectionSpan } from './sections.ts';

/**
 * Adds a top-level section, after the nearest section that comes earlier in `order`, else before the nearest later one,
 * else at the end; with a blank line between where the file has them. A section that is there gets the value if it has a
 * value other than a list. In an empty file it becomes the first. No edits where the file is no mapping.
 */
export function insertTopLevel(tree: SyntaxTree, key: string, value: Value, order: readonly string[]): PlacedEdit[] {
  const present = tree.sections.find((section) => section.key === key);
  if (present) return present.value ? replaceNode(present.value, value) : [];
  const root = tree.units.at(0)?.root;
  if (root?.kind === 'map' && root.flow)
    return insertPair({ unit: tree.units.at(0)!, node: root }, key, value, { order });

  const unit = fileUnit(tree);
  const { text } = unit;
  const lines = renderPair(key, value, indentationOf(tree.units));
  const first = tree.sections[0];
  if (!first) {
    if (skipTrivia(text, 0) < text.length) return [];
    const lead = text === '' || /[\n\uFEFF]$/.test(text) ? '' : '\n';
    return [{ unit, start: text.length, end: text.length, newText: `${lead}${lines.join('\n')}\n` }];
  }

  const indented = indent(lines, columnOf(text, sectionSpan(first).start));
  const rank = order.indexOf(key);
  const known = (candidates: readonly string[]) => tree.sections.filter((section) => candidates.includes(section.key));
  const earlier = rank < 0 ? tree.sections : known(order.slice(0, rank));
  const later = rank < 0 ? [] : known(order.slice(rank + 1));
  const previous = byRank(earlier, order).at(-1) ?? (later.length > 0 ? undefined : tree.sections.at(-1));
  if (previous) {
    const span = sectionSpan(previous);
    const end = endOfLine(text, span.end);
    const blank = isSeparated(tree, lines.length > 1 || spansLines(text, span)) ? '\n' : '';
    return [{ unit, start: end, end, newText: `\n${blank}${indented.join('\n')}` }];
  }
  const next = sectionSpan(byRank(later, order)[0]!);
  const at = withCommentsAbove(text, next.start);
  const blank = isSeparated(tree, lines.length > 1 || spansLines(text, next)) ? '\n' : '';
  return [{ unit, start: at, end: at, newText: `${indented.join('\n')}\n${blank}` }];
}

/**
 * Adds an item at the end of a top-level list, in the list's style. A section that is not there is written as by
 * {@link insertTopLevel}. No edits where the section is no list.
 */
export function appendTopLevel(tree: SyntaxTree, key: string, item: Value, order: readonly string[]): PlacedEdit[] {
  const section = tree.sections.find((candidate) => candidate.key === key);
  if (!section) return insertTopLevel(tree, key, [item], order);
  const { value, items, keyPlace } = section;
  if (value) return isMissing(value.node) ? fillMissing(value, item, indentationOf(tree.units)) : [];
  const last = items?.at(-1);
  if (!last || last.unit === keyPlace.unit) {
    const list = pairOf(section)?.value;
    return list ? appendItem({ unit: keyPlace.unit, node: list }, item) : [];
  }
  const { unit, node } = last;
  const extent = itemExtent(last);
  const lines = itemLines(unit, node.kind, extent, item, indentationOf([unit, ...tree.units]));
  const { text } = tree;
  const separated = items!.length > 1 && items!.slice(1).every((other) => startsAfterBlank(text, other));
  const end = endOfLine(unit.text, extent.end);
  return [{ unit, start: end, end, newText: `${separated ? '\n' : ''}\n${lines.join('\n')}` }];
}

/** Removes the top-level section number `index` with all that stands under it. No edits where there is none. */
export function removeSection(tree: SyntaxTree, index: number): PlacedEdit[] {
  const section = tree.sections[index];
  if (!section) return [];
  const { start, end } = sectionSpan(section);
  return [removeLines(fileUnit(tree), start, end, { first: index === 0, last: index === tree.sections.length - 1 })];
}

/** Removes an item of a top-level list; the last one leaves `[]`. No edits where there is no such item. */
export function removeTopLevelItem(tree: SyntaxTree, key: string, index: number): PlacedEdit[] {
  const section = tree.sections.find((candidate) => candidate.key === key);
  const item = section?.items?.at(index);
  if (!section || !item) return [];
  const list = pairOf(section)?.value;
  const { unit } = section.keyPlace;
  if (list?.kind === 'seq') return removeItem({ unit, node: list }, index);

  const count = section.items!.length;
  const extent = itemExtent(item);
  const offset = item.unit.start;
  const among = { first: index === 0, last: index === count - 1 };
  const removal = removeLines(fileUnit(tree), offset + extent.start, offset + extent.end, among);
  return count === 1 && list ? [...replaceNode({ unit, node: list }, []), removal] : [removal];
}

/** Sections in the format's order, those that it does not know first. */
function byRank(sections: readonly Section[], order: readonly string[]): Section[] {
  return [...sections].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

function startsAfterBlank(text: string, item: Parameters<typeof itemExtent>[0]): boolean {
  return hasBlankAbove(text, item.unit.start + itemExtent(item).start);
}

function spansLines(text: string, { start, end }: { start: number; end: number }): boolean {
  return lineEnd(text, start) < end;
}

/**
 * Whether a blank line stands between sections: as it mostly is between neighbours of the same sort (both on one line, or
 * one at least on several). Without neighbours: around sections of several lines.
 */
function isSeparated(tree: SyntaxTree, several: boolean): boolean {
  const { text, sections } = tree;
  const spans = sections.map(sectionSpan);
  const gaps = spans.slice(1).filter((span, i) => (spansLines(text, span) || spansLines(text, spans[i]!)) === several);
  const blank = gaps.filter((span) => hasBlankAbove(text, span.start)).length;
  return gaps.length === 0 ? several : blank * 2 >= gaps.length;
}

/** The start of the comment lines that stand right above a key; the key's line if they begin the file. */
export function withCommentsAbove(text: string, key: number): number {
  const own = lineStart(text, key);
  let at = own;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (isBlankLine(text, above) || !/^\uFEFF?[ \t]*#/.test(text.slice(above, nextLine(text, above)))) return at;
    at = above;
  }
  return own === 0 && text.startsWith('\uFEFF') ? 1 : own;
}
