import { contentEnd, itemExtents, ownPairs, pairExtent } from '../syntax/edit/extent.ts';
import { sectionSpan } from '../syntax/edit/sections.ts';
import type { Span, Unit, YamlNode } from '../syntax/nodes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { unitAt } from '../syntax/unit-at.ts';

/**
 * What stands around the offset of a file, from the file inwards: section, item, mapping, pair, scalar, the text within
 * quotes. Each lies within the one before it and is smaller.
 */
export function enclosing(tree: SyntaxTree, offset: number): Span[] {
  const spans: Span[] = [{ start: 0, end: tree.length }];
  for (const section of tree.sections) spans.push(sectionSpan(section));
  const unit = unitAt(tree, offset);
  if (unit?.root) {
    const { start } = unit;
    for (const span of around(unit, unit.root, offset - start)) {
      spans.push({ start: start + span.start, end: start + span.end });
    }
  }
  const nested: Span[] = [];
  for (const span of spans) {
    const outer = nested.at(-1);
    if (span.start > offset || offset > span.end || span.start === span.end) continue;
    if (outer && (span.start < outer.start || span.end > outer.end)) continue;
    if (outer && span.start === outer.start && span.end === outer.end) continue;
    nested.push(span);
  }
  return nested;
}

/** Spans of the node and of what is in it at the offset, outermost first. */
function* around(unit: Unit, node: YamlNode, offset: number): Iterable<Span> {
  const { text } = unit;
  const covers = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  yield { start: node.start, end: contentEnd(text, node) };
  if (node.kind === 'map') {
    for (const pair of ownPairs(node)) {
      const extent = pairExtent(text, pair);
      if (!covers(extent)) continue;
      yield extent;
      if (covers(pair.key)) yield* around(unit, pair.key, offset);
      else if (extent.value.alias) yield extent.value;
      else if (covers(extent.value)) yield* around(unit, pair.value, offset);
      return;
    }
  } else if (node.kind === 'seq') {
    const extents = node.flow ? node.items : itemExtents(text, node);
    const index = extents.findIndex(covers);
    if (index < 0) return;
    yield extents[index]!;
    yield* around(unit, node.items[index]!, offset);
  } else if (node.style === 'single' || node.style === 'double') {
    yield { start: node.start + 1, end: node.end - 1 };
  }
}
