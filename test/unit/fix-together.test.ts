import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../server/src/engine/engine.ts';
import { fixRule } from '../../server/src/engine/fix-rule.ts';
import { fixTogether } from '../../server/src/engine/fix-together.ts';
import type { Diagnostic } from '../../server/src/engine/rules/check.ts';
import type { Fix } from '../../server/src/engine/rules/rule.ts';
import { applyEdits, combine, type PlacedEdit } from '../../server/src/engine/syntax/edit/placed.ts';
import { parse } from '../../server/src/engine/syntax/index.ts';
import { stripAnnotations } from '../support/annotate.ts';
import { filesUnder } from '../support/files.ts';

const ROOT = join(import.meta.dirname, '../..');
const TEXT = 'topology: 1\nx: [one, two, three]\n';
const [unit] = parse('x', TEXT).units;

const edit = fc
  .tuple(fc.nat(unit!.text.length), fc.nat(3), fc.constantFrom('', 'a', 'b\n'))
  .map(([start, length, newText]): PlacedEdit => {
    return { unit: unit!, start, end: Math.min(unit!.text.length, start + length), newText };
  });
const fixes = fc.array(
  fc.array(edit, { maxLength: 3 }).map((edits) => ({ edits })),
  { maxLength: 12 },
);

describe('fixes that go together', () => {
  it('are those that one by one found a place, and their edits do not overlap', () => {
    fc.assert(
      fc.property(fixes, (all) => {
        const together = fixTogether(all, () => TEXT);
        let oneByOne: typeof all = [];
        for (const fix of all) {
          const more = [...oneByOne, fix];
          if (
            combine(
              more.flatMap(({ edits }) => edits),
              TEXT,
            )
          )
            oneByOne = more;
        }
        expect(together.fixes).toEqual(oneByOne);
        const edits = together.edits.get('x') ?? [];
        for (const [index, { start }] of edits.entries()) {
          expect(start).toBeGreaterThanOrEqual(edits[index - 1]?.end ?? 0);
        }
        expect(applyEdits(TEXT, edits)).toBe(
          applyEdits(
            TEXT,
            combine(
              oneByOne.flatMap((fix) => fix.edits),
              TEXT,
            )!,
          ),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

const engine = createEngine();
const files = ['samples', 'test/fixtures/rules'].flatMap((folder) => filesUnder(join(ROOT, folder), '.topology.yaml'));

/** The rules that a file breaks more than once, with a fix for two at least. */
function severalOf(file: string) {
  const text = stripAnnotations(readFileSync(file, 'utf8'));
  const { diagnostics, tree } = engine.analyze(file, text);
  return [...new Set(diagnostics.map(({ code }) => code))].flatMap((code) => {
    const own = diagnostics.filter((diagnostic) => diagnostic.code === code);
    const together = fixRule(own, () => text);
    return together.fixes.length < 2 ? [] : [{ file, name: relative(ROOT, file), code, text, tree, own, together }];
  });
}

describe('all fixes of a rule', () => {
  const cases = files.flatMap(severalOf);

  it('are tried on safe fixes and on others', () => {
    const all: Fix[] = cases.flatMap(({ together }) => [...together.fixes]);
    expect(new Set(all.map(({ safe }) => safe))).toEqual(new Set([true, false]));
  });

  it.each(cases)(
    '$code of $name: what was fixed is gone, and the YAML is whole',
    ({ file, text, tree, own, together }) => {
      expect(together.fixes.every(({ asks }) => !asks)).toBe(true);
      const after = engine.analyze(file, applyEdits(text, together.edits.get(file) ?? []));
      expect(after.tree.errors.length).toBeLessThanOrEqual(tree.errors.length);
      const told = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ message }) => message);
      const fixed = own.filter(({ fixes: [fix] }) => together.fixes.some(({ title }) => title === fix?.title));
      expect(told(after.diagnostics).filter((message) => told(fixed).includes(message))).toEqual([]);
    },
  );
});
