import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { regularText } from './texts.ts';

test('positions and offsets are those of an LSP document, in any text', () => {
  const anyText = fc.oneof(
    regularText,
    fc.string({ unit: fc.constantFrom('a', ':', '-', ' ', '\r', '\n', '\u2028', '𝒳'), maxLength: 30 }),
  );
  fc.assert(
    fc.property(anyText, fc.integer({ min: -2, max: 400 }), fc.integer({ min: -2, max: 40 }), (text, a, b) => {
      const tree = parse('u', text);
      const document = TextDocument.create('u', 'yaml', 0, text);
      expect(tree.positionAt(a)).toEqual(document.positionAt(a));
      expect(tree.offsetAt({ line: b, character: a % 50 })).toBe(document.offsetAt({ line: b, character: a % 50 }));
    }),
    { numRuns: 1000 },
  );
});
