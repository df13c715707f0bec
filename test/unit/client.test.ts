import { describe, expect, test } from 'vitest';
import { vmAt } from '../../client/src/features/explain-plan/vm-at.ts';
import { summaryText } from '../../client/src/features/plan-status/summary-text.ts';

describe('the VM at the cursor', () => {
  const line = '  - { name: web-01, host: esx01, proxy: web }';
  const names = ['web', 'web-01', 'sql01'];

  test.each([
    [0, undefined],
    [11, undefined],
    [12, 'web-01'],
    [15, 'web-01'],
    [18, 'web-01'],
    [19, undefined],
    [line.indexOf('web }') + 3, 'web'],
    [line.length, undefined],
  ])('at %i is %s', (character, vm) => {
    expect(vmAt(line, character, names)).toBe(vm);
  });

  test('is found by a name that stands twice in the line', () => {
    expect(vmAt('db db', 4, ['db'])).toBe('db');
    expect(vmAt('aaaa', 4, ['aa'])).toBe('aa');
  });
});

describe('the summary of a plan', () => {
  const translate = (message: string, ...values: (string | number)[]) =>
    message.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
  const none = {
    directNfsIoVisor: 0,
    directNfsClusterIp: 0,
    directNfs: 0,
    virtualAppliance: 0,
    network: 0,
    fails: 0,
  };

  test.each([
    [{}, 'No VM planned'],
    [{ directNfsIoVisor: 1 }, '1 VM: 1 IO Visor'],
    [{ directNfsIoVisor: 40, directNfsClusterIp: 12, network: 6 }, '58 VMs: 40 IO Visor · 12 cluster IP · 6 network'],
    [{ directNfs: 2, virtualAppliance: 3, fails: 1 }, '6 VMs: 2 Direct NFS · 3 virtual appliance · 1 fails'],
    [{ fails: 2 }, '2 VMs: 2 fail'],
  ])('%o reads %s', (summary, text) => {
    expect(summaryText({ ...none, ...summary }, translate)).toBe(text);
  });
});
