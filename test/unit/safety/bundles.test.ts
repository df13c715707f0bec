import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { build } from '../../../scripts/build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
afterAll(() => rmSync(folder, { recursive: true }));

let metafiles: Metafile[];
beforeAll(async () => {
  metafiles = await build(folder);
});

/** The output of a metafile, by its file's name. */
function bundle(name: string) {
  const found = metafiles.flatMap(({ outputs }) => Object.entries(outputs)).find(([path]) => path.endsWith(`/${name}`));
  if (!found) throw new Error(`no bundle ${name}`);
  const [, { imports, inputs }] = found;
  return {
    text: readFileSync(join(folder, name), 'utf8'),
    modules: [
      ...new Set(imports.filter(({ external }) => external).map(({ path }) => path.replace(/^node:/, ''))),
    ].sort(),
    inputs: Object.keys(inputs),
  };
}

/** What a bundle takes of Node. `child_process` and `net`: how an editor and its server are joined. */
const FILES = ['buffer', 'crypto', 'fs/promises', 'path', 'process', 'readline', 'url', 'v8'];
const JOINED = ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'url', 'util'];

describe.each(['extension.cjs', 'server.cjs', 'hxtopo.cjs'])('%s', (name) => {
  it('takes nothing that speaks to the network, and nothing that runs code', () => {
    const allowed = new Set([...FILES, ...JOINED, 'stream/consumers', ...(name === 'extension.cjs' ? ['vscode'] : [])]);
    expect(bundle(name).modules.filter((module) => !allowed.has(module))).toEqual([]);
  });
});

describe.each([
  ['web/extension.js', ['vscode']],
  ['web/server.js', []],
])('%s', (name, modules) => {
  it('takes nothing that a browser does not have', () => {
    const { modules: taken, text } = bundle(name);
    expect(taken).toEqual(modules);
    expect(text).not.toMatch(/["'`]node:/);
    expect(calledNames(parseAst(text, { lang: 'js' })).has('require')).toBe(modules.length > 0);
  });
});

describe.each(['extension.cjs', 'server.cjs', 'hxtopo.cjs', 'web/extension.js', 'web/server.js'])('%s', (name) => {
  it('evaluates no text, and asks nothing of the web', () => {
    const names = calledNames(parseAst(bundle(name).text.replace(/^#!.*/, ''), { lang: 'js' }));
    expect(names.size).toBeGreaterThan(10);
    for (const forbidden of [
      'eval',
      'Function',
      'fetch',
      'WebSocket',
      'XMLHttpRequest',
      'EventSource',
      'importScripts',
    ]) {
      expect(names, forbidden).not.toContain(forbidden);
    }
  });
});

describe('our own files', () => {
  it('start a process only to run Git, and to run the extension’s own bundles', () => {
    const importing = metafiles
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([path, { imports }]) => !path.includes('node_modules') && imports.some(isOutward))
      .map(([path]) => path.replace(/^.*?((server|client)\/src\/)/, '$1'));
    expect([...new Set(importing)]).toEqual(['server/src/node/git-files.ts']);
  });

  function isOutward({ path }: { path: string }): boolean {
    return /^(node:)?(child_process|cluster|worker_threads|vm|net|tls|dgram|dns|https?|http2|inspector|module)$/.test(
      path,
    );
  }
});

describe('third-party-notices.txt', () => {
  it('has every package of the bundles with its licence, and no other', () => {
    const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
    const packages = inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    const expected = [...new Set(packages)].sort();
    expect(expected.length).toBeGreaterThan(5);
    const notices = readFileSync(join(folder, 'third-party-notices.txt'), 'utf8').split(/\n-{80}\n\n/);
    const told = notices.map((notice) =>
      /^(\S+) \d+\.\d+\.\d+\S* \((MIT|ISC|BlueOak-1\.0\.0)\)\n\n(.{200})/s.exec(notice),
    );
    // A package can be there in two versions.
    expect([...new Set(told.map((match) => match?.[1]))].sort()).toEqual(expected);
  });
});

/** The names of all functions that are called, or made with `new`, and that nobody declares. */
function calledNames(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  const { type, callee } = node as { type?: string; callee?: { type: string; name?: string } };
  if ((type === 'CallExpression' || type === 'NewExpression') && callee?.type === 'Identifier') found.add(callee.name!);
  for (const value of Object.values(node)) calledNames(value, found);
  return found;
}
