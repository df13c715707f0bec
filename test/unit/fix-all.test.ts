import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Analysis, createEngine } from '../../server/src/engine/engine.ts';
import { fixAll } from '../../server/src/engine/fix-all.ts';
import { hurtBy } from '../../server/src/engine/repair/hurt.ts';
import { applyEdits } from '../../server/src/engine/syntax/edit/placed.ts';
import { generateTopology } from '../oracle/generate.ts';
import { stripAnnotations } from '../support/annotate.ts';
import { filesUnder } from '../support/files.ts';
import { analyzeFixture, splitFixture } from '../support/topology-files.ts';

const ROOT = join(import.meta.dirname, '../..');
const engine = createEngine();
const files = ['samples', 'test/fixtures/rules']
  .flatMap((folder) => filesUnder(join(ROOT, folder), '.topology.yaml'))
  .map((file) => ({ file, name: relative(ROOT, file) }));

/** The topology after *Fix all*, whose edits must not overlap. */
function fixed(analysis: Analysis): Analysis {
  const texts = new Map<string, string>();
  for (const [uri, edits] of fixAll(engine, analysis)) {
    for (const [index, { start, end }] of edits.entries()) {
      expect(start).toBeGreaterThanOrEqual(edits[index - 1]?.end ?? 0);
      expect(end).toBeGreaterThanOrEqual(start);
    }
    texts.set(uri, applyEdits(analysis.treeOf(uri)!.text, edits));
  }
  return engine.analyzeEdited(analysis, texts);
}

function safeFixes({ diagnostics }: Analysis): string[] {
  return diagnostics.flatMap(({ code, fixes }) => (fixes.some(({ safe, asks }) => safe && !asks) ? [code] : []));
}

function expectFixedWhole(before: Analysis): void {
  const after = fixed(before);
  expect(safeFixes(after)).toEqual([]);
  expect(fixAll(engine, after).size).toBe(0);
  const broken = ({ topology }: Analysis): number =>
    topology.files.reduce((sum, { tree }) => sum + tree.errors.length, 0);
  expect(broken(after)).toBeLessThanOrEqual(broken(before));
  // What becomes readable may be planned otherwise; of what was read whole, no VM is worse off.
  if (broken(before) === 0 && !before.diagnostics.some(({ code }) => code.startsWith('format/'))) {
    expect(hurtBy(before.plan, after.plan)).toEqual([]);
  }
}

describe('fix all', () => {
  it.each(files)('leaves nothing in $name that is safe to fix, and changes nothing again', async ({ file }) => {
    const text = stripAnnotations(readFileSync(file, 'utf8'));
    expectFixedWhole(await analyzeFixture(engine, splitFixture(file, text)));
  });

  it('does so on generated sites', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        expectFixedWhole(engine.analyze('site', generateTopology(seed).text));
      }),
      { numRuns: 80 },
    );
  });
});
