import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { hurtBy } from '../../../server/src/engine/repair/hurt.ts';
import type { Diagnostic } from '../../../server/src/engine/rules/check.ts';
import { applyEdits, combine } from '../../../server/src/engine/syntax/edit/placed.ts';
import { generateTopology } from '../../oracle/generate.ts';

const engine = createEngine();

describe('fixes of the rules on jobs', () => {
  it('resolve what they fix and bring no new error; those that are safe make no VM worse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const { text } = generateTopology(seed);
        const before = engine.analyze('site', text);
        const errors = before.diagnostics.filter(({ severity }) => severity === 'error').length;
        for (const { code, message, fixes } of before.diagnostics) {
          if (!code.startsWith('job/') && code !== 'proxy/degraded') continue;
          for (const { title, safe, edits } of fixes) {
            const combined = combine(edits, text);
            expect(combined, title).toBeDefined();
            const after = engine.analyze('site', applyEdits(text, combined!));
            // Jobs may have one name, and then the same is told of both.
            const same = (found: readonly Diagnostic[]): number =>
              found.filter((other) => other.code === code && other.message === message).length;
            expect(same(after.diagnostics), title).toBeLessThan(same(before.diagnostics));
            const errorsAfter = after.diagnostics.filter(({ severity }) => severity === 'error');
            expect(errorsAfter.length, `${title}: ${errorsAfter.map((each) => each.message)}`).toBeLessThanOrEqual(
              errors,
            );
            if (safe) expect(hurtBy(before.plan, after.plan), title).toEqual([]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
