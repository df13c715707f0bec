import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runLogged } from '../../scripts/vscode/processes.mjs';

/**
 * Installs what a test drives from Debian's packages, as root or by a `sudo` that asks for no password.
 *
 * @param {string} name what it is, for messages
 * @param {string[]} packages Debian's names
 * @returns {Promise<void>}
 * @throws where this is no Debian, where it is not allowed, and where a package cannot be installed
 */
export async function installFromDebian(name, packages) {
  const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const allowed = asRoot.length === 0 || works('sudo', '-n', 'true');
  if (!works('apt-get', '--version') || !allowed) {
    throw new Error(`${name} is missing, and cannot be installed from Debian's packages here: install it`);
  }
  console.log(`Installing ${name} (once) …`);
  const log = path.join(tmpdir(), `hxtopo-install-${packages[0]}.log`);
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args];
    return runLogged(command, rest, { log });
  };
  await apt('update');
  await apt('install', '--no-install-recommends', ...packages);
}

/**
 * Sees to it that a program is on the PATH.
 *
 * @param {string} program its command
 * @param {string[]} packages Debian's packages that bring it along
 * @returns {Promise<void>} rejects as {@link installFromDebian} does
 */
export async function ensureProgram(program, packages) {
  const isThere = () => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
  if (!isThere()) await installFromDebian(program, packages);
  if (!isThere()) throw new Error(`${program} was installed, but is not on the PATH`);
}
