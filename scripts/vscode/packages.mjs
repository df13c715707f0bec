import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPinned } from '../packages.mjs';

/** The checkout's root folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Where VS Codes and drivers are installed; `HXTOPO_VSCODE_CACHE` puts it elsewhere. */
export const cacheDir = process.env.HXTOPO_VSCODE_CACHE ?? path.join(projectRoot, 'test/vscode/.cache');

/**
 * Its override of argon2 is the first version that carries its native module in the package, where older ones download it.
 */
const manifest = path.join(projectRoot, 'test/vscode/package.json');

/**
 * Installs one package that test/vscode/package.json pins, unless it is there.
 *
 * @param {string} name a dependency of test/vscode/package.json
 * @param {(packageDir: string, log: string) => Promise<void>} [finish] further steps, before it counts as installed
 * @returns {Promise<string>} the folder of the installed package
 * @throws when npm or a further step fails, with the end of its log
 */
export const ensurePackage = (name, finish) => installPinned({ manifest, cacheDir }, name, finish);
