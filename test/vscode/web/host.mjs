import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { calmSettings, installExtension } from '../../../scripts/vscode/code-server.mjs';
import { bundleWebSuite } from '../bundle-suite.mjs';
import { runSuiteIn } from '../suite-page.mjs';
import { serveWorkbench } from './serve.mjs';

const memoryFiles = fileURLToPath(new URL('memory-files', import.meta.url));

/** Tests of what needs Node: a task, and a server that is a process. */
const needNode = ['check-task.test.ts', 'compare.test.ts', 'remote.test.ts', 'server-restart.test.ts'];

/** The folder of the workspace. */
const folder = { scheme: 'memory', path: '/site' };

/**
 * @typedef {object} WebRun
 * @property {string} version of VS Code
 * @property {string} vsix the package under test
 * @property {string} folder files that the virtual workspace begins with
 * @property {string} scratch an empty folder for this run
 */

/**
 * Runs the suite in the web worker extension host, in a virtual workspace.
 *
 * @param {WebRun & { browser: import('playwright-core').Browser,
 *   onLine: Parameters<typeof runSuiteIn>[2] }} run
 * @returns {Promise<void>} when the suite has ended, well or not
 * @throws when VS Code does not start or the suite does not end in time
 */
export async function runOnWeb({ browser, onLine, ...run }) {
  await withWebWorkbench(run, async (server) => {
    const payload = [
      ['extensionDevelopmentPath', server.extension('memory-files')],
      ['extensionTestsPath', server.extension('memory-files', 'web-suite.js')],
    ];
    await runSuiteIn(browser, server.address(payload), onLine);
  });
}

/**
 * Serves VS Code as on the web, with the packaged extension and a virtual workspace, as long as it is used.
 *
 * @param {WebRun} run
 * @param {(server: Awaited<ReturnType<typeof serveWorkbench>>) => Promise<void>} use
 */
export async function withWebWorkbench({ version, vsix, folder: files, scratch }, use) {
  const extensionsDir = path.join(scratch, 'extensions');
  // VS Code itself unpacks the package, where it finds nothing wrong with it.
  await installExtension({ version, userDataDir: path.join(scratch, 'user-data'), extensionsDir }, vsix);
  const installed = readdirSync(extensionsDir).find((name) => statSync(path.join(extensionsDir, name)).isDirectory());
  const server = await serveWorkbench({
    version,
    extensions: {
      'memory-files': await bundleMemoryFiles(scratch, files),
      'hyperflex-topology': path.join(extensionsDir, installed),
    },
    folder,
    settings: calmSettings,
  });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

/** The extension that holds the workspace, with the files in it and the suite beside it. */
async function bundleMemoryFiles(scratch, files) {
  const outDir = path.join(scratch, 'memory-files');
  mkdirSync(outDir);
  cpSync(path.join(memoryFiles, 'package.json'), path.join(outDir, 'package.json'));
  const texts = readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [`${folder.path}/${path.relative(files, file)}`, readFileSync(file, 'utf8')]);
  await build({
    entryPoints: [path.join(memoryFiles, 'memory-files.ts')],
    outfile: path.join(outDir, 'memory-files.js'),
    bundle: true,
    platform: 'browser',
    target: 'es2023',
    format: 'cjs',
    external: ['vscode'],
    define: { FILES: JSON.stringify(Object.fromEntries(texts)) },
    logLevel: 'warning',
  });
  await bundleWebSuite(outDir, needNode);
  return outDir;
}
