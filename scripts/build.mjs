// Bundles everything that runs into dist/, so that neither the extension nor the CLI needs node_modules.
// `--watch` keeps building on every change, with source maps and unminified.
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {esbuild.BuildOptions} */
const web = { platform: 'browser', target: 'es2023', mainFields: ['browser', 'module', 'main'] };

/** @type {{ in: string, out: string, options?: esbuild.BuildOptions }[]} */
const bundles = [
  { in: 'client/src/node.ts', out: 'dist/extension.cjs', options: { external: ['vscode'] } },
  { in: 'server/src/node/server.ts', out: 'dist/server.cjs' },
  { in: 'server/src/node/hxtopo.ts', out: 'dist/hxtopo.cjs', options: { banner: { js: '#!/usr/bin/env node' } } },
  // VS Code on the web calls an extension as a CommonJS module, too; a worker is a script.
  { in: 'client/src/browser.ts', out: 'dist/web/extension.js', options: { ...web, external: ['vscode'] } },
  { in: 'server/src/browser/server.ts', out: 'dist/web/server.js', options: { ...web, format: 'iife' } },
  { in: 'client/view/main.tsx', out: 'dist/view/plan.js', options: { ...web, format: 'iife', target: 'es2022' } },
  { in: 'client/view/plan.css', out: 'dist/view/plan.css', options: { ...web, target: 'es2022' } },
];

/**
 * esbuild's options for one bundle: CommonJS, since VS Code loads an extension's `.cjs` by `require`.
 * @param {(typeof bundles)[number]} bundle
 * @param {boolean} watch
 * @returns {esbuild.BuildOptions}
 */
const optionsOf = (bundle, watch) => ({
  absWorkingDir: root,
  entryPoints: [bundle.in],
  outfile: bundle.out,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // vscode-jsonrpc's and yaml's ES modules bundle smaller, and without the UMD wrappers' dynamic requires.
  mainFields: ['module', 'main'],
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  ...bundle.options,
});

/**
 * Builds all that the packages hold.
 * @param {string} [folder] where to; dist/ by default
 * @returns {Promise<esbuild.Metafile[]>} what each bundle is made of; rejects when one does not build (esbuild has then
 *   printed why)
 */
export async function build(folder = path.join(root, 'dist')) {
  const outfile = (bundle) => path.join(folder, path.relative('dist', bundle.out));
  const results = await Promise.all(
    bundles.map((bundle) => esbuild.build({ ...optionsOf(bundle, false), outfile: outfile(bundle) })),
  );
  await chmod(path.join(folder, 'hxtopo.cjs'), 0o755);
  const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
  const sources = [...new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)))];
  await writeFile(path.join(folder, 'third-party-notices.txt'), await thirdPartyNotices(sources));
  return metafiles;
}

async function watch() {
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...optionsOf(bundle, true), logLevel: 'info' });
    await context.watch();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await (process.argv.includes('--watch') ? watch() : build());
  } catch {
    process.exitCode = 1;
  }
}
