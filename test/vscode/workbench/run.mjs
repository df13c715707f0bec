import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { installExtension, startCodeServer } from '../../../scripts/vscode/code-server.mjs';
import { repairSteps } from './repair.mjs';
import { Workbench } from './workbench.mjs';

/**
 * Drives the workbench of code-server's VS Code as a user would, with the packaged extension installed.
 *
 * @param {object} run
 * @param {import('playwright-core').Browser} run.browser
 * @param {string} run.version of VS Code
 * @param {string} run.vsix the package under test
 * @param {string} run.folder the folder that VS Code opens, with the example
 * @param {string} run.expected the example as it must be in the end
 * @param {string} run.scratch an empty folder for this run's VS Code
 * @param {string} run.artifacts the folder for screenshots
 * @param {(result: import('../report.mjs').TestResult) => void} run.onResult
 * @returns {Promise<void>} when the last step is done; after one that failed, the others fail unseen
 * @throws when VS Code does not start
 */
export async function runInWorkbench({ browser, version, vsix, folder, expected, scratch, artifacts, onResult }) {
  const profile = {
    version,
    userDataDir: path.join(scratch, 'user-data'),
    extensionsDir: path.join(scratch, 'extensions'),
  };
  mkdirSync(artifacts, { recursive: true });
  await installExtension(profile, vsix);
  const server = await startCodeServer(profile);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const workbench = new Workbench(await context.newPage(), artifacts);
    const file = path.join(folder, 'munich.topology.yaml');
    const opening = ['the example opens', () => workbench.open(server.address(folder, [['openFile', server.remote(file)]]))];
    let broken = false;
    for (const [name, act] of [opening, ...repairSteps(workbench, { file, expected })]) {
      const started = performance.now();
      try {
        if (broken) throw new Error('an earlier step failed');
        await act();
        onResult({ name, ms: performance.now() - started });
      } catch (error) {
        onResult({ name, ms: performance.now() - started, error: error.stack });
        if (!broken) await workbench.screenshot('failed').catch(() => {});
        broken = true;
      }
    }
  } finally {
    await context.close();
    await server.stop();
  }
}
