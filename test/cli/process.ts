import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export const ROOT = join(import.meta.dirname, '../..');

export interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end in `cwd`, with `input` on standard input. */
export function run(program: string, args: readonly string[], cwd: string, input = ''): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out, err }));
    // A program that refuses its arguments ends without reading what it is sent.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The built command in a process of its own. */
export function hxtopo(args: readonly string[], cwd: string, input = ''): Promise<Result> {
  return run('node', [join(ROOT, 'dist/hxtopo.cjs'), ...args], cwd, input);
}

/** A folder that goes with the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
