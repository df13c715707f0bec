import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createGrammarSnapshot } from 'vscode-tmlanguage-snapshot';
import { topology } from '../../server/src/engine/schema/format.ts';
import type { Type } from '../../server/src/engine/schema/types.ts';
import { growth, LINEAR } from '../support/growth.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// The manifest's extensions have two dots, which the snapshot tool does not know: contributes.json gives it plain `.yaml`,
// and project files, which the manifest knows by their whole name, `.hxtopo`.
const snapshot = await createGrammarSnapshot(path('contributes.json'));

/** The scopes of each token of each line, as `text scope scope …`, over a text that is not worth a fixture. */
async function tokensOf(text: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'grammar-'));
  try {
    writeFileSync(join(folder, 'input.yaml'), text);
    let line = '';
    const tokens: string[] = [];
    for (const row of (await snapshot(join(folder, 'input.yaml'))).split('\n')) {
      if (row.startsWith('>')) line = row;
      const [, before, marks, scopes] = /^#( *)(\^+) \S+(.*)$/.exec(row) ?? [];
      if (marks) tokens.push(line.slice(1 + before!.length, 1 + before!.length + marks.length) + scopes);
    }
    return tokens;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The words that the format knows for the value of a key. */
function* words(type: Type, key: string): Generator<[key: string, word: string]> {
  if (type.kind === 'scalar') {
    for (const word of Object.keys(type.values ?? {})) yield [key, word];
  } else if (type.kind === 'map' || type.kind === 'oneKey') {
    for (const [name, field] of Object.entries<{ type: Type }>(type.fields)) yield* words(field.type, name);
  } else {
    if (type.kind === 'wordOrList') yield [key, type.word];
    yield* words(type.element, key);
  }
}

describe('the grammar', () => {
  test.each(readdirSync(path('fixtures')))('colours %s as reviewed', async (name) => {
    await expect(`${await snapshot(path(`fixtures/${name}`))}\n`).toMatchFileSnapshot(path(`snapshots/${name}.snap`));
  });

  // The longest lines that VS Code colours have 20,000 characters.
  test.each([
    ['digits', (length: number) => `  name: a${'1'.repeat(length)}b`],
    ['words behind what is no key', (length: number) => `proxy:${'x x'.repeat(length / 3)}`],
    ['what looks like an address', (length: number) => `a${'ff:'.repeat(length / 3)}b`],
  ])('colours a line in time that grows with it: %s', async (_, line) => {
    // The grammar is read.
    await tokensOf(line(100));
    const colour = (length: number) => {
      const text = line(length);
      return () => tokensOf(text);
    };
    expect(await growth(colour, 4_750)).toBeLessThan(LINEAR);
  });

  test('knows every section of the format', async () => {
    const sections = Object.entries<{ type: Type }>(topology.fields)
      .filter(([, { type }]) => type.kind === 'map' || (type.kind === 'list' && type.element.kind === 'map'))
      .map(([key]) => key);
    const tokens = await tokensOf(sections.map((key) => `${key}:\n`).join(''));
    expect(tokens.filter((token) => token.includes('entity.name.section')).map((token) => token.split(' ')[0])).toEqual(
      sections,
    );
  });

  test('knows every enumeration value of the format, and no other', async () => {
    const pairs = [...words(topology, '')];
    expect(pairs.length).toBeGreaterThan(50);
    const scope = / (?:constant\.(?:language|numeric)|storage\.type\.registry)\S*$/;
    const tokens = await tokensOf(pairs.map(([key, word]) => `  ${key}: ${word}\n`).join(''));
    expect(tokens.filter((token) => scope.test(token)).map((token) => token.split(' ')[0])).toEqual(
      pairs.map(([, word]) => word),
    );
    const wrong = await tokensOf(pairs.map(([key, word]) => `  ${key}: ${word}x\n`).join(''));
    expect(wrong.filter((token) => scope.test(token))).toEqual([]);
  });

  test('stands alone: it includes no other grammar', () => {
    const text = readFileSync(path('../../syntaxes/hyperflex-topology.tmLanguage.json'), 'utf8');
    const includes = [...text.matchAll(/"include": "([^"]*)"/g)].map(([, target]) => target!);
    const defined = Object.keys((JSON.parse(text) as { repository: object }).repository);
    expect(new Set(includes)).toEqual(new Set(defined.map((name) => `#${name}`)));
  });
});
