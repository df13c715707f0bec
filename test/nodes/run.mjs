// `npm run test:nodes`: tests of the built programs on each release of Node that is supported, the programs on it too.
// `-- --all` runs all tests but those of the other editors and of VS Code; `-- PATH…` those in these files.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installPinned } from '../../scripts/packages.mjs';
import { exited } from '../../scripts/processes.mjs';

const RELEASES = ['20', '22', '24'];
/** Files, processes and streams: where releases differ. */
const QUICK = [
  'test/cli/hxtopo',
  'test/cli/check-fix',
  'test/cli/faults',
  'test/cli/include',
  'test/lsp/server',
  'test/lsp/include',
  'test/lsp/capabilities',
];

const root = path.join(import.meta.dirname, '../..');
const given = process.argv.slice(2);
const files = given.length === 0 ? QUICK : given.filter((argument) => argument !== '--all');

let failed = 0;
for (const release of RELEASES) {
  const name = `${release}-${process.platform}-${process.arch}`;
  const cache = {
    manifest: path.join(import.meta.dirname, 'package.json'),
    cacheDir: path.join(import.meta.dirname, '.cache'),
  };
  try {
    const bin = path.join(await installPinned(cache, name), 'bin');
    console.log(`\nNode ${release}`);
    const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const child = spawn(path.join(bin, 'node'), [vitest, 'run', ...files], { cwd: root, env, stdio: 'inherit' });
    if ((await exited(child)) !== 0) failed++;
  } catch (error) {
    console.error(error.message);
    failed++;
  }
}
if (failed > 0) console.error(`${failed} of ${RELEASES.length} releases of Node failed.`);
process.exitCode = failed > 0 ? 1 : 0;
