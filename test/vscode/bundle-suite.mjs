import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const suiteDir = fileURLToPath(new URL('suite', import.meta.url));

/**
 * Bundles every test file of the suite, so that none can be forgotten, into the CommonJS module that VS Code loads.
 *
 * @param {string} outDir where it is written
 * @returns {Promise<string>} the module's path; it exports `run()`
 */
export async function bundleSuite(outDir) {
  const files = readdirSync(suiteDir).filter((name) => name.endsWith('.test.ts'));
  const imports = files.sort().map((name) => `import './${name}';`);
  const outfile = path.join(outDir, 'suite.cjs');
  await build({
    stdin: { contents: [...imports, "export { run } from './harness.ts';"].join('\n'), resolveDir: suiteDir },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
