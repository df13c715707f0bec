import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const suiteDir = fileURLToPath(new URL('suite', import.meta.url));
const webAssert = fileURLToPath(new URL('web/assert.ts', import.meta.url));

/**
 * Bundles every test file of the suite, so that none can be forgotten, into the CommonJS module that VS Code loads.
 *
 * @param {string} outDir where it is written
 * @returns {Promise<string>} the module's path; it exports `run()`
 */
export function bundleSuite(outDir) {
  return bundle(path.join(outDir, 'suite.cjs'), testFiles(), { platform: 'node', target: 'node20' });
}

/**
 * Bundles the suite for the extension host of VS Code on the web.
 *
 * @param {string} outDir where it is written
 * @param {readonly string[]} leftOut tests of what needs Node, by their files' names
 * @returns {Promise<string>} the module's path; it exports `run()`
 */
export function bundleWebSuite(outDir, leftOut) {
  const files = testFiles();
  const unknown = leftOut.filter((name) => !files.includes(name));
  if (unknown.length > 0) throw new Error(`${suiteDir} has no ${unknown}`);
  const kept = files.filter((name) => !leftOut.includes(name));
  const alias = { 'node:assert/strict': webAssert };
  return bundle(path.join(outDir, 'web-suite.js'), kept, { platform: 'browser', target: 'es2023', alias });
}

function testFiles() {
  return readdirSync(suiteDir)
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
}

async function bundle(outfile, files, options) {
  const imports = files.map((name) => `import './${name}';`);
  await build({
    stdin: { contents: [...imports, "export { run } from './harness.ts';"].join('\n'), resolveDir: suiteDir },
    outfile,
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
    ...options,
  });
  return outfile;
}
