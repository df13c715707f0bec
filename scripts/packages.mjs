import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runLogged } from './processes.mjs';

/**
 * Installs one pinned package into a cache folder of its own, unless it is there. It is built in a side folder that is
 * renamed when complete, so an interrupted installation is never taken for a finished one.
 *
 * @param {{ manifest: string, cacheDir: string }} cache the package.json that pins the exact package for each name, with
 *   `overrides` where they are needed, and the folder that holds what is installed
 * @param {string} name a dependency of the manifest
 * @param {(packageDir: string, log: string) => Promise<void>} [finish] further steps, before the rename
 * @returns {Promise<string>} the folder of the installed package
 * @throws when npm or a further step fails, with the end of its log
 */
export async function installPinned({ manifest, cacheDir }, name, finish) {
  const { dependencies, overrides } = JSON.parse(readFileSync(manifest, 'utf8'));
  const target = dependencies[name];
  if (target === undefined) throw new Error(`${manifest} pins no "${name}"`);
  const [, alias, version] = /^(?:npm:(.+)@)?([^@]+)$/.exec(target);
  const home = path.join(cacheDir, `${(alias ?? name).replace('/', '-')}-${version}`);
  const packageIn = (folder) => path.join(folder, 'node_modules', alias ?? name);
  if (existsSync(home)) return packageIn(home);

  console.log(`Installing ${alias ?? name} ${version} (once) …`);
  const started = Date.now();
  mkdirSync(cacheDir, { recursive: true });
  removeAbandoned(home);
  const partial = `${home}.partial-${process.pid}`;
  const log = `${home}.log`;
  mkdirSync(partial);
  writeFileSync(path.join(partial, 'package.json'), JSON.stringify({ private: true, overrides }));
  writeFileSync(log, '');
  try {
    await npmInstall(partial, [`${alias ?? name}@${version}`], { log });
    await finish?.(packageIn(partial), log);
    renameSync(partial, home);
  } catch (error) {
    // Another process may have installed the same package meanwhile: then its folder serves.
    if (!existsSync(home)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  console.log(`Installed ${alias ?? name} ${version} in ${Math.round((Date.now() - started) / 1000)} s`);
  return packageIn(home);
}

/**
 * `npm install` without any package's scripts (those of code-server and of its driver download things).
 *
 * @param {string} cwd the folder whose node_modules is filled
 * @param {string[]} args packages and further options
 * @param {{ log: string, env?: NodeJS.ProcessEnv }} options as for `runLogged`
 * @returns {Promise<void>} rejects when npm fails
 */
export function npmInstall(cwd, args, options) {
  return runLogged('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...args], { cwd, ...options });
}

/** Removes the side folders of installations whose process is gone. */
function removeAbandoned(home) {
  const cacheDir = path.dirname(home);
  const prefix = `${path.basename(home)}.partial-`;
  for (const entry of readdirSync(cacheDir).filter((name) => name.startsWith(prefix))) {
    if (!isRunning(Number(entry.slice(prefix.length)))) {
      rmSync(path.join(cacheDir, entry), { recursive: true, force: true });
    }
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
