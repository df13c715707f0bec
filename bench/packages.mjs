import path from 'node:path';
import { installPinned } from '../scripts/packages.mjs';

/** Where the packages are installed, and the page of a run that leaves something out is written. */
export const cacheDir = path.join(import.meta.dirname, '.cache');

const manifest = path.join(import.meta.dirname, 'package.json');

/**
 * Installs one package that bench/package.json pins, unless it is there.
 *
 * @param {string} name a dependency of bench/package.json
 * @returns {Promise<string>} the folder of the installed package
 * @throws when npm fails, with the end of its log
 */
export const ensurePackage = (name) => installPinned({ manifest, cacheDir }, name);
