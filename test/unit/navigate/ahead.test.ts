import { expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { folds, foldsAhead } from '../../../server/src/engine/navigate/folds.ts';
import { outline, outlineAhead } from '../../../server/src/engine/navigate/outline.ts';
import { parse } from '../../../server/src/engine/syntax/index.ts';

const text = largeTopology(1_000);

it.each([
  ['folds', foldsAhead, folds],
  ['the outline', outlineAhead, outline],
] as const)('%s of a large file can be looked for in steps, and read no entry again afterwards', (_, ahead, find) => {
  const tree = parse('u', text);
  const steps = [...ahead(tree)].length;
  expect(steps).toBeGreaterThan(1_000 / 100);

  const read: string[] = [];
  for (const unit of tree.units) {
    if (unit.isReread && unit.text.includes('guestOs'))
      Object.defineProperty(unit, 'root', { get: () => void read.push(unit.text) });
  }
  find(tree);
  // Where its section ends, its last entry tells.
  expect(read.length).toBeLessThan(5);
});
