import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../support/files.ts';

const SERVER = join(import.meta.dirname, '../../server/src');

/** Layers from the bottom up; each may import what stands before it, and itself. */
const LAYERS = [
  'engine/syntax',
  'engine/schema',
  'engine/model',
  'engine/planner',
  'engine/explain',
  'engine/navigate',
  'engine/compare',
  'engine/graph',
  'engine/view',
  'engine/repair',
  'engine/rules',
  'engine/remediate',
  'engine/refactor',
  'engine/start',
  'engine/complete',
  'engine',
  'engine/project',
  'files',
  'features',
  'lsp',
  'cli',
  'node',
  'browser',
];

/** Imports that go against the order of the layers, and why they may. */
const ALLOWED = new Set([
  // Features speak of the documents and settings that the server hands to them; types only.
  'features -> lsp',
  // `hxtopo lsp` is the server.
  'cli -> node',
]);

/** The libraries that one folder of the engine knows, and no other. */
const LIBRARIES: { readonly [folder: string]: readonly string[] } = { syntax: ['yaml'], graph: ['@dagrejs/dagre'] };

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [
    ...source.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].map((match) => match[1] ?? match[2]!);
}

function layerOf(path: string): string | undefined {
  return LAYERS.filter((layer) => path === layer || path.startsWith(`${layer}/`)).sort(
    (a, b) => b.length - a.length,
  )[0];
}

const files = filesUnder(SERVER, '.ts').map((file) => ({ file, path: relative(SERVER, file).replaceAll('\\', '/') }));

describe('the engine', () => {
  it.each(files.filter(({ path }) => path.startsWith('engine/')))(
    '$path knows neither Node, LSP nor VS Code',
    ({ file, path }) => {
      const libraries = importsOf(file).filter((name) => !name.startsWith('.'));
      const allowed = LIBRARIES[path.split('/')[1]!] ?? ['ipaddr.js'];
      expect(libraries.filter((name) => !allowed.includes(name))).toEqual([]);
      expect(readFileSync(file, 'utf8')).not.toMatch(/\b(process|Buffer|require|globalThis|setTimeout|fetch)\b\s*[.(]/);
    },
  );
});

describe('arrows point one way', () => {
  it.each(files)('$path imports only from its own layer and those below', ({ file, path }) => {
    const from = layerOf(path);
    expect(from, 'stands in a layer').toBeDefined();
    const upward = importsOf(file)
      .filter((name) => name.startsWith('.') && name.endsWith('.ts'))
      .map((name) => layerOf(relative(SERVER, join(dirname(file), name)).replaceAll('\\', '/'))!)
      .filter((to) => LAYERS.indexOf(to) > LAYERS.indexOf(from!) && !ALLOWED.has(`${from} -> ${to}`));
    expect(upward).toEqual([]);
  });
});

describe('the extension', () => {
  const ofClient = ['.ts', '.tsx'].flatMap((ending) => filesUnder(join(SERVER, '../../client'), ending));
  it.each(ofClient.map((file) => ({ file })))(
    'decides nothing: $file takes only the protocol from the server',
    ({ file }) => {
      const fromServer = importsOf(file).filter((name) => name.includes('server/src'));
      expect(fromServer.every((name) => /server\/src\/lsp\/((plan|compare)-)?protocol\.ts$/.test(name))).toBe(true);
    },
  );
});
