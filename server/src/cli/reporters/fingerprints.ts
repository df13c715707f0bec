import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../engine/rules/check.ts';
import type { SyntaxTree } from '../../engine/syntax/index.ts';

/**
 * Gives each diagnostic of a file, asked in file order, a name that stays the same when its line moves: a hash of the
 * code, of the text of its line without indentation, and of how many alike came before.
 */
export function fingerprints(tree: SyntaxTree): (diagnostic: Diagnostic) => string {
  const seen = new Map<string, number>();
  return ({ code, place }) => {
    const { line } = tree.positionAt(place.unit.start + place.start);
    const from = tree.offsetAt({ line, character: 0 });
    const to = tree.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    const alike = `${code}\n${tree.text.slice(from, to).trim()}`;
    const occurrence = seen.get(alike) ?? 0;
    seen.set(alike, occurrence + 1);
    return createHash('sha256').update(`${alike}\n${occurrence}`).digest('hex');
  };
}
