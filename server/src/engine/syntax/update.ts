import { parseReusing } from './parse.ts';
import type { SyntaxTree, TextEdit } from './tree.ts';
import type { ParsedUnit } from './unit.ts';

/**
 * The tree after edits: equal to a parse of the new text from scratch, with the units that did not change handed over.
 * The old tree must not be used afterwards, because their `start` and `startLine` have moved.
 *
 * @param edits absolute, in the offsets of the old text, not overlapping, in any order
 */
export function update(tree: SyntaxTree, edits: readonly TextEdit[]): SyntaxTree {
  const units = tree.units as readonly ParsedUnit[];
  return parseReusing(tree.uri, applyEdits(tree.text, edits), reuseOf(units));
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Units by their text. Each is given out once: two places of the new text never share one. */
function reuseOf(units: readonly ParsedUnit[]): (text: string, kind: ParsedUnit['kind']) => ParsedUnit | undefined {
  const byText = new Map<string, ParsedUnit[]>();
  for (const unit of units) {
    const same = byText.get(unit.text);
    if (same === undefined) byText.set(unit.text, [unit]);
    else same.push(unit);
  }
  for (const same of byText.values()) same.reverse();
  return (text, kind) => {
    const same = byText.get(text);
    return same?.at(-1)?.kind === kind ? same.pop() : undefined;
  };
}
