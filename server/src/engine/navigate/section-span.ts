import { contentEnd, ownPairs, pairExtent } from '../syntax/edit/extent.ts';
import type { Span } from '../syntax/nodes.ts';
import type { Section } from '../syntax/tree.ts';

/** From a section's key to the end of what stands under it, in offsets of the file. */
export function sectionSpan({ keyPlace, items, value }: Section): Span {
  const { root, text, start } = keyPlace.unit;
  const pair = root?.kind === 'map' ? ownPairs(root).find(({ key }) => key.start === keyPlace.start) : undefined;
  const last = items?.at(-1) ?? value;
  return {
    start: start + keyPlace.start,
    end: Math.max(
      start + keyPlace.end,
      pair ? start + pairExtent(text, pair).end : 0,
      last ? last.unit.start + contentEnd(last.unit.text, last.node) : 0,
    ),
  };
}
