import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exited, runLogged, startGroup } from '../processes.mjs';
import { ensureCodeServer } from './code-server-install.mjs';

/**
 * @typedef {object} Profile where a server keeps what it writes
 * @property {string} version a VS Code version that `ensureCodeServer` knows
 * @property {string} userDataDir settings, state, logs; also its HOME, so that nothing lands in the user's own
 * @property {string} extensionsDir installed extensions
 */

/**
 * Installs a packaged extension.
 *
 * @param {Profile} profile
 * @param {string} vsix the package's path
 * @returns {Promise<void>} rejects, with the end of the log, when VS Code refuses the package
 */
export async function installExtension(profile, vsix) {
  const { command, args, env, log } = await commandLine(profile);
  await runLogged(command, [...args, '--install-extension', vsix, '--force'], { log, env });
}

/**
 * Starts a VS Code that a browser opens, for this machine alone, and waits until it answers.
 *
 * @param {Profile & { port?: number, env?: NodeJS.ProcessEnv, flags?: string[] }} options `port` is a free one unless
 *   given; `env` is added to this process's; `flags` to code-server's
 * @returns {Promise<{ address: (folder: string, payload?: string[][]) => string, remote: (file: string) => string,
 *   ended: Promise<number | string>, stop: () => Promise<void> }>} `address` opens a folder, with VS Code's own payload;
 *   `remote` names a file of this machine as the payload wants it; `ended` tells how the server ended; `stop` leaves no
 *   process
 * @throws when the server ends or does not answer within a minute, with the end of its log
 */
export async function startCodeServer(options) {
  const port = options.port ?? (await freePort());
  const { command, args, env, log } = await commandLine(options);
  const output = openSync(log, 'a');
  const { child, stop } = startGroup(command, [...args, '--bind-addr', `127.0.0.1:${port}`, ...(options.flags ?? [])], {
    env: { ...env, ...options.env },
    stdio: ['ignore', output, output],
  });
  const origin = `http://127.0.0.1:${port}`;
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
  const address = (folder, payload = []) =>
    `${origin}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
  try {
    await answering(`${origin}/healthz`, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${readFileSync(log, 'utf8').slice(-2_000)}\nThe whole log: ${log}`);
  }
  return { address, remote, ended: exited(child), stop };
}

/**
 * Adds settings to the user's, for the next time that the workbench is opened.
 *
 * @param {Profile} profile
 * @param {{ [setting: string]: unknown }} settings
 */
export function changeSettings({ userDataDir }, settings) {
  writeFileSync(path.join(userDataDir, 'User/settings.json'), JSON.stringify({ ...calmSettings, ...settings }));
}

/** Nothing but the file is on the screen. */
export const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  // In a browser VS Code saves by itself, and nothing differs from the saved file for long.
  'files.autoSave': 'off',
};

async function commandLine({ version, userDataDir, extensionsDir }) {
  const { node, entry } = await ensureCodeServer(version);
  const home = path.join(userDataDir, 'home');
  const config = path.join(home, 'code-server.yaml');
  mkdirSync(home, { recursive: true });
  mkdirSync(path.join(userDataDir, 'User'), { recursive: true });
  writeFileSync(config, '');
  writeFileSync(path.join(userDataDir, 'User/settings.json'), JSON.stringify(calmSettings));
  const args = [
    ...[entry, '--config', config, '--auth', 'none'],
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    '--disable-getting-started-override',
  ];
  return { command: node, args, env: serverEnv(home), log: path.join(userDataDir, 'code-server.log') };
}

/**
 * This process's environment, without what would turn the server into something else: the hooks of a VS Code whose
 * terminal this runs in, and the variables that overrule code-server's flags.
 */
function serverEnv(home) {
  const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER_|CS_|XDG_|(PORT|PASSWORD|HASHED_PASSWORD)$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), HOME: home, EXTENSIONS_GALLERY: '{}' };
}

async function answering(url, child) {
  let ended;
  exited(child).then((outcome) => {
    ended = outcome;
  });
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(100)) {
    if (ended !== undefined) throw new Error(`code-server ended with ${ended}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error('code-server did not answer within a minute');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
