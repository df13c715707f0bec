import type { Located, SyntaxTree } from '../tree.ts';
import { flowLayout } from './flow.ts';
import { insertFlowEntry } from './flow-insert.ts';
import { columnOf } from './lines.ts';
import type { PlacedEdit } from './placed.ts';
import { renderInline } from './render.ts';
import { itemExtent, pairOf } from './sections.ts';
import { appendTopLevel } from './top-level.ts';

/**
 * Adds a text at the begin of a top-level list, in the list's style; a section that is not there, or empty, gets it as
 * by {@link appendTopLevel}. No edits where the section is no list.
 */
export function prependTopLevel(tree: SyntaxTree, key: string, text: string, order: readonly string[]): PlacedEdit[] {
  const section = tree.sections.find((candidate) => candidate.key === key);
  const first = section?.items?.at(0);
  if (!section || !first) return appendTopLevel(tree, key, text, order);
  const list = pairOf(section)?.value;
  const { unit } = section.keyPlace;
  if (list?.kind === 'seq' && list.flow) {
    return flowLayout(unit.text, list.start) ? insertFlowEntry(unit, list.start, 0, renderInline(text, true)) : [];
  }
  return beforeBlockItem(first, text);
}

function beforeBlockItem(first: Located, text: string): PlacedEdit[] {
  const { unit } = first;
  const { start, value } = itemExtent(first);
  const gap = /^[ \t]*/.exec(unit.text.slice(start + 1, value.start))![0] || ' ';
  const newText = `-${gap}${renderInline(text)}\n${' '.repeat(columnOf(unit.text, start))}`;
  return [{ unit, start, end: start, newText }];
}
