import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol';
import { largeTopology } from '../../samples/generate.mjs';
import type {
  ChangeMark,
  ChangeMarksParams,
  ComparisonResult,
  PlanBase,
} from '../../server/src/lsp/compare-protocol.ts';
import { TestClient } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
afterAll(() => rmSync(folder, { recursive: true }));

let site = 0;
let client: TestClient;
let told: ChangeMarksParams[];
let wake = (): void => {};
/** What files are at the revision `HEAD`, by URI. */
let committed: Map<string, string>;

beforeEach(async () => {
  told = [];
  committed = new Map();
  cpSync(join(import.meta.dirname, '../../samples/in-parts'), path(''), { recursive: true });
  client = await startClient(true);
});
afterEach(async () => {
  await client.stop();
  site++;
});

/** @param showsPlans whether the client is told marks, some time after each edit */
function startClient(showsPlans: boolean): Promise<TestClient> {
  return TestClient.start({
    initializationOptions: { showsPlans },
    prepare: (connection) => {
      connection.onNotification('hyperflexTopology/changeMarks', (params: ChangeMarksParams) => {
        told.push(params);
        wake();
      });
      connection.onRequest(
        'hyperflexTopology/revisionContent',
        ({ uri: file, revision }: { uri: string; revision: string }) =>
          revision === 'HEAD' ? (committed.get(file) ?? null) : null,
      );
    },
  });
}

const ROOT = 'site.topology.yaml';
const LINUX = 'vms/linux.topology.yaml';
const path = (name: string): string => join(folder, String(site), name);
const uri = (name: string): string => pathToFileURL(path(name)).href;
const text = (name: string): string => readFileSync(path(name), 'utf8');
const open = (name: string): Promise<void> => client.open(uri(name), text(name));
const save = (name: string): Promise<void> =>
  client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: uri(name) } });
const compareWith = (base: PlanBase): Promise<null> =>
  client.request('hyperflexTopology/compareWith', { textDocument: { uri: uri(ROOT) }, base });
const comparison = async (most = 500, name = ROOT): Promise<NonNullable<ComparisonResult>> =>
  client.request('hyperflexTopology/comparison', { textDocument: { uri: uri(name) }, most });
const wasLenses = async (name: string): Promise<string[]> => {
  const lenses: CodeLens[] = await client.request('textDocument/codeLens', { textDocument: { uri: uri(name) } });
  return lenses.map(({ command }) => command!.title).filter((title) => /since|compared/.test(title));
};
/** The next marks of a file. */
async function marksOf(name: string): Promise<readonly ChangeMark[]> {
  for (;;) {
    const index = told.findIndex((params) => params.uri === uri(name));
    if (index >= 0) return told.splice(index, 1)[0]!.marks;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

/** Lets in one of the two proxies only. */
const narrowed = (source: string): string => source.replace('"proxy:*"', '10.10.50.21');

describe('marks of VMs whose plan changes', () => {
  it('come with an edit, in each file of the topology, and go when it is undone', async () => {
    await open(ROOT);
    await open(LINUX);
    const refreshed = client.refreshOf('workspace/codeLens/refresh');
    await client.change(uri(ROOT), 2, [{ text: narrowed(text(ROOT)) }]);
    const marks = await marksOf(LINUX);
    expect(marks).toHaveLength(1);
    expect(marks[0]).toMatchObject({ kind: 'changed', range: { start: { line: 5, character: 12 } } });
    expect(marks[0]!.title).toMatch(/^nightly: changed since the last save: was proxy02 · IO Visor; /);
    await refreshed;
    expect(await wasLenses(LINUX)).toEqual(['changed since the last save: was proxy02 · IO Visor']);
    await client.change(uri(ROOT), 3, [{ text: text(ROOT) }]);
    expect(await marksOf(LINUX)).toEqual([]);
    expect(await wasLenses(LINUX)).toEqual([]);
  });

  it('go with a save', async () => {
    await open(ROOT);
    await open(LINUX);
    const edited = narrowed(text(ROOT));
    await client.change(uri(ROOT), 2, [{ text: edited }]);
    expect(await marksOf(LINUX)).toHaveLength(1);
    writeFileSync(path(ROOT), edited);
    await save(ROOT);
    expect(await marksOf(LINUX)).toEqual([]);
    expect((await comparison()).counts).toEqual({ worse: 0, better: 0, changed: 0, added: 0, removed: 0 });
  });

  it('stay while the text does not parse', async () => {
    await open(ROOT);
    await open(LINUX);
    const edited = narrowed(text(ROOT));
    await client.change(uri(ROOT), 2, [{ text: edited }]);
    await marksOf(LINUX);
    await client.change(uri(ROOT), 3, [{ text: edited.replace('hosts:', 'hosts: [') }]);
    await client.change(uri(ROOT), 4, [{ text: text(ROOT) }]);
    // The next that is told is of the text that parses.
    expect(await marksOf(LINUX)).toEqual([]);
    expect(told).toEqual([]);
  });
});

describe('a comparison', () => {
  it('is told by a server that is started anew of what was edited before', async () => {
    const edited = text(LINUX).replace('host: esx01', 'host: esx99');
    await client.open(uri(ROOT), text(ROOT));
    await client.open(uri(LINUX), edited, 7);
    expect((await comparison()).counts).toMatchObject({ worse: 1 });
  });

  it('tells nothing of a file as it was saved', async () => {
    await open(ROOT);
    expect(await comparison()).toEqual({
      since: 'since the last save',
      incomplete: false,
      present: [],
      counts: { worse: 0, better: 0, changed: 0, added: 0, removed: 0 },
      unchanged: 3,
      causes: [],
      moreCauses: 0,
    });
  });

  it('groups by cause, with the place that decided', async () => {
    await open(ROOT);
    await client.change(uri(ROOT), 2, [{ text: text(ROOT).replace('"proxy:*"', '10.10.50.99') }]);
    const { counts, causes } = await comparison();
    expect(counts).toMatchObject({ worse: 3 });
    expect(causes[0]).toMatchObject({ kind: 'worse', place: { uri: uri(ROOT) } });
    expect(causes.flatMap(({ changes }) => changes.map(({ vm }) => vm)).sort()).toEqual(['sql01', 'web01', 'web02']);
    expect(causes[0]!.changes[0]).toMatchObject({
      job: 'nightly',
      before: { way: 'directNfsIoVisor', text: expect.stringMatching(/^IO Visor · .* · proxy0\d$/) },
      after: { way: 'directNfsClusterIp' },
    });
  });

  it('tells no more VMs than asked for, but how many there are', async () => {
    await open(ROOT);
    await client.change(uri(ROOT), 2, [{ text: text(ROOT).replace('hyperflex: hx-muc }', 'hyperflex: hx-gone }') }]);
    const { causes, moreCauses } = await comparison(1);
    expect(causes).toHaveLength(1);
    expect(causes[0]!.changes).toHaveLength(1);
    expect(causes[0]!.vms + moreCauses).toBeGreaterThan(1);
  });

  it('is with a revision when it is asked for; parts that are not there count as they are now', async () => {
    committed.set(uri(ROOT), narrowed(text(ROOT)));
    committed.set(uri('proxies.topology.yaml'), text('proxies.topology.yaml'));
    committed.set(uri('vms/windows.topology.yaml'), text('vms/windows.topology.yaml'));
    await open(ROOT);
    await compareWith({ kind: 'revision', revision: 'HEAD' });
    const { since, present, counts, causes } = await comparison();
    expect(since).toBe('since HEAD');
    expect(present).toEqual(['linux.topology.yaml']);
    expect(counts.worse + counts.better + counts.changed).toBeGreaterThan(0);
    expect(causes[0]!.reason).toBeTruthy();
  });

  it('says why a revision cannot be compared with', async () => {
    await open(ROOT);
    await compareWith({ kind: 'revision', revision: 'v1' });
    const { unreadable, counts } = await comparison();
    expect(unreadable).toBe('site.topology.yaml cannot be compared with: it is not there at v1');
    expect(counts).toMatchObject({ worse: 0, added: 0 });
  });

  it('is with another file, whose lines it leads to', async () => {
    writeFileSync(path('old.yaml'), narrowed(text(ROOT)));
    await open(ROOT);
    await compareWith({ kind: 'file', uri: uri('old.yaml') });
    const { since, causes } = await comparison();
    expect(since).toBe('compared with old.yaml');
    expect(causes.length).toBeGreaterThan(0);
    await compareWith({ kind: 'saved' });
    expect((await comparison()).causes).toEqual([]);
  });
});

describe('a comparison of thousands of VMs', () => {
  it('lets others be answered meanwhile', async () => {
    const site = largeTopology(6000);
    const file = pathToFileURL(path('large.topology.yaml')).href;
    const closed = path('closed.topology.yaml');
    // Nobody but the test asks for a comparison, so that none is there already.
    await client.stop();
    client = await startClient(false);
    writeFileSync(closed, site.replaceAll('ports: 0-65535', 'ports: 443'));
    await client.open(file, site);
    const textDocument = { uri: file };
    await client.request('hyperflexTopology/compareWith', {
      textDocument,
      base: { kind: 'file', uri: pathToFileURL(closed).href },
    });
    const { counts } = await client.request('hyperflexTopology/comparison', { textDocument, most: 0 });
    expect(counts.better).toBeGreaterThan(1000);
    // Both plans are there from here on: what is left is to compare them.
    const at = { line: 1, character: 6 };
    await client.change(file, 2, [{ range: { start: at, end: at }, text: 'some ' }]);
    await client.request('textDocument/hover', { textDocument, position: at });
    const answered: string[] = [];
    const ask = async (name: string, request: Promise<unknown>): Promise<void> => {
      await request;
      answered.push(name);
    };
    await Promise.all([
      ask('comparison', client.request('hyperflexTopology/comparison', { textDocument, most: 500 })),
      ask('hover', client.request('textDocument/hover', { textDocument, position: { line: 2, character: 3 } })),
    ]);
    expect(answered).toEqual(['hover', 'comparison']);
  });
});
