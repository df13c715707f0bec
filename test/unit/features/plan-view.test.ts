import { describe, expect, it } from 'vitest';
import type { PlanQuery } from '../../../server/src/engine/view/query.ts';
import { vmDetail, vmPlace } from '../../../server/src/features/plan-view/detail.ts';
import { entityAt } from '../../../server/src/features/plan-view/entity-at.ts';
import { tableText, tableWindow } from '../../../server/src/features/plan-view/table.ts';
import { PlanTables } from '../../../server/src/lsp/plan-tables.ts';
import { atCursor, nameOf, openText } from '../../support/cursor.ts';

const SITE = `topology: 1
hyperflex:
  - { name: hx, version: 5.0(2e), addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }
hosts:
  - { name: esx1, hyperflex: hx, firewall: { enabled: false } }
  - { name: esx2, hyperflex: hx }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.0.21] }
  - { name: p2, type: physical, addresses: [10.9.0.22] }
vms:
  - { name: vm10, host: esx1, datastore: ds }
  - { name: vm2, host: esx2, datastore: ds }
  - { name: "=cmd", host: esx1, datastore: ds }
  - { name: lost, host: nowhere, datastore: ds }
  - { name: alone, host: esx1, datastore: ds }
jobs:
  - { name: nightly, include: [vm10, vm2, "=cmd", lost] }
  - { name: weekly, include: [vm2] }
`;

const ALL: PlanQuery = { text: '', ways: [], only: {}, collapsed: [] };

async function shown(query: Partial<PlanQuery>, text = SITE, offset = 0, count = 100) {
  const document = await openText(text);
  const { table, choices } = new PlanTables().of(document);
  return tableWindow(document, table, choices, {
    textDocument: { uri: document.uri },
    query: { ...ALL, ...query },
    offset,
    count,
  })!;
}

/** `vm2/weekly`, and of groups `[p1 3]`. */
async function check(query: Partial<PlanQuery>, expected: readonly string[], offset = 0, count = 100): Promise<void> {
  const { lines } = await shown(query, SITE, offset, count);
  const told = lines.map((line) =>
    line.kind === 'group' ? `[${line.name} ${line.rows}]` : `${line.vm}/${line.job ?? '-'}`,
  );
  expect(told).toEqual(expected);
}

const PLANNED = ['vm10/nightly', 'vm2/nightly', '=cmd/nightly', 'lost/nightly', 'vm2/weekly', 'alone/-'];

describe('the table of VMs', () => {
  it('has a row for each VM in each job, in their order, and those that are in none', async () => {
    await check({}, PLANNED);
    const { rows, allRows, total, tally } = await shown({});
    expect({ rows, allRows, total }).toEqual({ rows: 6, allRows: 6, total: 6 });
    expect(tally).toMatchObject({ directNfsIoVisor: 2, directNfsClusterIp: 2, fails: 1, unprotected: 1, network: 0 });
  });

  it('is sent in parts', async () => {
    await check({}, PLANNED.slice(2, 4), 2, 2);
    await check({}, [], 6, 10);
    const { lines, total } = await shown({}, largeSite(2000), 0, 1e9);
    expect(total).toBe(2000);
    expect(lines.length).toBeLessThanOrEqual(500);
  });

  it.each<[string, Partial<PlanQuery>, readonly string[]]>([
    ['each word, in any column', { text: 'NIGHTLY io' }, ['vm10/nightly', '=cmd/nightly']],
    ['ways', { ways: ['fails', 'unprotected'] }, ['lost/nightly', 'alone/-']],
    ['a job', { only: { job: 'weekly' } }, ['vm2/weekly']],
    ['a proxy', { only: { proxy: 'p1', job: 'nightly' } }, ['vm10/nightly', 'vm2/nightly', '=cmd/nightly']],
    ['a host', { only: { host: 'esx2' } }, ['vm2/nightly', 'vm2/weekly']],
    ['a system that is not there', { only: { system: 'none' } }, []],
  ])('is filtered by %s', async (_, query, expected) => {
    await check(query, expected);
  });

  it('counts the ways among what the other filters leave', async () => {
    const { tally, rows } = await shown({ only: { host: 'esx1' }, ways: ['unprotected'] });
    expect(rows).toBe(1);
    expect(tally).toMatchObject({ directNfsIoVisor: 2, unprotected: 1, directNfsClusterIp: 0 });
  });

  it('is sorted with numbers in names as numbers, ties in the order of the plan, and what is empty last', async () => {
    const vms = ['=cmd/nightly', 'alone/-', 'lost/nightly', 'vm2/nightly', 'vm2/weekly', 'vm10/nightly'];
    await check({ sort: { column: 'vm', descending: false } }, vms);
    await check({ sort: { column: 'job', descending: false } }, PLANNED);
    await check({ sort: { column: 'way', descending: true } }, [
      'alone/-',
      'lost/nightly',
      'vm2/nightly',
      'vm2/weekly',
      'vm10/nightly',
      '=cmd/nightly',
    ]);
  });

  it('is grouped, and groups are closed', async () => {
    const lines = ['[p1 4]', 'vm10/nightly', 'vm2/nightly', '=cmd/nightly', 'vm2/weekly'];
    await check({ group: 'proxy' }, [...lines, '[ 2]', 'lost/nightly', 'alone/-']);
    await check({ group: 'proxy', collapsed: ['p1'] }, ['[p1 4]', '[ 2]', 'lost/nightly', 'alone/-']);
  });

  it('keeps its order after an edit, whatever it was sorted by', async () => {
    const fresh = largeSite(300);
    const edited = fresh.replace('name: vm7,', 'name: zz,');
    const tables = new PlanTables();
    const query: PlanQuery = { ...ALL, sort: { column: 'vm', descending: true } };
    const first = await openText(fresh);
    tables.of(first).table.select(query);
    const second = await openText(edited);
    const after = tables.of({ ...second, revision: 'after' }).table.text(query, ',');
    expect(after).toBe(new PlanTables().of(second).table.text(query, ','));
    expect(after.split('\r\n')[1]).toMatch(/^zz,/);
  });

  it('finds a row, and sends what can be chosen only once', async () => {
    const document = await openText(SITE);
    const { table, choices } = new PlanTables().of(document);
    const params = { textDocument: { uri: document.uri }, query: ALL, offset: 0, count: 0 };
    const find = (vm: string, job?: string | null) =>
      tableWindow(document, table, choices, { ...params, find: job === undefined ? { vm } : { vm, job } })?.found;
    expect(find('vm2')).toEqual({ vm: 'vm2', job: 'nightly', line: 1 });
    expect(find('vm2', 'weekly')).toEqual({ vm: 'vm2', job: 'weekly', line: 4 });
    expect(find('alone', null)).toEqual({ vm: 'alone', job: null, line: 5 });
    expect(find('vm2', 'none')).toBeUndefined();
    expect(tableWindow(document, table, choices, params)?.choices).toMatchObject({
      job: ['nightly', 'weekly'],
      proxy: ['p1', 'p2'],
      host: ['esx1', 'esx2'],
    });
    expect(tableWindow(document, table, choices, { ...params, choices: choices.id })?.choices).toBeUndefined();
  });

  it('is written as text in which no name is a formula', async () => {
    const document = await openText(SITE);
    const { table } = new PlanTables().of(document);
    const textDocument = { uri: document.uri };
    const query: PlanQuery = { ...ALL, only: { host: 'esx1' }, group: 'job' };
    expect(tableText(table, { textDocument, query, format: 'csv' })).toEqual({
      rows: 3,
      text:
        'VM,Job,Mode,Source,Proxy\r\nvm10,nightly,Direct NFS via IO Visor,HX snapshot,p1\r\n' +
        "'=cmd,nightly,Direct NFS via IO Visor,HX snapshot,p1\r\nalone,,In no job,,\r\n",
    });
    const part = tableText(table, { textDocument, query, format: 'tsv', offset: 0, count: 2 });
    expect(part).toEqual({
      rows: 1,
      text: 'VM\tJob\tMode\tSource\tProxy\r\nvm10\tnightly\tDirect NFS via IO Visor\tHX snapshot\tp1\r\n',
    });
  });
});

describe('why a VM gets its proxy and mode', () => {
  it('is told with the road, what decided each step, and the proxies that dropped out', async () => {
    const document = await openText(SITE);
    const detail = vmDetail(document, { vm: 'vm2', job: 'nightly' })!;
    expect(detail.answer).toContain('p1 reads it');
    const visor = detail.steps.find(({ question }) => question.includes('IO Visor'))!;
    expect(visor.verdict).toBe('no');
    expect(visor.reasons[0]!.place!.range.start.line).toBe(lineOf('name: esx2'));
    expect(detail.proxies.map(({ name, fate }) => [name, fate])).toEqual([
      ['p1', 'picked'],
      ['p2', 'dropped'],
    ]);
    expect(detail.proxies[1]!.failed[0]!.reasons[0]!.text).toContain('no address of p2');
    expect(detail.improve!.changes[0]!.place!.range.start.line).toBe(lineOf('name: esx2'));
  });

  it('is that it is in no job', async () => {
    const document = await openText(SITE);
    expect(vmDetail(document, { vm: 'alone', job: null })).toMatchObject({
      way: 'unprotected',
      chart: null,
      steps: [],
    });
    expect(vmDetail(document, { vm: 'alone', job: 'nightly' })).toBeNull();
  });

  it('leads to where the VM is declared', async () => {
    const document = await openText(SITE);
    expect(vmPlace(document, { vm: 'vm2', job: null })!.range.start.line).toBe(lineOf('name: vm2'));
    expect(vmPlace(document, { vm: 'gone', job: null })).toBeNull();
  });

  it.each([
    ['on HX 4.5(2a) or later', SITE, 'vm10'],
    ['without a mode', SITE, 'lost'],
    [
      'before 4.5(2a)',
      SITE.replace('5.0(2e)', '4.0(2e)').replace('addedToBackupServer: true', 'addedToBackupServer: false'),
      'vm2',
    ],
    [
      'with a base snapshot',
      SITE.replace('5.0(2e)', '4.0(2e)')
        .replace('name: vm2,', 'name: vm2, snapshot: esxi, baseSnapshot: true,')
        .replace('name: nightly,', 'name: nightly, storageSnapshots: { failoverToStandardBackup: true },'),
      'vm2',
    ],
    ['that is not backed up', SITE.replace('name: vm2,', 'name: vm2, snapshot: esxi,'), 'vm2'],
    ['without a proxy', SITE.replaceAll('type: physical,', 'type: physical, enabled: false,'), 'vm2'],
    ['on no HX', SITE.replace('{ name: ds, hyperflex: hx }', '{ name: ds, type: nfs3 }'), 'vm2'],
  ])('has a chart for a VM %s, through which its road leads without a gap', async (_, text, vm) => {
    const detail = vmDetail(await openText(text), { vm, job: 'nightly' })!;
    const { nodes, edges } = detail.chart!;
    const ids = new Set(nodes.map(({ id }) => id));
    expect(ids.size).toBe(nodes.length);
    for (const { from, to } of edges) expect(ids.has(from) && ids.has(to), `${from} → ${to}`).toBe(true);
    expect(new Set(nodes.map(({ column, row }) => `${column}:${row}`)).size).toBe(nodes.length);
    // From the VM along the arrows that are taken, to the outcome.
    const road = ['vm'];
    for (let next = edges.find(({ from, taken }) => taken && from === 'vm'); next; ) {
      road.push(next.to);
      const at = next.to;
      next = edges.find(({ from, taken }) => taken && from === at);
    }
    const taken = nodes.filter((node) => node.taken);
    expect(new Set(road)).toEqual(new Set(taken.map(({ id }) => id)));
    expect(nodes.find(({ id }) => id === road.at(-1))).toMatchObject({ kind: 'outcome', way: detail.way });
    const asked = road.flatMap((id) => nodes.find((node) => node.id === id)?.step ?? []);
    expect(asked).toEqual(detail.steps.map((_step, index) => index));
  });
});

describe('what the cursor is at', () => {
  it.each([
    ['its name', SITE.replace('vm10,', 'vm$010,'), { kind: 'vm', name: 'vm10' }],
    [
      'a key of its entry',
      SITE.replace('name: vm2, host: esx2', 'name: vm2, host: es$0x2'),
      { kind: 'vm', name: 'vm2' },
    ],
    ['the start of its line', SITE.replace('  - { name: vm2,', '$0  - { name: vm2,'), { kind: 'vm', name: 'vm2' }],
    ['a reference', SITE.replace('[vm10, vm2', '[vm10, v$0m2'), { kind: 'vm', name: 'vm2' }],
    ['a host', SITE.replace('name: esx1', 'name: es$0x1'), { kind: 'host', name: 'esx1' }],
    ['a setting of a host', SITE.replace('enabled: false', 'enabled: fal$0se'), { kind: 'host', name: 'esx1' }],
    ['a proxy', SITE.replace('name: p2', 'na$0me: p2'), { kind: 'proxy', name: 'p2' }],
    ['a section', SITE.replace('proxies:', 'pro$0xies:'), null],
  ])('is found at %s', async (_, fixture, entity) => {
    const { document, position } = await atCursor(fixture);
    expect(nameOf(document.uri)).toBe('main.topology.yaml');
    expect(entityAt(document, position)).toEqual(entity);
  });
});

function lineOf(part: string): number {
  return SITE.slice(0, SITE.indexOf(part)).split('\n').length - 1;
}

function largeSite(count: number): string {
  const vms = Array.from({ length: count }, (_, index) => `  - { name: vm${index}, host: esx1, datastore: ds }\n`);
  return SITE.replace(/vms:\n[\s\S]*/, `vms:\n${vms.join('')}jobs: [{ name: all, include: ["*"] }]\n`);
}
