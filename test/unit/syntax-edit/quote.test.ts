import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QuoteOptions, quoteScalar } from '../../../server/src/engine/syntax/edit/index.ts';
import { at, parseText } from './support.ts';

describe('quoteScalar', () => {
  test.each<[string, string, QuoteOptions?]>([
    ['esx01', 'esx01'],
    ['Hard disk 1', 'Hard disk 1'],
    ['1001', '1001'],
    ['true', 'true'],
    ['1001', "'1001'", { typed: true }],
    ['0x1F', "'0x1F'", { typed: true }],
    ['true', "'true'", { typed: true }],
    ['~', "'~'"],
    ['null', "'null'"],
    ['', "''"],
    ['*', "'*'"],
    ['*-sql', "'*-sql'"],
    ['web*', 'web*'],
    ['proxy:*', 'proxy:*'],
    ['5.0(2e)', '5.0(2e)'],
    ['10.10.50.0/24', '10.10.50.0/24'],
    ['HKLM\\SOFTWARE\\Veeam', 'HKLM\\SOFTWARE\\Veeam'],
    ["it's", "it's"],
    ["'tis", "'''tis'"],
    ['a: b', "'a: b'"],
    ['a:b', 'a:b'],
    ['a:', "'a:'"],
    ['a #b', "'a #b'"],
    ['a#b', 'a#b'],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['-', "'-'"],
    [' a', "' a'"],
    ['a, b', 'a, b'],
    ['a, b', "'a, b'", { flow: true }],
    ['a]', "'a]'", { flow: true }],
    ['---', "'---'"],
    ['<<', "'<<'"],
    ['München', 'München'],
    ['a\nb', '"a\\nb"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['a\\b\t"', '"a\\\\b\\t\\""'],
    ['plain', "'plain'", { style: 'single' }],
    ['C:\\x', '"C:\\\\x"', { style: 'double' }],
  ])('%j is written %s', (text, written, options) => {
    expect(quoteScalar(text, options)).toBe(written);
  });

  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        '1',
        ' ',
        ':',
        '#',
        '-',
        '?',
        '*',
        "'",
        '"',
        '\\',
        ',',
        '[',
        '}',
        '\n',
        '~',
        '.',
        '%',
        '|',
        '&',
      ),
    }),
  );
  const styles = fc.constantFrom<'plain' | 'single' | 'double'>('plain', 'single', 'double');

  test('reading what was written gives the text back, as value and as key, in block and in flow', () => {
    fc.assert(
      fc.property(texts, styles, fc.boolean(), (text, style, typed) => {
        const block = quoteScalar(text, { style, typed });
        const flow = quoteScalar(text, { style, typed, flow: true });
        const source = `a: ${block}\nb:\n  - ${block}\nc: [x, ${flow}]\nd: { k: ${flow} }\ne:\n  ${block}: v\nf: { ${flow}: v }\n`;
        const tree = parseText(source);
        expect(tree.errors).toEqual([]);
        for (const path of ['a', 'b/0', 'c/1', 'd/k'])
          expect(at(tree, path).node).toMatchObject({ kind: 'scalar', text });
        const keys = (path: string) => {
          const { node } = at(tree, path);
          return node.kind === 'map' ? node.pairs.map(({ key }) => key.text) : [];
        };
        expect(keys('e')).toEqual([text]);
        expect(keys('f')).toEqual([text]);
      }),
      { numRuns: 400 },
    );
  });
});
