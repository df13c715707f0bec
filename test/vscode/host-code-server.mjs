import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installExtension, startCodeServer } from '../../scripts/vscode/code-server.mjs';
import { runSuiteIn } from './suite-page.mjs';

const stub = fileURLToPath(new URL('stub', import.meta.url));

/**
 * Runs the suite in the extension host of code-server's VS Code, with the packaged extension installed.
 *
 * @param {object} run
 * @param {import('playwright-core').Browser} run.browser opens the workbench
 * @param {string} run.version of VS Code
 * @param {string} run.vsix the package under test
 * @param {string} run.suite the bundled suite
 * @param {string} run.folder the folder that VS Code opens
 * @param {string} run.scratch an empty folder for this run's VS Code
 * @param {(line: ReturnType<typeof import('./report.mjs').parseSuiteOutput>[number]) => void} run.onLine hears what the
 *   suite reports
 * @returns {Promise<void>} when the suite has ended, well or not
 * @throws when VS Code does not start or the suite does not end in time
 */
export async function runInCodeServer({ browser, version, vsix, suite, folder, scratch, onLine }) {
  const profile = {
    version,
    userDataDir: path.join(scratch, 'user-data'),
    extensionsDir: path.join(scratch, 'extensions'),
  };
  await installExtension(profile, vsix);
  // Newer versions run a suite only with this driver; the oldest does not know it.
  const flags = version === '1.100.3' ? [] : ['--vscode-option', 'enable-smoke-test-driver'];
  const server = await startCodeServer({ ...profile, flags });
  try {
    const payload = [
      ['extensionDevelopmentPath', server.remote(stub)],
      ['extensionTestsPath', server.remote(suite)],
    ];
    await runSuiteIn(browser, server.address(folder, payload), onLine);
  } finally {
    await server.stop();
  }
}
