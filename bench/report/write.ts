import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median, p95, type Samples } from '../measure/samples.ts';
import type { SizeResult } from '../run.ts';
import type { Machine } from './machine.ts';
import { performancePage } from './page.ts';
import { plot, type Series } from './plot.ts';

/** Writes `performance.md` and its plot into a folder. Returns the page. */
export function writeReport(folder: string, results: readonly SizeResult[], machine: Machine): string {
  mkdirSync(path.join(folder, 'images'), { recursive: true });
  const file = path.join(folder, 'performance.md');
  const page = performancePage(results, machine, readIfThere(file));
  writeFileSync(file, page);
  writeFileSync(path.join(folder, 'images/performance.svg'), keystrokePlot(results));
  return page;
}

function keystrokePlot(results: readonly SizeResult[]): string {
  const series = (name: string, samplesOf: (result: SizeResult) => Samples): Series => ({
    name,
    points: results.flatMap((result) => {
      const times = samplesOf(result).of('keystroke');
      return times.length === 0 ? [] : [{ vms: result.vms, median: median(times), p95: p95(times) }];
    }),
  });
  const both = [series('hxtopo', ({ own }) => own), series('yaml-language-server', ({ peer }) => peer)];
  return plot(
    'From a keystroke to its diagnostics: median, shaded up to the p95',
    both.filter(({ points }) => points.length > 0),
  );
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
