import { describe, expect, test } from 'vitest';
import { summaryText } from '../../client/src/features/plan-status/summary-text.ts';
import { literal } from '../../client/src/infrastructure/literal.ts';

test('a name puts no icon where VS Code shows some', () => {
  expect(literal('$(error) $(a) $b')).toBe('\\$(error) \\$(a) $b');
});

describe('the summary of a plan', () => {
  const translate = (message: string, ...values: (string | number)[]) =>
    message.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
  const none = {
    vms: 0,
    directNfsIoVisor: 0,
    directNfsClusterIp: 0,
    directNfs: 0,
    virtualAppliance: 0,
    network: 0,
    fails: 0,
  };

  test.each([
    [{}, 'No VM planned'],
    [{ vms: 1, directNfsIoVisor: 1 }, '1 VM: 1 IO Visor'],
    [
      { vms: 58, directNfsIoVisor: 40, directNfsClusterIp: 12, network: 6 },
      '58 VMs: 40 IO Visor · 12 cluster IP · 6 network',
    ],
    [{ vms: 6, directNfs: 2, virtualAppliance: 3, fails: 1 }, '6 VMs: 2 Direct NFS · 3 virtual appliance · 1 fails'],
    [{ vms: 2, fails: 2 }, '2 VMs: 2 fail'],
    [{ vms: 2, network: 3 }, '2 VMs, 3 plans: 3 network'],
  ])('%o reads %s', (summary, text) => {
    expect(summaryText({ ...none, ...summary }, translate)).toBe(text);
  });
});
