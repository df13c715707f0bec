import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { installExtension, startCodeServer } from '../../../scripts/vscode/code-server.mjs';
import { repairSteps } from './repair.mjs';
import { startSteps } from './start.mjs';
import { runSteps } from './steps.mjs';
import { Workbench } from './workbench.mjs';

/**
 * @typedef {object} WorkbenchRun
 * @property {import('playwright-core').Browser} browser
 * @property {string} artifacts the folder for screenshots
 * @property {(result: import('../report.mjs').TestResult) => void} onResult
 */

/**
 * Repairs the example in the workbench of code-server's VS Code as a user would, with the packaged extension installed.
 *
 * @param {WorkbenchRun & { version: string, vsix: string, folder: string, expected: string, scratch: string }} run VS
 *   Code's version, the package under test, the folder to open, which holds the example, the file that the example must
 *   become, and a folder for this run's VS Code
 * @returns {Promise<void>} when the last step is done, well or not
 * @throws when VS Code does not start
 */
export async function runRepair({ version, vsix, folder, expected, scratch, ...run }) {
  const profile = {
    version,
    userDataDir: path.join(scratch, 'user-data'),
    extensionsDir: path.join(scratch, 'extensions'),
  };
  await installExtension(profile, vsix);
  const server = await startCodeServer(profile);
  try {
    await withWorkbench(run, async (workbench) => {
      const file = path.join(folder, 'munich.topology.yaml');
      const address = server.address(folder, [['openFile', server.remote(file)]]);
      const opens = ['the example opens', () => workbench.open(address)];
      await runSteps([opens, ...repairSteps(workbench, { file, expected })], workbench, run.onResult);
    });
  } finally {
    await server.stop();
  }
}

/**
 * Runs `npm start` as on a machine without a desktop, and looks at what it serves.
 *
 * @param {WorkbenchRun} run
 * @returns {Promise<void>} when the last step is done, well or not
 */
export async function runStart(run) {
  await withWorkbench(run, async (workbench) => {
    const { steps, stop } = startSteps(workbench);
    await runSteps(steps, workbench, run.onResult);
    await stop();
  });
}

async function withWorkbench({ browser, artifacts }, use) {
  mkdirSync(artifacts, { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await use(new Workbench(await context.newPage(), artifacts));
  } finally {
    await context.close();
  }
}
