import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runLogged } from '../../scripts/processes.mjs';
import { cacheDir, ensurePackage } from '../../scripts/vscode/packages.mjs';

const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts Chromium without a window, after installing it and its driver where they are missing.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws when Chromium is missing and cannot be installed
 */
export async function launchChromium() {
  const driver = await ensurePackage('playwright-core');
  const executablePath = await ensureChromium();
  const { chromium } = createRequire(import.meta.url)(driver);
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

async function ensureChromium() {
  const found = () => [process.env.HXTOPO_CHROMIUM, ...executables].find((file) => file && existsSync(file));
  if (found() === undefined) await installChromium();
  const executable = found();
  if (executable === undefined) throw new Error('Chromium was installed, but not where it is looked for');
  return executable;
}

async function installChromium() {
  const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const allowed = asRoot.length === 0 || works('sudo', '-n', 'true');
  if (!works('apt-get', '--version') || !allowed) {
    throw new Error('Chromium is missing: install it, or name its executable in HXTOPO_CHROMIUM');
  }
  console.log('Installing Chromium (once) …');
  const log = path.join(cacheDir, 'chromium.log');
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args];
    return runLogged(command, rest, { log });
  };
  await apt('update');
  await apt('install', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
}
