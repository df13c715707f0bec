// What `npm run bench` does after the build: sets up the pinned Node once, and runs main.ts with it. Both servers run on
// that Node too.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { exited } from '../scripts/processes.mjs';
import { ensurePackage } from './packages.mjs';

const windows = process.platform === 'win32';

try {
  const home = await ensurePackage(`node-${windows ? 'win' : process.platform}-${process.arch}`);
  const node = path.join(home, 'bin', windows ? 'node.exe' : 'node');
  const main = path.join(import.meta.dirname, 'main.ts');
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = (await exited(child)) === 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
