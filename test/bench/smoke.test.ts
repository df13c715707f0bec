import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SMOKE_EFFORT } from '../../bench/measure/effort.ts';
import { machineNow } from '../../bench/report/machine.ts';
import { NOTES } from '../../bench/report/page.ts';
import { EVERYTHING } from '../../bench/report/rows.ts';
import { writeReport } from '../../bench/report/write.ts';
import { runBench, type SizeResult } from '../../bench/run.ts';
import { temporaryFolder } from '../cli/process.ts';

const folder = temporaryFolder();

it('the bench measures all there is, and writes it down', { timeout: 120_000 }, async () => {
  const node = process.execPath;
  const run = runBench({
    sizes: [1_000],
    folder,
    node,
    effort: SMOKE_EFFORT,
    peer: undefined,
    progress: () => undefined,
  });
  const results: SizeResult[] = [];
  for await (const result of run) results.push(result);
  const { own } = results[0]!;

  // Lenses come resolved as long as the server says so.
  const unmeasured = EVERYTHING.filter(({ figures }) => figures(own).some(Number.isNaN)).map(({ label }) => label);
  expect(unmeasured.filter((label) => label !== 'lenses of a window, resolved')).toEqual([]);
  expect(own.of('keystroke').length).toBeGreaterThanOrEqual(SMOKE_EFFORT.session.times);
  for (const request of ['hover/typing', 'hover/settled', 'definition/typing', 'definition/settled', 'lenses/file']) {
    expect(Math.min(...own.of(`answers/${request}`)), request).toBeGreaterThan(0);
  }
  expect(Math.min(...own.of('answers/completion/typing'))).toBeGreaterThan(0);

  const notes = `${NOTES.start}\nOn a train.\n${NOTES.end}`;
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'performance.md'), `# Old\n\n${notes}\n`);
  const page = writeReport(folder, results, machineNow(node));
  expect(readFileSync(join(folder, 'performance.md'), 'utf8')).toBe(page);
  expect(page).toContain(notes);
  expect(page).not.toMatch(/NaN|undefined|# Old/);
  expect(readFileSync(join(folder, 'images/performance.svg'), 'utf8')).toMatch(/^<svg .*<polyline .*<\/svg>\n$/s);
});
