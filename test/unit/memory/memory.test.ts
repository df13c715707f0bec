import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';

/** Edits until each VM was typed at in each way, and what is remembered of it is there. */
const EARLY = 6_000;
const LATE = EARLY + 10_000;
/** What may stay of an edit, in bytes: less than the smallest record takes. */
const SLACK = 40;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hxtopo-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a session of 10,000 edits takes no memory', async () => {
  const site = join(folder, 'large.topology.yaml');
  writeFileSync(site, largeTopology(100));
  const session = join(folder, 'session.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'session.ts')],
    outfile: session,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  // Not made quick: what the machine remembers for that grows for long, and not the same each time.
  const args = ['--expose-gc', '--no-opt', session, site, String(EARLY), String(LATE)];
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const [early, late] = printed.trim().split('\n').map(Number) as [number, number];
  expect(early).toBeGreaterThan(100_000);
  expect((late - early) / (LATE - EARLY)).toBeLessThan(SLACK);
});
