import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changeSettings, installExtension, startCodeServer } from '../../../scripts/vscode/code-server.mjs';
import { projectRoot } from '../../../scripts/vscode/packages.mjs';
import { withWebWorkbench } from '../web/host.mjs';
import { fromEmptySteps } from './from-empty.mjs';
import { Keyboard } from './keyboard.mjs';
import { PlanPage } from './plan-page.mjs';
import { manyVms, planViewSteps } from './plan-view.mjs';
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
 * @typedef {WorkbenchRun & { version: string, vsix: string, folder: string, expected: string, scratch: string }} FileRun
 *   VS Code's version, the package under test, the folder to open, which holds the example, what the file of the run must
 *   become, and a folder for this run's VS Code
 */

const EXAMPLE = 'munich.topology.yaml';

/**
 * Repairs the example as a user would.
 *
 * @param {FileRun} run
 * @returns {Promise<void>} when the last step is done, well or not
 * @throws when VS Code does not start
 */
export function runRepair(run) {
  return onFile(run, EXAMPLE, (workbench, { file, expected }) => {
    const repaired = readFileSync(expected, 'utf8');
    const saves = ['the saved file is the repaired one, to the byte', () => workbench.save(file, repaired)];
    return repairSteps(workbench, { text: readFileSync(file, 'utf8'), repaired, saves });
  });
}

/**
 * The same as on vscode.dev: in a browser alone, with the files of the folder on no disk.
 *
 * @param {FileRun} run
 * @returns {Promise<void>} when the last step is done, well or not
 * @throws when VS Code is not served
 */
export async function runRepairOnWeb({ version, vsix, folder, expected, scratch, ...run }) {
  const text = readFileSync(path.join(folder, EXAMPLE), 'utf8');
  await withWebWorkbench({ version, vsix, folder, scratch }, (server) =>
    withWorkbench(run, async (workbench) => {
      const opens = ['the example opens', () => workbench.open(server.address([['openFile', server.file(EXAMPLE)]]))];
      const saves = ['it is saved', () => workbench.saveAway()];
      const steps = repairSteps(workbench, { text, repaired: readFileSync(expected, 'utf8'), saves });
      await runSteps([opens, ...steps], workbench, run.onResult);
    }),
  );
}

/**
 * Writes a site into an empty file as a user would who does not know the format.
 *
 * @param {FileRun} run
 * @returns {Promise<void>} when the last step is done, well or not
 * @throws when VS Code does not start
 */
export function runFromEmpty(run) {
  writeFileSync(path.join(run.folder, 'koh-part.topology.yaml'), '');
  return onFile(run, 'koh-part.topology.yaml', fromEmptySteps);
}

/**
 * Looks at plans in the plan view: of a real cluster, and of a site of 50,000 VMs.
 *
 * @param {Omit<FileRun, 'expected'>} run
 * @returns {Promise<void>} when the last step is done, well or not
 * @throws when VS Code does not start
 */
export function runPlanView(run) {
  const large = path.join(run.folder, 'large.topology.yaml');
  writeFileSync(large, manyVms(50_000));
  writeFileSync(path.join(run.folder, 'notes.txt'), 'Who looks after which host.\n');
  copyFileSync(path.join(projectRoot, 'samples/koh-hx-vdi.topology.yaml'), path.join(run.folder, 'koh.topology.yaml'));
  return onFile(run, 'koh.topology.yaml', (workbench, site) => planViewSteps(workbench, { ...site, large }));
}

/**
 * Opens the example in the workbench of code-server's VS Code, with the packaged extension installed, and takes steps on
 * it or on a file beside it.
 */
async function onFile({ version, vsix, folder, expected, scratch, ...run }, name, stepsOn) {
  const profile = {
    version,
    userDataDir: path.join(scratch, 'user-data'),
    extensionsDir: path.join(scratch, 'extensions'),
  };
  await installExtension(profile, vsix);
  const server = await startCodeServer(profile);
  try {
    await withWorkbench(run, async (workbench, keyboard, plan) => {
      const file = path.join(folder, name);
      const example = path.join(folder, EXAMPLE);
      const address = server.address(folder, [['openFile', server.remote(example)]]);
      const opens = ['the example opens', () => workbench.open(address)];
      const setTheme = (name) => changeSettings(profile, { 'workbench.colorTheme': name });
      await runSteps(
        [opens, ...stepsOn(workbench, { keyboard, plan, setTheme, file, expected })],
        workbench,
        run.onResult,
      );
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
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await use(new Workbench(page, artifacts), new Keyboard(page), new PlanPage(page));
  } finally {
    await context.close();
  }
}
