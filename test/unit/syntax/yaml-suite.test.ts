import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { NO_FILES } from '../../../server/src/engine/model/include.ts';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import { parseWhole } from '../../../server/src/engine/syntax/parse.ts';
import { readPlain } from '../../../server/src/engine/syntax/plain.ts';
import type { SyntaxTree } from '../../../server/src/engine/syntax/tree.ts';
import { agrees } from './readers.ts';
import { contents, spans, view } from './view.ts';
import { eventsOf, SUITE } from './yaml-suite.ts';

/** Each text is typed in so many steps. */
const STEPS = 8;

const engine = createEngine();

describe.each([
  { where: 'as a file', placed: (yaml: string) => yaml },
  { where: 'as a VM', placed: (yaml: string) => asItem(yaml) },
])('the YAML test suite, each case $where', ({ placed }) => {
  const cases = SUITE.map(({ name, yaml, fails }) => ({ name, text: placed(yaml), fails }));

  it.each(cases)('is read with places that lie in it: $name', ({ text }) => {
    const tree = parse('u', text);
    expectSound(tree);
    const whole = parseWhole('u', text);
    expect(tree.errors.length > 0).toBe(whole.errors.length > 0);
    if (tree.errors.length === 0) expect(contents(tree)).toEqual(contents(whole));
  });

  it.each(cases)('is read alike by the quick reader and the library: $name', ({ text }) => {
    agrees(text);
    for (const unit of parse('u', text).units) agrees(unit.text);
  });

  it.each(cases)('is read alike when it is typed: $name', ({ text }) => {
    let tree = parse('u', '');
    const step = Math.max(1, Math.ceil(text.length / STEPS));
    for (let at = 0; at < text.length; at += step) {
      tree = update(tree, [{ start: at, end: at, newText: text.slice(at, at + step) }]);
      expect(view(tree)).toEqual(view(parse('u', tree.text)));
      for (const unit of tree.units) agrees(unit.text);
    }
    expect(tree.text).toBe(text);
  });

  it.each(cases)('is analyzed, with places that lie in it: $name', ({ text }) => {
    const analysis = engine.analyzeFiles(parse('u', text), NO_FILES);
    for (const { place, related, fixes } of analysis.diagnostics) {
      for (const each of [place, ...related.map((other) => other.place)]) {
        const [start, end] = [each.unit.start + each.start, each.unit.start + each.end];
        expect([0 <= start, start <= end, end <= text.length]).toEqual([true, true, true]);
      }
      for (const { edits } of fixes)
        for (const { unit, start, end } of edits)
          expect([0 <= start, start <= end, unit.start + end <= text.length]).toEqual([true, true, true]);
    }
    expect(analysis.plan.vms).toHaveLength(analysis.topology.jobs.flatMap(({ vms }) => vms).length);
  });
});

describe('the quick reader', () => {
  const read = SUITE.filter(({ yaml }) => readPlain(yaml) !== undefined);

  it.each(read)('finds what the YAML test suite says: $name', ({ yaml, events, fails }) => {
    const root = readPlain(yaml);
    expect(fails).toBe(false);
    expect(eventsOf(root === 'empty' ? undefined : root)).toEqual(events);
  });

  it('reads a good share of it', () => {
    expect(read.length).toBeGreaterThan(40);
  });
});

/** The text as an entry of `vms`, between two others. */
function asItem(yaml: string): string {
  const lines = yaml.replace(/\n$/, '').replace(/\n(?=[^\n])/g, '\n    ');
  return `topology: 1\nvms:\n  - name: before\n  - ${lines}\n  - name: after\nhosts:\n  - name: esx1\n`;
}

function expectSound(tree: SyntaxTree): void {
  expect(tree.units.map((unit) => unit.text).join('')).toBe(tree.text);
  for (const { start, end } of spans(tree))
    expect([0 <= start, start <= end, end <= tree.text.length]).toEqual([true, true, true]);
  for (const { place } of tree.errors) expect(place.end).toBeGreaterThan(place.start);
}
