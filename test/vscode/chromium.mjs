import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ensurePackage } from '../../scripts/vscode/packages.mjs';
import { installFromDebian } from '../support/debian.mjs';

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
  // HXTOPO_CHROMIUM names one that stands elsewhere.
  const found = () => [process.env.HXTOPO_CHROMIUM, ...executables].find((file) => file && existsSync(file));
  if (found() === undefined) await installFromDebian('Chromium', ['chromium', 'fonts-dejavu-core']);
  const executable = found();
  if (executable === undefined) throw new Error('Chromium was installed, but not where it is looked for');
  return executable;
}
