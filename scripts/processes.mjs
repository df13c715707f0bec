import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Runs a command to its end, its output in a log file. It ends with this process, should that end first.
 *
 * @param {string} command a program on the PATH
 * @param {string[]} args its arguments
 * @param {{ log: string, cwd?: string, env?: NodeJS.ProcessEnv }} options `log` is appended to
 * @returns {Promise<void>} rejects with the log's last lines when the command cannot start or exits non-zero
 */
export async function runLogged(command, args, { log, cwd, env }) {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output] });
  closeSync(output);
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const outcome = await exited(child);
  process.removeListener('exit', end);
  if (outcome !== 0) {
    const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    throw new Error(`\`${command} ${args.join(' ')}\` ended with ${outcome}:\n${tail}\nThe whole log: ${log}`);
  }
}

/**
 * Waits for the end of a child process.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | string>} the exit code, the signal's name, or the message of the failed start
 */
export function exited(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? child.signalCode);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

/**
 * Starts a process as the head of a group of its own, so that it can be ended with all its descendants.
 *
 * @param {string} command a program
 * @param {string[]} args its arguments
 * @param {import('node:child_process').SpawnOptions} options as for `spawn`
 * @returns {{ child: import('node:child_process').ChildProcess, stop: () => Promise<void> }} `stop` asks politely, and
 *   after five seconds kills what is left of the group; the group also dies with this process.
 */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const end = exited(child);
  const killGroup = () => signalGroup(child.pid, 'SIGKILL');
  process.once('exit', killGroup);
  const stop = async () => {
    child.kill('SIGTERM');
    let timer;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, 5_000);
    });
    await Promise.race([end, patience]);
    clearTimeout(timer);
    killGroup();
    await end;
    process.removeListener('exit', killGroup);
  };
  return { child, stop };
}

function signalGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
