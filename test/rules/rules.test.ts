import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../server/src/engine/engine.ts';
import type { Diagnostic } from '../../server/src/engine/rules/check.ts';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import type { Fix } from '../../server/src/engine/rules/rule.ts';
import { applyEdits, combine } from '../../server/src/engine/syntax/edit/placed.ts';
import { annotate, stripAnnotations } from '../support/annotate.ts';
import { filesUnder } from '../support/files.ts';

/*
 * test/fixtures/rules/<category>/<rule>/:
 *   <name>.topology.yaml            what the rule finds, annotated; expected and actual match one to one
 *   near-miss*.topology.yaml        what it must not find
 *   <name>.fix-<n>.topology.yaml    the file after the n-th fix of the rule's first finding
 * UPDATE_FIXTURES=1 writes annotations and fixed files anew, to be reviewed as a diff.
 */
const FOLDER = join(import.meta.dirname, '../fixtures/rules');
const UPDATE = process.env.UPDATE_FIXTURES === '1';
const engine = createEngine();
const fixtures = filesUnder(FOLDER, '.topology.yaml').filter((file) => !/\.fix-\d+\.topology\.yaml$/.test(file));

function apply(text: string, fix: Fix): string {
  const edits = combine(fix.edits, text);
  expect(edits, `the edits of “${fix.title}” overlap`).toBeDefined();
  return applyEdits(text, edits!);
}

function atSamePlace(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.message === b.message;
}

describe.each(fixtures.map((file) => ({ file, name: relative(FOLDER, file) })))('$name', ({ file }) => {
  const code = relative(FOLDER, dirname(file)).replaceAll('\\', '/');
  const written = readFileSync(file, 'utf8');
  const text = stripAnnotations(written);
  const { tree, diagnostics } = engine.analyze(file, text);

  it('has the expected diagnostics, one to one', () => {
    const annotated = annotate(text, tree, diagnostics);
    if (UPDATE && annotated !== written) writeFileSync(file, annotated);
    else expect(annotated).toBe(written);
  });

  it(basename(file).startsWith('near-miss') ? 'does not trigger its rule' : 'triggers its rule', () => {
    const found = diagnostics.some((diagnostic) => diagnostic.code === code);
    expect(found).toBe(!basename(file).startsWith('near-miss'));
  });

  const own = diagnostics.find((diagnostic) => diagnostic.code === code);
  it.each((own?.fixes ?? []).map((fix, index) => ({ fix, index })))(
    'is as expected after “$fix.title”',
    ({ fix, index }) => {
      const goldenFile = file.replace('.topology.yaml', `.fix-${index + 1}.topology.yaml`);
      const fixed = apply(text, fix);
      if (UPDATE) writeFileSync(goldenFile, fixed);
      else expect(existsSync(goldenFile) ? readFileSync(goldenFile, 'utf8') : undefined).toBe(fixed);
    },
  );

  const all = diagnostics.flatMap((diagnostic) =>
    diagnostic.fixes.map((fix) => ({ diagnostic, fix, code: diagnostic.code })),
  );
  it.each(all)('$code is gone after “$fix.title”, and no new error has come', ({ diagnostic, fix }) => {
    const after = engine.analyze(file, apply(text, fix));
    expect(after.tree.errors.length).toBeLessThanOrEqual(tree.errors.length);
    expect(after.diagnostics.filter((other) => atSamePlace(other, diagnostic))).toEqual([]);
    if (fix.asks) return;
    const errors = (found: readonly Diagnostic[]): string[] =>
      found.filter((each) => each.severity === 'error').map((each) => each.code);
    expect(errors(after.diagnostics).length).toBeLessThanOrEqual(errors(diagnostics).length);
  });
});

describe('rules', () => {
  it.each(RULES.map(({ code }) => code))('%s has a fixture that triggers it, and a near miss', (code) => {
    const own = fixtures
      .filter((file) => relative(FOLDER, dirname(file)).replaceAll('\\', '/') === code)
      .map((file) => basename(file));
    expect(own.some((name) => name.startsWith('near-miss'))).toBe(true);
    expect(own.some((name) => !name.startsWith('near-miss'))).toBe(true);
  });

  const safeties = new Map<string, Set<boolean>>();
  for (const file of fixtures) {
    for (const { code, fixes } of engine.analyze(file, stripAnnotations(readFileSync(file, 'utf8'))).diagnostics) {
      const seen = safeties.get(code) ?? new Set();
      safeties.set(code, new Set([...seen, ...fixes.map(({ safe }) => safe)]));
    }
  }

  it.each(RULES)('$code has the fixes that its metadata tells', ({ code, fixes }) => {
    const expected = { safe: [true], unsafe: [false], mixed: [false, true] };
    expect([...(safeties.get(code) ?? [])].sort()).toEqual(fixes ? expected[fixes] : []);
  });
});
