// What `npm start` does: builds, prints the plan of a sample, and opens the sample in VS Code with the extension loaded.
// That is the VS Code of this machine where `code` starts one, else one in the browser, which stays until Ctrl+C.
// `npm start -- --browser` takes the one in the browser in any case.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { installExtension, startCodeServer } from './vscode/code-server.mjs';
import { oldestVSCode } from './vscode/code-server-install.mjs';
import { packageExtension } from './vscode/package-extension.mjs';
import { projectRoot } from './vscode/packages.mjs';

const folder = path.join(projectRoot, 'samples');
const sample = path.join(folder, 'koh-hx-vdi.topology.yaml');

/** Ends what runs by then; more signals do not disturb it. */
let end = async () => {};
let ending;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    ending ??= end().finally(() => process.exit());
  });
}

try {
  await build();
  spawnSync(process.execPath, ['dist/hxtopo.cjs', 'plan', sample], { cwd: projectRoot, stdio: 'inherit' });
  if (process.argv.includes('--browser') || !openInDesktop()) await serveInBrowser();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/**
 * Opens the sample in the VS Code of this machine.
 *
 * @returns {boolean} whether one started: there may be none, no display for it, or it refuses to run as root
 */
function openInDesktop() {
  const windows = process.platform === 'win32';
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display) return false;
  const args = [`--extensionDevelopmentPath=${projectRoot}`, folder, sample];
  // On Windows `code` is a batch file, which only a shell starts, and the shell splits at blanks.
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const { status } = spawnSync('code', quoted, { stdio: 'ignore', shell: windows });
  if (status === 0) console.log(`\nOpened ${path.relative(projectRoot, sample)} in VS Code.`);
  return status === 0;
}

/**
 * Serves a VS Code of its own, with the packaged extension, until it is told to end.
 *
 * @returns {Promise<void>} rejects when the server ends by itself
 */
async function serveInBrowser() {
  const scratch = mkdtempSync(path.join(tmpdir(), 'hxtopo-start-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const profile = {
    version: oldestVSCode,
    userDataDir: path.join(scratch, 'user-data'),
    extensionsDir: path.join(scratch, 'extensions'),
  };
  await installExtension(profile, packageExtension());
  const server = await startCodeServer(profile);
  end = server.stop;
  console.log(`\nVS Code with the extension, for a browser on this machine, until Ctrl+C:\n`);
  console.log(`  ${server.address(folder, [['openFile', server.remote(sample)]])}\n`);
  const outcome = await server.ended;
  if (!ending) throw new Error(`VS Code ended by itself with ${outcome}`);
  await ending;
}
