import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, type SyntaxTree, update } from '../../../server/src/engine/syntax/index.ts';
import { parseWhole } from '../../../server/src/engine/syntax/parse.ts';
import { editPlan, editsFor, regularText } from './texts.ts';
import { contents, edited, errors, spans, view } from './view.ts';

const brokenText = fc.tuple(regularText, editPlan).map(([text, plan]) => edited(text, editsFor(text, plan)));

test('a text without mistakes is cut into units and reads as if parsed in one piece', () => {
  fc.assert(
    fc.property(regularText, (text) => {
      const tree = parse('u', text);
      expect(tree.errors).toEqual([]);
      expect(tree.units.some((unit) => 'kind' in unit && unit.kind === 'file')).toBe(false);
      expect(view(tree)).toEqual(view(parseWhole('u', text)));
    }),
    { numRuns: 600 },
  );
});

test('a broken text has errors by units if and only if it has in one piece, and the same contents without', () => {
  fc.assert(
    fc.property(brokenText, (text) => {
      const tree = parse('u', text);
      const whole = parseWhole('u', text);
      expect(tree.errors.length > 0).toBe(whole.errors.length > 0);
      if (tree.errors.length > 0) expect(errors(tree)[0]).toEqual(errors(whole)[0]);
      else expect(contents(tree)).toEqual(contents(whole));
    }),
    { numRuns: 600 },
  );
});

test('an update gives what a parse of the new text gives', () => {
  fc.assert(
    fc.property(regularText, fc.array(editPlan, { minLength: 1, maxLength: 6 }), (start, plans) => {
      let text = start;
      let tree = parse('u', text);
      for (const plan of plans) {
        const edits = editsFor(text, plan);
        text = edited(text, edits);
        tree = update(tree, edits);
        expectSame(tree, parse('u', text), text);
      }
      tree = update(tree, [{ start: 0, end: text.length, newText: start }]);
      expectSame(tree, parse('u', start), start);
    }),
    { numRuns: 600 },
  );
});

function expectSame(tree: SyntaxTree, fresh: SyntaxTree, text: string): void {
  expect(tree.text).toBe(text);
  expect(view(tree)).toEqual(view(fresh));
  expect(tree.units.map(({ start, startLine, text: own }) => ({ start, startLine, own }))).toEqual(
    fresh.units.map(({ start, startLine, text: own }) => ({ start, startLine, own })),
  );
}

test('any string parses, and every span lies within it', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'ab:- \n\t\r#"\'[]{},&*!|>%@`?\\<~.\u0000\uFEFF\uD800'), maxLength: 60 }),
    brokenText,
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const tree = parse('u', text);
      expect(tree.units.map((unit) => unit.text).join('')).toBe(text);
      for (const { start, end } of spans(tree)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      for (const { place } of tree.errors) expect(place.end).toBeGreaterThan(place.start);
    }),
    { numRuns: 600 },
  );
});
