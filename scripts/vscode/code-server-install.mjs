import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npmInstall } from '../packages.mjs';
import { runLogged } from '../processes.mjs';
import { ensurePackage } from './packages.mjs';

/** What each VS Code needs: the major version of Node that it runs on, and its native modules that must be compiled. */
const requirements = {
  '1.100.3': { nodeMajor: 20, compiled: [] },
  '1.139.1': { nodeMajor: 24, compiled: ['@vscode/spdlog', '@vscode/native-watchdog'] },
};

/** The oldest VS Code that the extension supports; it runs on the Node that the project itself needs. */
export const oldestVSCode = '1.100.3';

/** The newest VS Code that the tests run on. */
export const newestVSCode = '1.139.1';

/**
 * Installs a VS Code as code-server's package carries it, with its Node where this process runs on another one. Takes a
 * minute or two the first time, and nothing afterwards.
 *
 * @param {string} version a VS Code version of the table above
 * @returns {Promise<{ node: string, entry: string }>} the Node executable and the script that is the server
 * @throws on an unknown version or a failed installation, with the end of its log
 */
export async function ensureCodeServer(version) {
  const requirement = requirements[version];
  if (requirement === undefined) throw new Error(`VS Code ${version} is not one of ${Object.keys(requirements)}`);
  const node = await ensureNode(requirement.nodeMajor);
  const packageDir = await ensurePackage(`code-server-${version}`, (dir, log) =>
    installServerModules(path.join(dir, 'lib/vscode'), log, node, requirement.compiled),
  );
  await addRipgrep(path.join(packageDir, 'lib/vscode/node_modules/@vscode/ripgrep'));
  return { node: node.executable, entry: path.join(packageDir, 'out/node/entry.js') };
}

/** What VS Code finds files with; an older one downloads it when it is installed, which is not done here. */
async function addRipgrep(folder) {
  const target = path.join(folder, 'bin/rg');
  if (!existsSync(folder) || existsSync(target) || process.platform !== 'linux' || process.arch !== 'x64') return;
  const source = path.join(await ensurePackage('ripgrep-linux-x64'), 'bin/rg');
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(source, target);
  chmodSync(target, 0o755);
}

async function ensureNode(major) {
  if (Number.parseInt(process.versions.node, 10) === major) return { executable: process.execPath };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`This VS Code needs Node ${major}, which is set up by itself only on Linux x64`);
  }
  const dir = await ensurePackage(`node-${major}`);
  return { executable: path.join(dir, 'bin/node'), headers: dir };
}

/** Fills in what code-server's own install script would, without its downloads. */
async function installServerModules(vscodeDir, log, node, compiled) {
  const env = {
    ...process.env,
    PATH: `${path.dirname(node.executable)}${path.delimiter}${process.env.PATH}`,
    // Native modules are compiled against the headers that lie beside the executable, not against downloaded ones.
    npm_config_nodedir: node.headers ?? path.resolve(node.executable, '../..'),
  };
  const options = ['--omit=dev', '--omit=optional', '--no-save'];
  await npmInstall(vscodeDir, options, { log, env });
  if (process.platform === 'linux') {
    const manifest = path.join(vscodeDir, 'node_modules/@parcel/watcher/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    const watcher = `@parcel/watcher-linux-${process.arch}-glibc@${version}`;
    await npmInstall(vscodeDir, [...options, watcher], { log, env });
  }
  if (compiled.length > 0) await runLogged('npm', ['rebuild', ...compiled], { cwd: vscodeDir, log, env });
}
