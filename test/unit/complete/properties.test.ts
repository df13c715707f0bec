import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { complete } from '../../../server/src/engine/complete/complete.ts';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { topology } from '../../../server/src/engine/schema/format.ts';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { filesUnder } from '../../support/files.ts';
import { applied } from './support.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
const engine = createEngine();
const samples = filesUnder(SAMPLES, '.topology.yaml').map((file) => ({
  name: basename(file),
  text: readFileSync(file, 'utf8'),
}));

/** Completes at an offset, and sees that what is offered lies around it, on its line. */
function completeAt(text: string, offset: number, site: ReturnType<typeof engine.analyze>) {
  const { items } = complete(topology, parse(site.tree.uri, text), offset, site);
  for (const { start, end, label } of items) {
    expect(start <= offset && offset <= end, `${label} at ${offset}`).toBe(true);
    expect(text.slice(start, end), `${label} at ${offset}`).not.toMatch(/[\r\n]/);
  }
  return items;
}

describe('in every sample', () => {
  it.each(samples)('$name: completion answers at every offset of it, and of all that stands before', ({ text }) => {
    const site = engine.analyze('file:///sample', text);
    for (let offset = 0; offset <= text.length; offset++) {
      completeAt(text, offset, site);
      completeAt(text.slice(0, offset), offset, site);
    }
  });

  it.each(samples)('$name: what is chosen at a word or behind a colon breaks nothing that was whole', ({ text }) => {
    const site = engine.analyze('file:///sample', text);
    const before = site.tree.errors.length;
    let chosen = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      // Every few, and of many items the first ones: the others are written alike.
      if (offset % 3 > 0 || !/[\w:\-,[{"] ?$/.test(text.slice(0, offset))) continue;
      for (const item of completeAt(text, offset, site).slice(0, 6)) {
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
