import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { filesUnder } from '../../support/files.ts';
import { agrees } from './readers.ts';
import { editPlan, editsFor, regularText } from './texts.ts';
import { edited } from './view.ts';

const ROOT = join(import.meta.dirname, '../../..');
const files = ['samples', 'test/fixtures'].flatMap((folder) => filesUnder(join(ROOT, folder), '.yaml'));

describe('the quick reader and the YAML library', () => {
  it.each(files.map((file) => ({ name: file.slice(ROOT.length + 1), file })))('agree on $name', ({ file }) => {
    const text = readFileSync(file, 'utf8');
    for (const { text: own } of parse('u', text).units) agrees(own);
    agrees(text);
  });

  it('agree on every piece of a large site, and the quick reader reads all of them', () => {
    const units = parse('u', largeTopology(300)).units.slice();
    expect(units.filter(({ text }) => !agrees(text)).map(({ text }) => text)).toEqual([]);
  });

  it('agree on generated sites', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        for (const { text } of parse('u', generateTopology(seed).text).units) agrees(text);
      }),
      { numRuns: 150 },
    );
  });

  it('agree on texts, whole and broken', () => {
    let read = 0;
    fc.assert(
      fc.property(regularText, editPlan, (text, plan) => {
        if (agrees(text)) read++;
        const broken = edited(text, editsFor(text, plan));
        agrees(broken);
        for (const { text: own } of parse('u', broken).units) agrees(own);
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('agree on small texts of all that means something in YAML', () => {
    const word = fc.constantFrom(
      'a',
      'b',
      'c',
      '-',
      '- ',
      ': ',
      ':',
      '\n',
      '\n  ',
      '\n    ',
      ' ',
      '#',
      ' # x',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      '&',
      '*',
      '!',
      '|',
      '>',
      '%',
      '@',
      '?',
      '\\',
      '~',
      '<<',
      '---',
      '...',
      '\r\n',
      '\t',
      'é',
      '0',
      '.',
      '=',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        agrees(words.join(''));
      }),
      { numRuns: 40_000 },
    );
  });
});
