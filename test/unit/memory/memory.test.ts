import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';

/** What the heap may differ by, in bytes: some 1% of it. Of an edit, not even 50 may stay. */
const SLACK = 400_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hxtopo-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a session of 10,000 edits takes no more memory than one of 2,000', async () => {
  const site = join(folder, 'large.topology.yaml');
  writeFileSync(site, largeTopology(300));
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
  const args = ['--expose-gc', session, site, '2000', '10000'];
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const [early, late] = printed.trim().split('\n').map(Number) as [number, number];
  expect(early).toBeGreaterThan(1_000_000);
  expect(late - early).toBeLessThan(SLACK);
});
