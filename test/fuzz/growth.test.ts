import { describe, expect, it } from 'vitest';
import { createEngine } from '../../server/src/engine/engine.ts';
import { hintsIn } from '../../server/src/engine/navigate/hints.ts';
import { update } from '../../server/src/engine/syntax/index.ts';
import { growth, LINEAR } from '../support/growth.ts';

const engine = createEngine();
const many = (length: number, line: (index: number) => string): string =>
  Array.from({ length }, (_, i) => line(i)).join('');

/** Texts of a shape, as long as asked for. */
const SHAPES: readonly (readonly [string, number, (length: number) => string])[] = [
  ['brackets in brackets', 200_000, (length) => '['.repeat(length)],
  ['braces in braces', 100_000, (length) => '{ a: '.repeat(length)],
  ['dashes behind dashes', 100_000, (length) => `vms:\n  ${'- '.repeat(length)}a\n`],
  ['deeper line by line', 400, (length) => many(length, (i) => `${' '.repeat(i)}a:\n`)],
  ['an alias of an alias', 2_000, (length) => `x:\n${many(length, (i) => `  - &a${i} [*a${Math.max(0, i - 1)}]\n`)}`],
  ['aliases of one list', 2_500, (length) => `x: &a [1, 2]\nvms:\n${many(length, () => '  - *a\n')}`],
  [
    'merge keys upon merge keys',
    200,
    (length) => `x:\n${many(length, (i) => `  - &a${i} { k${i}: 1, <<: *a${Math.max(0, i - 1)} }\n`)}`,
  ],
  ['one line of a comment', 1_000_000, (length) => `# ${'x '.repeat(length)}`],
  ['one line of words', 500_000, (length) => `name: ${'x '.repeat(length)}`],
  ['one quoted line', 30_000, (length) => `name: "${'x\\n'.repeat(length)}"`],
  ['a quote that never ends', 10_000, (length) => `name: "${'x\n'.repeat(length)}`],
  ['entries', 5_000, (length) => `topology: 1\nhosts:\n${many(length, (i) => `  - name: h${i}\n`)}`],
  ['entries in one line', 10_000, (length) => `topology: 1\nvms: [${many(length, (i) => `{ name: v${i} }, `)}]\n`],
  ['entries of one name', 2_500, (length) => `topology: 1\nhosts:\n${many(length, () => '  - name: a\n')}`],
  ['keys that nobody knows', 5_000, (length) => many(length, (i) => `key${i}: 1\n`)],
  ['one key many times', 5_000, (length) => many(length, () => 'name: 1\n')],
  ['lines indented with tabs', 2_000, (length) => `vms:\n${many(length, () => '\t- name: a\n')}`],
  ['documents', 50_000, (length) => many(length, () => '--- a\n')],
  ['lines without a colon', 20_000, (length) => many(length, () => 'word\n')],
  ['carriage returns alone', 100_000, (length) => many(length, () => 'a: 1\r')],
  ['NUL', 400_000, (length) => '\0'.repeat(length)],
];

describe('four times as much takes four times as long', () => {
  it.each(SHAPES)('%s', async (_, length, shape) => {
    const work = (size: number): (() => void) => {
      const text = shape(size);
      return () => {
        const analysis = engine.analyze('u', text);
        for (const { fixes } of analysis.diagnostics) void fixes;
        for (const unit of analysis.tree.units) hintsIn(analysis.plan, unit);
        update(analysis.tree, [{ start: text.length, end: text.length, newText: 'x' }]);
      };
    };
    expect(await growth(work, length)).toBeLessThan(LINEAR);
  });
});
