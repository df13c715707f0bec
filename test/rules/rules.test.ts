import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Analysis, createEngine } from '../../server/src/engine/engine.ts';
import type { Diagnostic } from '../../server/src/engine/rules/check.ts';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import type { Fix } from '../../server/src/engine/rules/rule.ts';
import { applyEdits, combineByFile } from '../../server/src/engine/syntax/edit/placed.ts';
import { annotate, stripAnnotations } from '../support/annotate.ts';
import { filesUnder } from '../support/files.ts';
import { analyzeFixture, joinFixture, splitFixture } from '../support/topology-files.ts';

/*
 * test/fixtures/rules/<category>/<rule>/:
 *   <name>.topology.yaml            what the rule finds, annotated; expected and actual match one to one
 *   near-miss*.topology.yaml        what it must not find
 *   <name>.fix-<n>.topology.yaml    the file after the n-th fix of the rule's first finding
 * A line `# //- path` begins a further file, which the first may include.
 * UPDATE_FIXTURES=1 writes annotations and fixed files anew, to be reviewed as a diff.
 */
const FOLDER = join(import.meta.dirname, '../fixtures/rules');
const UPDATE = process.env.UPDATE_FIXTURES === '1';
const engine = createEngine();
const fixtures = filesUnder(FOLDER, '.topology.yaml').filter((file) => !/\.fix-\d+\.topology\.yaml$/.test(file));

/** The texts of the files after a fix, by URI; only those that it changes. */
function apply(analysis: Analysis, fix: Fix): Map<string, string> {
  const textOf = (uri: string): string | undefined => analysis.treeOf(uri)?.text;
  const edits = combineByFile(fix.edits, textOf);
  expect(edits, `the edits of “${fix.title}” overlap`).toBeDefined();
  return new Map([...edits!].map(([uri, own]) => [uri, applyEdits(textOf(uri)!, own)]));
}

function atSamePlace(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.message === b.message;
}

const cases = await Promise.all(
  fixtures.map(async (file) => {
    const written = readFileSync(file, 'utf8');
    const files = splitFixture(file, stripAnnotations(written));
    return { file, name: relative(FOLDER, file), written, files, analysis: await analyzeFixture(engine, files) };
  }),
);

describe.each(cases)('$name', ({ file, written, files, analysis }) => {
  const code = relative(FOLDER, dirname(file)).replaceAll('\\', '/');
  const { diagnostics } = analysis;

  it('has the expected diagnostics, one to one', () => {
    const annotated = new Map([...files].map(([path, text]) => [path, annotate(path, text, analysis)]));
    const whole = joinFixture(annotated);
    if (UPDATE && whole !== written) writeFileSync(file, whole);
    else expect(whole).toBe(written);
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
      const changed = new Map([...apply(analysis, fix)].map(([uri, text]) => [fileURLToPath(uri), text]));
      const fixed = joinFixture(new Map([...files].map(([path, text]) => [path, changed.get(path) ?? text])));
      if (UPDATE) writeFileSync(goldenFile, fixed);
      else expect(existsSync(goldenFile) ? readFileSync(goldenFile, 'utf8') : undefined).toBe(fixed);
    },
  );

  const all = diagnostics.flatMap((diagnostic) =>
    diagnostic.fixes.map((fix) => ({ diagnostic, fix, code: diagnostic.code })),
  );
  it.each(all)('$code is gone after “$fix.title”, and no new error has come', ({ diagnostic, fix }) => {
    const after = engine.analyzeEdited(analysis, apply(analysis, fix));
    expect(brokenParts(after)).toBeLessThanOrEqual(brokenParts(analysis));
    expect(after.diagnostics.filter((other) => atSamePlace(other, diagnostic))).toEqual([]);
    if (fix.asks) return;
    const errors = (found: readonly Diagnostic[]): string[] =>
      found.filter((each) => each.severity === 'error').map((each) => each.code);
    expect(errors(after.diagnostics).length).toBeLessThanOrEqual(errors(diagnostics).length);
  });
});

function brokenParts({ topology }: Analysis): number {
  return topology.files.reduce((sum, { tree }) => sum + tree.errors.length, 0);
}

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
