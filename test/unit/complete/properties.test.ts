import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { complete } from '../../../server/src/engine/complete/complete.ts';
import type { Site } from '../../../server/src/engine/complete/completion.ts';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { topology } from '../../../server/src/engine/schema/format.ts';
import { parse, type SyntaxTree } from '../../../server/src/engine/syntax/index.ts';
import { filesUnder } from '../../support/files.ts';
import { applied } from './support.ts';

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
    // A long one repeats itself.
    const step = text.length > 4000 ? 5 : 1;
    for (let offset = 0; offset <= text.length; offset += step) {
      completeAt(site.tree, offset, site);
      // Parsing is what takes time.
      if (offset % 71 === 0) completeAt(parse('file:///half', text.slice(0, offset)), offset, site);
    }
  });

  it.each(samples)('$name: what is chosen at a word or behind a colon breaks nothing that was whole', ({ text }) => {
    const site = engine.analyze('file:///sample', text);
    const before = site.tree.errors.length;
    let chosen = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      // Here and there, and of many items the first ones: the others are written alike.
      if (offset % 11 > 0 || !/[\w:\-,[{"] ?$/.test(text.slice(0, offset))) continue;
      for (const item of completeAt(site.tree, offset, site).slice(0, 4)) {
        const after = applied(text, item);
        const errors = parse('file:///after', after).errors;
        if (errors.length > before) {
          const line = after.slice(after.lastIndexOf('\n', item.start - 1) + 1).split('\n', 3);
          expect(
            errors.map(({ message }) => message),
            `${item.label} at ${offset}: ${line.join('\n')}`,
          ).toEqual([]);
        }
        chosen++;
      }
    }
    expect(chosen).toBeGreaterThan(0);
  });
});

describe('in a large file', () => {
  it('finding what the cursor is in takes as long as in a small one', () => {
    const text = largeTopology(20_000);
    const tree = parse('file:///large', text);
    const site = engine.analyze('file:///large', text);
    expect(site.topology.vms).toHaveLength(20_000);
    const offset = text.lastIndexOf('host: ') + 'host: '.length;
    const started = performance.now();
    for (let round = 0; round < 20; round++) expect(complete(topology, tree, offset, site).items).not.toEqual([]);
    expect((performance.now() - started) / 20).toBeLessThan(50);
  });
});
