import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { timed } from '../lsp/client.ts';
import { type Effort, repeat } from './effort.ts';
import type { Samples } from './samples.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** `hxtopo plan` and `hxtopo check`, each from the start of its process to its end, what it prints thrown away. */
export async function measureCommandLine(node: string, file: string, effort: Effort, samples: Samples): Promise<void> {
  for (const command of ['plan', 'check']) {
    await repeat(effort, async () => {
      const { ms } = await timed(() => hxtopo(node, [command, file]));
      samples.add(`hxtopo/${command}`, ms);
    });
  }
}

/** What others take to parse the same, as a measure of the machine. */
export async function measureParsers(node: string, file: string, seconds: number, samples: Samples): Promise<void> {
  const { stdout } = await run(node, [path.join(ROOT, 'bench/measure/parsers.mjs'), file, String(seconds)]);
  const times: { [parser: string]: number[] } = JSON.parse(stdout);
  for (const [parser, values] of Object.entries(times)) {
    for (const ms of values) samples.add(`parse/${parser}`, ms);
  }
}

/** Exit status 1 tells of findings. */
async function hxtopo(node: string, args: readonly string[]): Promise<void> {
  try {
    await run(node, [path.join(ROOT, 'dist/hxtopo.cjs'), ...args], { maxBuffer: 2 ** 30 });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 1) throw error;
  }
}
