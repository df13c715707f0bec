import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../server/src/features/code-lens.ts';
import { EXPLAIN_COMMAND } from '../../../server/src/lsp/protocol.ts';
import { readSettings } from '../../../server/src/lsp/settings.ts';
import { atCursor } from '../../support/cursor.ts';

/** Checks the lenses of each line that has some: its number, from 1, and the titles. */
async function check(fixture: string, expected: readonly string[], settings: unknown = {}): Promise<void> {
  const { document } = await atCursor(fixture);
  const byLine = new Map<number, string[]>();
  for (const { range, command } of codeLenses(document, readSettings(settings))) {
    const { line } = range.start;
    byLine.set(line, [...(byLine.get(line) ?? []), command!.title]);
  }
  const lines = [...byLine].sort(([a], [b]) => a - b);
  expect(lines.map(([line, titles]) => `${line + 1}: ${titles.join(' | ')}`)).toEqual(expected);
}

const only = (...kinds: readonly string[]): unknown => ({
  codeLens: Object.fromEntries(
    ['vm', 'job', 'proxy', 'host', 'hyperflex', 'file'].map((kind) => [kind, kinds.includes(kind)]),
  ),
});

const SITE = `topology: 1
hyperflex:
  - { name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }
hosts:
  - { name: esx01, hyperflex: hx, firewall: { rules: [{ ports: 0-65535, allowedAddresses: all }] } }
  - { name: esx02, hyperflex: hx }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.0.21] }
  - { name: p2, type: physical, addresses: [10.0.0.22] }
  - { name: p3, type: physical, addresses: [10.0.1.23] }
vms:
  - { name: sql, host: esx01, datastore: ds }
  - { name: web, host: esx02, datastore: ds }
  - { name: old, host: esx02, datastore: ds }
  - { name: new, host: esx01, datastore: ds }
jobs:
  - { name: all, include: [sql, web, old] }
  - { name: more, include: [sql], proxies: [p1] }
  - { name: none, include: [] }
`;

describe('lenses', () => {
  it('tell of each entity what the plan has for it, and of the file in sum', () =>
    check(SITE, [
      '1: 3 VMs, 4 plans: 2 IO Visor · 2 cluster IP · 1 in no job',
      '3: 3 VMs, 4 plans: 2 IO Visor · 2 cluster IP · added to the backup server',
      '5: lets in p1, p2',
      '6: lets no proxy in to the IO Visor',
      '9: 2 VMs, 3 tasks: 2 IO Visor · 1 cluster IP',
      '10: 1 VM, 1 task: 1 cluster IP',
      '11: serves no VM',
      '13: all: p1 · Direct NFS via IO Visor (+1) | more: p1 · Direct NFS via IO Visor',
      '14: p2 · Direct NFS via controller cluster IP (+1)',
      '15: p1 · Direct NFS via controller cluster IP (+1)',
      '16: in no job',
      '18: 3 VMs: 1 IO Visor · 2 cluster IP',
      '19: 1 VM: 1 IO Visor',
      '20: no VM',
    ]));

  it.each([
    ['vm', [13, 14, 15, 16]],
    ['job', [18, 19, 20]],
    ['proxy', [9, 10, 11]],
    ['host', [5, 6]],
    ['hyperflex', [3]],
    ['file', [1]],
  ])('can be switched off by kind: %s', async (kind, lines) => {
    const { document } = await atCursor(SITE);
    const shown = codeLenses(document, readSettings(only(kind)));
    expect([...new Set(shown.map(({ range }) => range.start.line + 1))].sort((a, b) => a - b)).toEqual(lines);
    const rest = codeLenses(document, readSettings({ codeLens: { [kind]: false } }));
    expect(rest.some(({ range }) => lines.includes(range.start.line + 1))).toBe(false);
  });

  it('of a VM lead to its explanation', async () => {
    const { document } = await atCursor(SITE);
    const lenses = codeLenses(document, readSettings(only('vm')));
    expect(lenses.map(({ command }) => command!.command)).toEqual([...Array(4).fill(EXPLAIN_COMMAND), '']);
    expect(lenses[1]!.command!.arguments).toEqual([document.uri, 'sql', 'more']);
  });

  it('stand in the file that their entity is in, and tell in a part whose part it is', () =>
    check(
      `topology: 1
include: [part.topology.yaml]
hosts: [{ name: esx01 }]
datastores: [{ name: ds, type: local, hosts: [esx01] }]
proxies: [{ name: p, type: virtual, host: esx01, addresses: [] }]
# //- part.topology.yaml
vms:
  - { name: sq$0l, host: esx01, datastore: ds }
`,
      ['1: part of main.topology.yaml · 1 VM: 1 virtual appliance', '2: p · Virtual appliance'],
    ));

  it('do not tell whom a host lets in where that is not known', () =>
    check('hyperflex: [{ name: hx }]\nhosts:\n  - { name: esx01, hyperflex: hx }\n', [], only('host')));

  it('tell of VMs that no job includes', () =>
    check(`vms: [{ name: a }, { name: b }]\njobs: []\n`, ['1: 2 VMs in no job | in no job | in no job']));
});

describe('the lens of a VM that fails', () => {
  const fails = (vm: string, why: string, job = '') =>
    check(
      `hyperflex: [{ name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }]
hosts: [{ name: esx01, hyperflex: hx }]
datastores: [{ name: ds, hyperflex: hx }]
proxies: [{ name: p, type: physical, addresses: [10.0.0.21]${job ? ', enabled: false' : ''} }]
vms:
  - { name: web, ${vm} }
jobs: [{ name: nightly, include: [web] }]
`,
      [`6: fails: ${why}`],
      only('vm'),
    );

  it.each([
    ['host: esx2, datastore: ds', 'host esx2 is not known'],
    ['host: esx01, datastore: ds9', 'datastore ds9 is not known'],
    ['host: esx01, datastore: ds9, disks: [{ datastore: ds }, { datastore: ds8 }]', 'datastore ds8 is not known'],
    ['host: esx2, datastore: ds9', 'host esx2 is not known, and datastore ds9 is not known'],
    ['datastore: ds', 'web names no host'],
    ['host: esx01', 'web has no disk'],
    ['host: esx01, disks: [{ name: Hard disk 1 }]', 'Hard disk 1 of web names no datastore'],
    [
      'host: esx01, datastore: ds, snapshot: esxi',
      'web has a traditional VMware snapshot, and nightly does not fail over to standard backup',
    ],
  ])('tells what decided it: %s', (vm, why) => fails(vm, why));
  it('does not name each proxy', () => fails('host: esx01, datastore: ds', 'no proxy may process the VM', 'disabled'));
});

describe('with more than 300 VMs', () => {
  const site = (number: number): string => `topology: 1
hyperflex: [{ name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }]
hosts:
  - { name: esx01, hyperflex: hx, firewall: { enabled: false } }
  - { name: esx02, hyperflex: hx }
datastores: [{ name: ds, hyperflex: hx }]
proxies: [{ name: p, type: physical, addresses: [10.0.0.21] }]
jobs:
  - { name: all, include: ['vm*'] }
vms:
  - { name: spare, host: esx01, datastore: ds }
  - { name: vm-off, host: esx02, datastore: ds }
${Array.from({ length: number - 2 }, (_, index) => `  - { name: vm${index}, host: esx01, datastore: ds }\n`).join('')}`;

  const lines = async (number: number): Promise<number> => {
    const { document } = await atCursor(site(number));
    return codeLenses(document, readSettings(only('vm'))).length;
  };

  it('only those off the IO Visor path have a lens, and their job’s speaks for the rest', async () => {
    expect(await lines(300)).toBe(300);
    await check(site(301), ['12: p · Direct NFS via controller cluster IP'], only('vm'));
    await check(site(301), ['9: 300 VMs: 299 IO Visor · 1 cluster IP'], only('job'));
    await check(site(301), ['1: 300 VMs: 299 IO Visor · 1 cluster IP · 1 in no job'], only('file'));
  });
});
