import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { yamlLanguageServer } from './lsp/server.ts';
import { ownEffort, peerEffort, SMOKE_EFFORT } from './measure/effort.ts';
import { isWhole, readOptions, USAGE } from './options.ts';
import { cacheDir, ensurePackage } from './packages.mjs';
import { machineNow } from './report/machine.ts';
import { writeReport } from './report/write.ts';
import { runBench, type SizeResult } from './run.ts';

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = read();
  const { sizes, edits, peers, smoke } = options;
  const output = options.output ?? (isWhole(options) ? path.join(import.meta.dirname, '../docs') : cacheDir);
  const node = process.execPath;
  const peer = peers
    ? { server: yamlLanguageServer(await ensurePackage('yaml-language-server')), effort: peerEffort(edits) }
    : undefined;
  const machine = machineNow(node);
  const effort = smoke ? SMOKE_EFFORT : ownEffort(edits);
  const run = runBench({ sizes, folder: temporaryFolder(), node, effort, peer, progress: stopwatch() });

  const results: SizeResult[] = [];
  let page = '';
  for await (const result of run) {
    results.push(result);
    // After each size: what is measured stays, should a larger one fail.
    page = writeReport(output, results, machine);
  }
  console.log(`\n${page}\nWritten to ${path.join(output, 'performance.md')}`);
}

/** An empty folder that goes when this process ends, also by Ctrl+C. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hxtopo-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
  return folder;
}

/** Prints each step behind the seconds since the start. */
function stopwatch(): (step: string) => void {
  const started = performance.now();
  return (step) => {
    const seconds = String(Math.round((performance.now() - started) / 1000)).padStart(5);
    console.log(`${seconds} s  ${step}`);
  };
}

function read(): ReturnType<typeof readOptions> {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}
