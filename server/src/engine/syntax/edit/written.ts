import type { Span } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { itemExtents } from './extent.ts';
import { flowLayout } from './flow.ts';
import { endOfLine } from './lines.ts';
import { indexIn, pathTo } from './path.ts';

/**
 * Where an item of a list is written: from its dash, with the anchors and tags before the value, to the end of its last
 * line; in a flow list without the commas and comments around. A node that is no item: just the node.
 */
export function writtenPlace({ unit, node }: Located): Span {
  const list = pathTo(unit, node).at(-2);
  if (list?.kind !== 'seq') return node;
  const index = indexIn(list, node);
  if (list.flow) return flowLayout(unit.text, list.start)?.entries[index] ?? node;
  const extent = itemExtents(unit.text, list)[index];
  return extent ? { start: extent.start, end: endOfLine(unit.text, extent.end) } : node;
}

/** The comments of a text, as far as a `#` begins one. */
export function commentsOf(text: string): string[] {
  return [...text.matchAll(/(?<=^|[ \t])#.*$/gm)].map(([comment]) => comment.trimEnd());
}
