import type { Analysis } from '../../server/src/engine/engine.ts';
import type { Place } from '../../server/src/engine/syntax/nodes.ts';

/** Throws where a finding, what is related to it, or a fix speaks of what is no place of the text. */
export function expectInside({ diagnostics }: Analysis): void {
  for (const { place, related, fixes } of diagnostics) {
    for (const each of [place, ...related.map((other) => other.place), ...fixes.flatMap(({ edits }) => edits)]) {
      if (!isInside(each))
        throw new Error(`no place of the text: ${each.start}-${each.end} of ${each.unit.text.length}`);
    }
  }
}

function isInside({ unit, start: from, end }: Place): boolean {
  return 0 <= from && from <= end && end <= unit.text.length;
}
