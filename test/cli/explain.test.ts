import { describe, expect, it } from 'vitest';
import vmFails from '../../server/src/engine/rules/job/vm-fails.ts';
import { hxtopo, ROOT } from './process.ts';

const explain = (...args: string[]) => hxtopo(['explain', ...args], ROOT);

describe('hxtopo explain', () => {
  it('writes what, why, what to do and the source of a rule, in lines that can be read', async () => {
    const { status, out, err } = await explain('job/vm-fails');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const lines = out.split('\n');
    expect(lines.slice(0, 2)).toEqual(['job/vm-fails error', vmFails.title]);
    expect(lines.filter((line) => /^[A-Z]/.test(line)).slice(1)).toEqual([
      'What',
      'Why',
      'What to do',
      'Fixes',
      'Source',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    const flowing = out.replace(/\s+/g, ' ');
    for (const text of [vmFails.what, vmFails.why, vmFails.whatToDo, vmFails.source!]) expect(flowing).toContain(text);
  });

  it.each([
    [['job/vm-fals'], "hxtopo: there is no rule 'job/vm-fals'; did you mean 'job/vm-fails'?\n"],
    [['vm-fails'], "hxtopo: there is no rule 'vm-fails'; did you mean 'job/vm-fails'?\n"],
    [['x'], "hxtopo: there is no rule 'x'; the codes are those that hxtopo check writes\n"],
    [['\u001b[31m'], "hxtopo: there is no rule '\ufffd[31m'; the codes are those that hxtopo check writes\n"],
    [[], 'hxtopo: explain wants one CODE\n'],
    [['job/vm-fails', 'x'], 'hxtopo: explain wants one CODE\n'],
  ])('%j cannot work: exit 2, and one line on standard error', async (args, err) => {
    expect(await explain(...args)).toEqual({ status: 2, out: '', err });
  });
});
