import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { exited } from '../../scripts/processes.mjs';
import { parseSuiteOutput } from './report.mjs';

const runner = fileURLToPath(new URL('electron.mjs', import.meta.url));

/**
 * Runs the suite in the extension host of a desktop VS Code: for machines with a display that can download one.
 *
 * @param {object} run as for `runInCodeServer`, without the browser
 * @returns {Promise<void>} when the suite has ended
 * @throws when VS Code does not end well, though every test passed
 */
export async function runInElectron({ version, vsix, suite, folder, scratch, onLine }) {
  const args = [runner, version, vsix, suite, folder, scratch];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = exited(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const results = parseSuiteOutput(line);
    if (results.length === 0) console.log(line);
    results.forEach(onLine);
  }
  const outcome = await end;
  if (outcome !== 0) throw new Error(`VS Code ended with ${outcome}`);
}
