import path from 'node:path';
import { yamlLanguageServer } from './lsp/server.ts';
import { ownEffort, peerEffort, SMOKE_EFFORT } from './measure/effort.ts';
import { isWhole, readOptions, USAGE } from './options.ts';
import { cacheDir, ensurePackage } from './packages.mjs';
import { machineNow } from './report/machine.ts';
import { writeReport } from './report/write.ts';
import { runBench } from './run.ts';

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = read();
  const { sizes, edits, peers, smoke } = options;
  const node = process.execPath;
  const machine = machineNow(node);
  const started = performance.now();
  const results = await runBench({
    sizes,
    node,
    effort: smoke ? SMOKE_EFFORT : ownEffort(edits),
    peer: peers
      ? { server: yamlLanguageServer(await ensurePackage('yaml-language-server')), effort: peerEffort(edits) }
      : undefined,
    progress: (step) =>
      console.log(`${String(Math.round((performance.now() - started) / 1000)).padStart(5)} s  ${step}`),
  });
  const folder = options.output ?? (isWhole(options) ? path.join(import.meta.dirname, '../docs') : cacheDir);
  console.log(`\n${writeReport(folder, results, machine)}\nWritten to ${path.join(folder, 'performance.md')}`);
}

function read(): ReturnType<typeof readOptions> {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}
