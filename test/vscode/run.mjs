// The tests in a real VS Code, on the oldest version that the extension supports and on the newest: a suite in the
// extension host, and the workbench driven through Chromium. Both get the packaged extension.
//
// `npm run test:vscode` runs all, `npm run test:vscode -- from-empty` one or some of: `extension-host`, `repair`, `web`
// (as on vscode.dev: the extension in a web worker, the files on no disk), `from-empty`, `plan-view`, `start`.
//
// HXTOPO_VSCODE      where the suite runs: `code-server` (the default on Linux x64) or `electron` (elsewhere), for which
//                    VS Code is downloaded
// HXTOPO_VSIX        the package under test, instead of one made afresh
// HXTOPO_CHROMIUM    Chromium's executable, where it is not in a usual place
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { newestVSCode, oldestVSCode } from '../../scripts/vscode/code-server-install.mjs';
import { packageExtension } from '../../scripts/vscode/package-extension.mjs';
import { projectRoot } from '../../scripts/vscode/packages.mjs';
import { bundleSuite } from './bundle-suite.mjs';
import { launchChromium } from './chromium.mjs';
import { runInCodeServer } from './host-code-server.mjs';
import { runInElectron } from './host-electron.mjs';
import { createReport } from './report.mjs';
import { runOnWeb } from './web/host.mjs';
import { runFromEmpty, runPlanView, runRepair, runRepairOnWeb, runStart } from './workbench/run.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const artifacts = path.join(here, 'artifacts');
const codeServerRuns = process.platform === 'linux' && process.arch === 'x64';
const host = process.env.HXTOPO_VSCODE ?? (codeServerRuns ? 'code-server' : 'electron');

const MOST_KILOBYTES = 2000;

const report = createReport();
const scratch = mkdtempSync(path.join(tmpdir(), 'hxtopo-'));
let browser;
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
try {
  rmSync(artifacts, { recursive: true, force: true });
  const vsix = process.env.HXTOPO_VSIX ?? packageExtension();
  weigh(vsix);
  const suite = await bundleSuite(scratch);
  if (codeServerRuns) browser = await launchChromium();
  for (const version of [oldestVSCode, newestVSCode]) {
    if (isWanted('extension-host')) await extensionHost(version, vsix, suite);
    if (codeServerRuns && isWanted('repair')) await repair(version, vsix);
    if (codeServerRuns && isWanted('web')) await web(version, vsix);
  }
  if (codeServerRuns && isWanted('from-empty')) await fromEmpty(newestVSCode, vsix);
  if (codeServerRuns && isWanted('plan-view')) await planView(newestVSCode, vsix);
  if (codeServerRuns && isWanted('start')) await start();
} catch (error) {
  report.record('setup', { name: 'the tests can run', ms: 0, error: error.stack });
} finally {
  await browser?.close();
}
process.exitCode = report.close();

/** Extensions are downloaded by everyone who looks at them. */
function weigh(vsix) {
  const kilobytes = Math.ceil(statSync(vsix).size / 1000);
  const error = kilobytes < MOST_KILOBYTES ? undefined : `It takes more than ${MOST_KILOBYTES} kB`;
  report.record('package', { name: `the package takes ${kilobytes} kB`, ms: 0, error });
}

function isWanted(name) {
  const named = process.argv.slice(2);
  return named.length === 0 || named.includes(name);
}

async function extensionHost(version, vsix, suite) {
  const run = host === 'electron' ? runInElectron : runInCodeServer;
  await suiteRun(`VS Code ${version}, extension host`, (own) => run({ browser, version, vsix, suite, ...own }));
}

async function web(version, vsix) {
  await suiteRun(`VS Code ${version} on the web`, (own) => runOnWeb({ browser, version, vsix, ...own }));
  await repairBy(runRepairOnWeb, `VS Code ${version} on the web, workbench`, `${version}-web`, { version, vsix });
}

/** A run of the suite: by the same tests wherever it is, on the same files. */
async function suiteRun(title, run) {
  let planned = 0;
  let seen = 0;
  const onLine = (line) => {
    if ('planned' in line) {
      planned = line.planned;
    } else {
      seen++;
      report.record(title, line);
    }
  };
  await guarded(title, async () => {
    const place = prepare();
    addSamples(place.folder);
    await run({ ...place, onLine });
    if (seen === 0 || seen < planned) throw new Error(`${seen} of ${planned} tests ran`);
  });
}

async function repair(version, vsix) {
  await repairBy(runRepair, `VS Code ${version}, workbench`, version, { version, vsix });
}

async function repairBy(run, title, pictures, what) {
  await guarded(title, () =>
    run({
      ...{ browser, ...what, ...prepare() },
      expected: path.join(here, 'fixtures/munich.fixed.topology.yaml'),
      artifacts: path.join(artifacts, pictures),
      onResult: (result) => report.record(title, result),
    }),
  );
}

async function fromEmpty(version, vsix) {
  const title = `VS Code ${version}, from an empty file`;
  await guarded(title, () =>
    runFromEmpty({
      ...{ browser, version, vsix, ...prepare() },
      expected: path.join(here, 'fixtures/koh-part.topology.yaml'),
      artifacts: path.join(artifacts, 'from-empty'),
      onResult: (result) => report.record(title, result),
    }),
  );
}

async function planView(version, vsix) {
  const title = `VS Code ${version}, plan view`;
  await guarded(title, () =>
    runPlanView({
      ...{ browser, version, vsix, ...prepare() },
      artifacts: path.join(artifacts, 'plan-view'),
      onResult: (result) => report.record(title, result),
    }),
  );
}

async function start() {
  const title = 'npm start';
  await guarded(title, () =>
    runStart({ browser, artifacts: path.join(artifacts, 'start'), onResult: (result) => report.record(title, result) }),
  );
}

/** A scratch folder for one run, and in it the folder to open, with files that the run may change. */
function prepare() {
  const own = mkdtempSync(path.join(scratch, 'run-'));
  const folder = path.join(own, 'workspace');
  mkdirSync(folder);
  cpSync(path.join(projectRoot, 'samples/munich.topology.yaml'), path.join(folder, 'munich.topology.yaml'));
  return { folder, scratch: own };
}

/** Adds the sample in parts, and those that are broken on purpose with what the command line tells of them. */
function addSamples(folder) {
  cpSync(path.join(projectRoot, 'samples/in-parts'), path.join(folder, 'in-parts'), { recursive: true });
  cpSync(path.join(projectRoot, 'samples/broken'), path.join(folder, 'broken'), { recursive: true });
  const files = readdirSync(path.join(folder, 'broken')).map((name) => `broken/${name}`);
  const hxtopo = path.join(projectRoot, 'dist/hxtopo.cjs');
  const { stdout } = spawnSync(process.execPath, [hxtopo, 'check', '--format', 'json', ...files], { cwd: folder });
  writeFileSync(path.join(folder, 'broken.check.json'), stdout);
}

/** A VS Code that cannot run is a failure of its own; the other runs go on. */
async function guarded(title, run) {
  const started = performance.now();
  try {
    await run();
  } catch (error) {
    report.record(title, { name: 'it runs to its end', ms: performance.now() - started, error: error.stack });
  }
}
