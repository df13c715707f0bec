import type { Located } from '../tree.ts';
import { flowLayout } from './flow.ts';
import { isInline, type Value } from './render.ts';
import { slotOf } from './slot.ts';

/**
 * Whether an empty `[]` or `{}` that gets the value is better written in block style: the value takes several lines, the
 * collection stands in block style itself, and no comment between its brackets would be lost.
 */
export function takesBlock(collection: Located, value: Value): boolean {
  const { unit, node } = collection;
  if (node.kind === 'scalar' || !node.flow || isInline(value)) return false;
  const { parent, flow } = slotOf(collection);
  if (parent !== 'pair' || flow) return false;
  const layout = flowLayout(unit.text, node.start);
  return layout?.entries.length === 0 && unit.text.slice(layout.open + 1, layout.close).trim() === '';
}
