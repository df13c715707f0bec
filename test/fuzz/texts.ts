import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { generateTopology } from '../oracle/generate.ts';
import { filesUnder } from '../support/files.ts';
import { editPlan, editsFor } from '../unit/syntax/texts.ts';
import { edited } from '../unit/syntax/view.ts';
import { SUITE } from '../unit/syntax/yaml-suite.ts';

/** In characters: larger files are slow to work on, and hold nothing that small ones do not. */
const SMALL = 3_000;

const read = (path: string): string => readFileSync(path, 'utf8');

/** Every sample, and every fixture. */
export const CORPUS: readonly string[] = [
  ...filesUnder('samples', '.yaml'),
  ...filesUnder('test/fixtures', '.yaml').filter((path) => !path.includes('.fix-')),
].map(read);

const samples = CORPUS.filter((text) => text.length < SMALL && /^vms:/m.test(text));
const generated = Array.from({ length: 400 }, (_, seed) => generateTopology(seed).text).filter(
  (text) => text.length < SMALL,
);

/** A small site without mistakes, or with those of a fixture. */
export const smallSite = fc.oneof(fc.constantFrom(...samples), fc.constantFrom(...generated));

/** What names and values should not be, and what means something elsewhere. */
const ODD_VALUES = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', '0', '-1', '-0'],
  ...['null', '~', 'true', 'no', 'NaN', '.inf', '-.inf', '2026-02-30', '2026-01-01T00:00:00Z', '1e999', '0x10'],
  ...['99999999999999999999', '-9007199254740993', '0o17', '1_000', '0.1e-400', '""', "''", '[]', '{}', '<<', '*a'],
  ...[
    '"\\u0000"',
    '"\\uD800"',
    '\uD800',
    '"\\uFFFF"',
    '\uFEFFa',
    '\u202Etxt.exe\u202C',
    'שלום',
    'مرحبا',
    'a\u0301\u0302\u0303',
  ],
  ...[
    '👩‍👩‍👧‍👦',
    '𝒳',
    'ß',
    'İ',
    'ı',
    'a\u00a0b',
    '\u2028',
    '\u0085',
    '256.256.256.256',
    '10.0.0.0/33',
    '::1%eth0',
    '/etc/passwd',
  ],
  ...[
    '../../..',
    'a/b',
    '*',
    '?',
    '[a-',
    '!tag x',
    '&a b',
    '|',
    '>-',
    '- - - a',
    '? a',
    ': a',
    '%YAML 1.3',
    '---',
    '...',
  ],
  ...['x'.repeat(5_000), `"${'\\n'.repeat(200)}"`, '['.repeat(99), '{ a: '.repeat(60)],
];

/** Texts that nobody means to write, each with its kind. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  // A site with odd values in place of some of its own.
  fc.tuple(smallSite, fc.array(fc.tuple(fc.nat(), fc.constantFrom(...ODD_VALUES)), { maxLength: 6 })).map(withValues),
  // One with edits that break it.
  fc
    .tuple(smallSite, fc.array(editPlan, { maxLength: 3 }))
    .map(([text, plans]) => plans.reduce((result, plan) => edited(result, editsFor(result, plan)), text)),
  // The beginning of anything, as if it was typed.
  fc
    .tuple(fc.constantFrom(...CORPUS, ...SUITE.map(({ yaml }) => yaml)), fc.nat())
    .map(([text, at]) => text.slice(0, at % (Math.min(text.length, SMALL) + 1))),
  // Lines that end as they like, and are indented with tabs.
  fc
    .tuple(smallSite, fc.array(fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\t', '\r\n  '), { minLength: 1 }))
    .map(([text, ends]) => {
      let line = 0;
      return text.replace(/\n/g, () => ends[line++ % ends.length]!);
    }),
  // Any bytes, read as UTF-8 and as Latin-1, below a beginning that is none of them.
  fc
    .tuple(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('utf8', 'latin1', 'utf16le'),
      fc.constantFrom('', 'topology: 1\nvms:\n  - name: '),
    )
    .map(([bytes, encoding, before]) => before + Buffer.from(bytes).toString(encoding as BufferEncoding)),
  // Any characters, halves of pairs among them.
  fc.string({ unit: 'binary', maxLength: 200 }),
);

function withValues([text, values]: [string, [number, string][]]): string {
  return values.reduce((result, [at, value]) => {
    const places = [...result.matchAll(/(?<=[:[,-] ?)[\w.*-]+/g)];
    const place = places[at % Math.max(1, places.length)];
    return place ? result.slice(0, place.index) + value + result.slice(place.index + place[0].length) : value;
  }, text);
}
