import type { SyntaxTree } from '../../engine/syntax/index.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import type { Region } from './sarif-types.ts';

/** A stretch of the file, offsets absolute, in lines and UTF-16 columns that count from one, the end exclusive. */
export function regionOf(tree: SyntaxTree, start: number, end: number): Region {
  const from = tree.positionAt(start);
  const to = tree.positionAt(end);
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

/** {@link regionOf} a place. */
export function regionOfPlace(tree: SyntaxTree, { unit, start, end }: Place): Region {
  return regionOf(tree, unit.start + start, unit.start + end);
}
