import type { Unit } from './nodes.ts';
import type { SyntaxTree } from './tree.ts';

/** The unit that holds the offset of the file; the last one at the file's end. `undefined` for an empty file. */
export function unitAt(tree: SyntaxTree, offset: number): Unit | undefined {
  return tree.units.at(tree.units.lastNotAfter(({ start }) => start, offset));
}
