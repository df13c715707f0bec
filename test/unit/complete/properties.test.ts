import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { complete } from '../../../server/src/engine/complete/complete.ts';
import type { Site } from '../../../server/src/engine/complete/completion.ts';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { topology } from '../../../server/src/engine/schema/format.ts';
import { parse, type SyntaxTree, update } from '../../../server/src/engine/syntax/index.ts';
import { filesUnder } from '../../support/files.ts';
import { growth } from '../../support/growth.ts';
import { applied, EMPTY } from './support.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
const engine = createEngine();
const samples = filesUnder(SAMPLES, '.topology.yaml').map((file) => ({
  name: basename(file),
  text: readFileSync(file, 'utf8'),
}));

/** Completes at an offset, and sees that what is offered lies around it, on its line. */
function completeAt(tree: SyntaxTree, offset: number, site: Site) {
  const { text } = tree;
  const { items } = complete(topology, tree, offset, site);
  // `expect` for each would take most of the time.
  const astray = items.filter(
    ({ start, end }) => start > offset || end < offset || /[\r\n]/.test(text.slice(start, end)),
  );
  expect(astray, `at ${offset}`).toEqual([]);
  return items;
}

describe('in every sample', () => {
  it.each(samples)('$name: completion answers at every offset, also where the text ends', ({ text }) => {
    const site = engine.analyze('file:///sample', text);
    const whole = parse('file:///whole', text);
    let half = parse('file:///half', text);
    for (let offset = text.length; offset >= 0; offset--) {
      completeAt(whole, offset, site);
      half = update(half, [{ start: offset, end: half.text.length, newText: '' }]);
      completeAt(half, offset, site);
    }
  });

  it.each(samples)('$name: what is chosen at a word or behind a colon breaks nothing that was whole', ({ text }) => {
    const site = engine.analyze('file:///sample', text);
    let tree = parse('file:///whole', text);
    const before = tree.errors.length;
    let chosen = 0;
    for (let offset = 0; offset <= text.length; offset += 3) {
      if (!/[\w:\-,[{"] ?$/.test(text.slice(0, offset))) continue;
      // Of many items the first ones: the others are written alike.
      for (const item of completeAt(tree, offset, site).slice(0, 6)) {
        const after = applied(text, item);
        const end = after.length - (text.length - item.end);
        tree = update(tree, [{ start: item.start, end: item.end, newText: after.slice(item.start, end) }]);
        if (tree.errors.length > before) {
          const line = after.slice(after.lastIndexOf('\n', item.start - 1) + 1).split('\n', 3);
          const messages = tree.errors.map(({ message }) => message);
          expect(messages, `${item.label} at ${offset}: ${line.join('\n')}`).toEqual([]);
        }
        tree = update(tree, [{ start: item.start, end, newText: text.slice(item.start, item.end) }]);
        chosen++;
      }
    }
    expect(chosen).toBeGreaterThan(0);
  });
});

describe('in a large file', () => {
  it('finding what the cursor is in takes no longer for what stands before it', async () => {
    const find = (vms: number) => {
      const text = largeTopology(vms);
      const tree = parse('file:///large', text);
      const offset = text.lastIndexOf('poweredOn: ') + 'poweredOn: '.length;
      return () => {
        for (let round = 0; round < 200; round++) complete(topology, tree, offset, EMPTY);
      };
    };
    expect(await growth(find, 5_000, 2)).toBeLessThan(2);
  });
});
