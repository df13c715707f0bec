import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import manifest from '../../../package.json' with { type: 'json' };
import { globMatches } from '../../../server/src/engine/model/selectors.ts';
import { plainMarkdown } from '../../../server/src/features/markup.ts';
import type { FileSystem } from '../../../server/src/files/file-system.ts';
import { filesMatching } from '../../../server/src/files/glob.ts';
import configuration from '../../../syntaxes/language-configuration.json' with { type: 'json' };
import { filesUnder } from '../../support/files.ts';
import { cpuTime, growth, LINEAR } from '../../support/growth.ts';

const ROOT = join(import.meta.dirname, '../../..');

interface Found {
  readonly where: string;
  readonly regex: RegExp;
}

/** Every regular expression that stands in the sources, and those that VS Code is given. */
const all: Found[] = [
  ...['server/src', 'client/src', 'client/view']
    .flatMap((folder) => [...filesUnder(join(ROOT, folder), '.ts'), ...filesUnder(join(ROOT, folder), '.tsx')])
    .flatMap((file) => {
      const { code } = transformSync(readFileSync(file, 'utf8'), {
        loader: file.endsWith('x') ? 'tsx' : 'ts',
        format: 'esm',
      });
      return regexesIn(parseAst(code)).map((regex) => ({ where: relative(ROOT, file), regex }));
    }),
  ...[
    ...configuration.onEnterRules.map(({ beforeText }) => beforeText),
    ...Object.values(configuration.folding.markers),
    configuration.wordPattern,
  ].map((source) => ({ where: 'syntaxes/language-configuration.json', regex: new RegExp(source) })),
  ...manifest.contributes.problemMatchers
    .flatMap(({ pattern }) => pattern)
    .map(({ regexp }) => ({ where: 'package.json', regex: new RegExp(regexp) })),
];

function regexesIn(node: unknown): RegExp[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } };
  if (type === 'Literal' && regex) return [new RegExp(regex.pattern, regex.flags)];
  return Object.values(node).flatMap(regexesIn);
}

/** A regular expression takes one character after another, and looks back at none, unless something in it repeats. */
const repeating = all.filter(({ regex }) =>
  /[*+]|\{\d+,\d*\}/.test(regex.source.replace(/\\.|\[(\\.|[^\]\\])*\]/g, 'x')),
);

const COMMON = [
  'a',
  '0',
  '1',
  ' ',
  '\t',
  '\n',
  '-',
  '.',
  '/',
  '"',
  "'",
  '\\',
  '`',
  '[',
  '(',
  '*',
  '#',
  ':',
  '\u00e9',
  '!',
];

/** Strings to be repeated: what the expression itself speaks of, alone and in twos. */
function pumps({ source }: RegExp): string[] {
  const own = [...new Set([...source.replace(/\\[a-zA-Z]/g, '')])].filter(
    (character) => !'?+^$|)]{}'.includes(character),
  );
  const single = [...new Set([...own, ...COMMON])];
  const words = source.match(/[a-z]{2,}/gi) ?? [];
  return [...single, ...own.flatMap((one) => own.map((other) => one + other)), ...words];
}

const LENGTH = 10_000;

describe('regular expressions', () => {
  it('are found in the sources', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(repeating.length).toBeGreaterThan(50);
  });

  it.each(repeating.map(({ where, regex }) => [where, regex] as const))(
    '%s: %s takes linear time',
    async (_, regex) => {
      for (const pump of pumps(regex)) {
        for (const [before, after] of [
          ['', ''],
          ['', '\u0001'],
          [pump.slice(0, 1), '\u0001\n'],
          ['x', 'x'],
          ['- a:', '\u0001'],
        ] as const) {
          const search = (length: number) => {
            const text = before + pump.repeat(length / pump.length) + after;
            return () => {
              regex.lastIndex = 0;
              text.replace(regex, '');
            };
          };
          // What is exponential shows while it still ends.
          expect(await cpuTime(search(24)), JSON.stringify(pump)).toBeLessThan(1000);
          const where = `${JSON.stringify(before)}, ${JSON.stringify(pump)} repeated, ${JSON.stringify(after)}`;
          expect(await growth(search, LENGTH), where).toBeLessThan(LINEAR);
        }
      }
    },
  );
});

describe('what matches a glob', () => {
  it.each([
    ['*a*a*a*a*b', 'a'],
    ['*?*?*?*?*b', 'a'],
    [`${'a*'.repeat(20)}b`, 'a'],
    ['**********b', 'a'],
  ])('is found in time that grows with the name: %s', async (glob, name) => {
    const match = (length: number) => {
      const text = name.repeat(length);
      return () => globMatches(glob, text);
    };
    expect(await growth(match, 150_000)).toBeLessThan(LINEAR);
  });

  it('is looked for in each folder once, however many ** there are', async () => {
    /** How many folders are read, of a tree of this depth with two folders in each. */
    const looks = async (depth: number, glob: string): Promise<number> => {
      let count = 0;
      const system: FileSystem = {
        readFile: async () => '',
        readFolder: async (uri) => {
          count++;
          const level = uri.split('/').length - 'file:///s'.split('/').length;
          return level < depth ? ['a', 'b'].map((name) => ({ name, isFolder: true })) : [];
        },
      };
      await filesMatching(system, 'file:///s/site.yaml', glob);
      return count;
    };
    for (const stars of [1, 2, 4, 8]) {
      const glob = `${'**/'.repeat(stars)}x.yaml`;
      expect(await looks(8, glob)).toBeLessThanOrEqual((stars + 1) * 2 ** 9);
    }
  });
});

describe('Markdown without its marks', () => {
  it.each(['```\n', '```', '`', '[', '[a](', '\\', '![', '**', '[a](b)', '#'])(
    'is made in linear time of %j',
    async (pump) => {
      const strip = (length: number) => {
        const text = pump.repeat(length / pump.length);
        return () => plainMarkdown(text);
      };
      expect(await growth(strip, LENGTH)).toBeLessThan(LINEAR);
    },
  );
});
