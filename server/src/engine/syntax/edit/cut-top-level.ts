import type { Section, SyntaxTree } from '../tree.ts';
import { columnOf, endOfLine, nextLine } from './lines.ts';
import type { PlacedEdit } from './placed.ts';
import { removeLines } from './remove.ts';
import { fileUnit, itemExtent, pairOf, sectionSpan } from './sections.ts';
import { withCommentsAbove } from './top-level.ts';

/** Lines that are taken out of a file: as they stand there, comments right above them included, and the edit that removes them. */
export interface Cut {
  readonly lines: string;
  /** Where they begin in the file. */
  readonly start: number;
  readonly edit: PlacedEdit;
}

/** Takes out a top-level section. `undefined` where it does not stand on lines of its own: in a flow mapping. */
export function cutTopLevel(tree: SyntaxTree, section: Section): Cut | undefined {
  const { start, end } = sectionSpan(section);
  const root = tree.units.at(0)?.root;
  if (columnOf(tree.text, start) > 0 || (root?.kind === 'map' && root.flow)) return undefined;
  const index = tree.sections.indexOf(section);
  return cut(tree, start, end, { first: index === 0, last: index === tree.sections.length - 1 });
}

/** Takes out some items of a top-level list, not all, from `first` to `last`. `undefined` in a flow list. */
export function cutTopLevelItems(tree: SyntaxTree, section: Section, first: number, last: number): Cut | undefined {
  const list = pairOf(section)?.value;
  const [from, to] = [section.items?.at(first), section.items?.at(last)];
  if (!from || !to || (list?.kind === 'seq' && list.flow)) return undefined;
  const start = from.unit.start + itemExtent(from).start;
  const end = to.unit.start + itemExtent(to).end;
  return cut(tree, start, end, { first: first === 0, last: last === section.items!.length - 1 });
}

function cut(tree: SyntaxTree, start: number, end: number, among: { first: boolean; last: boolean }): Cut {
  const { text } = tree;
  const from = withCommentsAbove(text, start);
  const lines = text.slice(from, nextLine(text, endOfLine(text, end)));
  return {
    lines: lines.endsWith('\n') ? lines : `${lines}\n`,
    start: from,
    edit: removeLines(fileUnit(tree), from, end, among),
  };
}
