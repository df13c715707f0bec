import type { Unit, YamlSeq } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { isMissing, itemExtents, type PairExtent } from './extent.ts';
import { flowLayout } from './flow.ts';
import { insertFlowEntry } from './flow-insert.ts';
import { type Indentation, indentationOf } from './indentation.ts';
import { insertAt, type PairPosition, valueOf } from './insert-pair.ts';
import { columnOf, endOfLine, isBlankLine, lineEnd, lineStart } from './lines.ts';
import type { PlacedEdit } from './placed.ts';
import { indent, renderInline, renderItem, type Value, Verbatim } from './render.ts';
import { replaceNode } from './replace.ts';
import { slotOf } from './slot.ts';
import { takesBlock } from './takes-block.ts';

/**
 * Adds a value at the end of a list, in the list's own style: `[a, b]`, one item a line, or `- { … }` where the last item
 * is written so. A missing value (`rules:`) becomes a list; another node is left alone: no edits.
 */
export function appendItem(list: Located, value: Value): PlacedEdit[] {
  const { unit, node } = list;
  if (isMissing(node)) return fillMissing(list, value, indentationOf([unit]));
  if (node.kind !== 'seq') return [];
  if (takesBlock(list, value)) return replaceNode(list, [value]);
  if (node.flow) {
    const count = flowLayout(unit.text, node.start)?.entries.length ?? 0;
    return insertFlowEntry(unit, node.start, count, renderInline(value, true));
  }
  return appendLine(unit, node, value);
}

/**
 * {@link appendItem} for the list that stands in `map` under the keys of `path`; the list and the maps on the way are
 * written where they are not there, at `position`. No edits where something else than a list stands there.
 */
export function appendAt(map: Located, path: readonly string[], value: Value, position?: PairPosition): PlacedEdit[] {
  const { unit, node } = map;
  const [key, ...rest] = path;
  if (key === undefined) return appendItem(map, value);
  const child = node.kind === 'map' ? valueOf(node, key) : undefined;
  return child ? appendAt({ unit, node: child }, rest, value, position) : insertAt(map, path, [value], position);
}

/** Makes a missing value a list of one item, on a line of its own in block style. */
export function fillMissing(missing: Located, value: Value, indentation: Indentation): PlacedEdit[] {
  const { parent, flow, column } = slotOf(missing);
  if (flow || parent !== 'pair') return replaceNode(missing, [value]);
  const { unit, node } = missing;
  const end = lineEnd(unit.text, node.start);
  const lines = indent(renderItem(value, indentation), column + indentation.sequence);
  return [{ unit, start: end, end, newText: `\n${lines.join('\n')}` }];
}

function appendLine(unit: Unit, seq: YamlSeq, value: Value): PlacedEdit[] {
  const { text } = unit;
  const items = itemExtents(text, seq);
  const last = items.at(-1);
  if (!last || items.length < seq.items.length) return [];
  const lines = itemLines(unit, seq.items.at(-1)!.kind, last, value, indentationOf([unit]));
  const separated = items.length > 1 && items.slice(1).every(({ start }) => hasBlankAbove(text, start));
  const end = endOfLine(text, last.end);
  return [{ unit, start: end, end, newText: `${separated ? '\n' : ''}\n${lines.join('\n')}` }];
}

/** The lines of a new item after `last`, which is of the given kind: same column, same distance from dash to value. */
export function itemLines(
  unit: Unit,
  kind: 'scalar' | 'map' | 'seq',
  last: PairExtent,
  value: Value,
  indentation: Indentation,
): string[] {
  const { text } = unit;
  const inline = kind !== 'scalar' && !last.value.alias && /[{[]/.test(text[last.value.start]!);
  const between = text.slice(last.start + 1, last.value.start);
  const dash = /^ +$/.test(between) ? between.length + 1 : indentation.dash;
  const written = inline ? new Verbatim(renderInline(value)) : value;
  return indent(renderItem(written, { ...indentation, dash }), columnOf(text, last.start));
}

/** True when the line above that of `offset`, passing over comments, is blank. */
export function hasBlankAbove(text: string, offset: number): boolean {
  let start = lineStart(text, offset);
  while (start > 0) {
    start = lineStart(text, start - 1);
    if (isBlankLine(text, start)) return true;
    if (!/^[ \t]*#/.test(text.slice(start, lineEnd(text, start)))) return false;
  }
  return false;
}
