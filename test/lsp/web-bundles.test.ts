import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const WEB = join(import.meta.dirname, '../../dist/web');

it.each([
  ['extension.js', ['vscode']],
  ['server.js', []],
])('%s asks for no module that the web does not have', (name, known) => {
  const bundle = readFileSync(join(WEB, name), 'utf8');
  const asked = [...bundle.matchAll(/\b(?:require|import)\(\s*["'`]?([^"'`)]*)/g)].map(([, module]) => module!);
  expect([...new Set(asked)]).toEqual(known);
  expect(bundle).not.toMatch(/["'`]node:/);
  expect(builtinModules.filter((module) => bundle.includes(`from"${module}"`))).toEqual([]);
});
