import { describe, expect, it } from 'vitest';
import { median, p95, Samples } from '../../bench/measure/samples.ts';
import { isWhole, readOptions } from '../../bench/options.ts';
import { rounded } from '../../bench/report/figures.ts';
import { NOTES, performancePage } from '../../bench/report/page.ts';
import { plot } from '../../bench/report/plot.ts';
import type { SizeResult } from '../../bench/run.ts';

const MACHINE = { description: 'a machine', node: 'v22.0.0', date: '2026-01-31', load: 0.5 };

/** Keystrokes of both servers at a size, in ms. */
function resultOf(vms: number, own: readonly number[], peer: readonly number[]): SizeResult {
  const samplesOf = (times: readonly number[]): Samples => {
    const samples = new Samples();
    for (const ms of times) samples.add('keystroke', ms);
    return samples;
  };
  return { vms, length: vms * 250, own: samplesOf(own), peer: samplesOf(peer) };
}

function rowOf(page: string, label: string): string | undefined {
  return page.split('\n').find((line) => line.startsWith(`| ${label}`));
}

describe('statistics', () => {
  it('take the middle, and what 95 of 100 do not exceed', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(p95(Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(95);
    expect(p95([7])).toBe(7);
  });

  it('of nothing are no numbers', () => {
    expect(median([])).toBeNaN();
    expect(p95([])).toBeNaN();
  });

  it('are written with two digits or more', () => {
    expect([0.837, 3.24, 84.4, 23_363.2].map(rounded)).toEqual(['0.84', '3.2', '84', '23,363']);
  });
});

describe('the page', () => {
  const page = performancePage(
    [resultOf(1_000, [2, 2, 9], [200]), resultOf(10_000, [3, 3, 9], [1_500])],
    MACHINE,
    `formerly\n${NOTES.start}\nA note.\n${NOTES.end}\nformerly`,
  );

  it('has figures beside their goals, in bold where they miss them', () => {
    expect(rowOf(page, 'keystroke → diagnostics, median')).toContain('| **2.0 · 9.0** | 3 · 8 | 3.0 · 9.0 | 4 · 12 |');
    expect(rowOf(page, 'keystroke: yaml-language-server')).toContain('| 100× | 80× | **500×** | 700× |');
    expect(rowOf(page, 'cold open → diagnostics')).toContain('| – | 120 | – | 500 |');
  });

  it('has ratios, and both servers side by side', () => {
    expect(rowOf(page, 'keystroke at 10,000 VMs : keystroke')).toContain('| 1.5 | 2 |');
    expect(page).toContain('| keystroke → diagnostics, ms | 2.0 : 200 = 100× | 3.0 : 1,500 = 500× |');
  });

  it('keeps what people have written, and nothing else of what was', () => {
    expect(page).toContain(`${NOTES.start}\nA note.\n${NOTES.end}`);
    expect(page).not.toContain('formerly');
  });

  it('leaves the peer out where there was none', () => {
    expect(performancePage([resultOf(100, [1], [])], MACHINE, '')).not.toContain('## Beside');
  });
});

it('the plot has equal steps for equal ratios', () => {
  const points = [100, 1_000, 10_000].map((vms) => ({ vms, median: vms / 100, p95: vms / 50 }));
  const [, line] = /<polyline [^>]*points="([^"]+)"/.exec(plot('Title', [{ name: 'one', points }]))!;
  const [a, b, c] = line!.split(' ').map((point) => point.split(',').map(Number) as [number, number]);
  expect(c![0] - b![0]).toBeCloseTo(b![0] - a![0], 0);
  expect(c![1] - b![1]).toBeCloseTo(b![1] - a![1], 0);
});

describe('the options', () => {
  it('by themselves ask for a whole run', () => {
    expect(isWhole(readOptions([]))).toBe(true);
    for (const args of [['--smoke'], ['--no-peers'], ['--sizes', '1000']]) {
      expect(isWhole(readOptions(args)), args.join(' ')).toBe(false);
    }
  });

  it('are refused where they cannot be', () => {
    expect(() => readOptions(['--sizes', '1000,many'])).toThrow('"many" is no whole number above 0');
    expect(() => readOptions(['--fast'])).toThrow();
  });
});
