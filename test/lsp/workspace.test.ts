import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { LIKE_VSCODE, TestClient } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SAMPLES = join(import.meta.dirname, '../../samples');
let count = 0;
let client: TestClient;
beforeEach(() => {
  count++;
  cpSync(join(SAMPLES, 'in-parts'), path('site'), { recursive: true });
  cpSync(join(SAMPLES, 'broken/registry.topology.yaml'), path('broken.topology.yaml'));
  cpSync(join(SAMPLES, 'broken/registry.topology.yaml'), path('node_modules/broken.topology.yaml'));
});
afterEach(() => client.stop());

const path = (name: string): string => join(folder, String(count), name);
const uri = (name: string): string => pathToFileURL(path(name)).href;
const text = (name: string): string => readFileSync(path(name), 'utf8');
const start = (): Promise<TestClient> =>
  TestClient.start({ capabilities: LIKE_VSCODE, workspaceFolders: [{ uri: uri(''), name: 'here' }] });

interface Report {
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly { readonly code: string }[];
}

/** What is found in the workspace since `before`, by the names of the files. */
async function pull(before: readonly Report[] = []): Promise<Report[]> {
  const previousResultIds = before.map(({ uri: each, resultId }) => ({ uri: each, value: resultId }));
  return (await client.request('workspace/diagnostic', { previousResultIds })).items;
}
const names = (reports: readonly Report[]): string[] =>
  reports.map((report) => report.uri.slice(uri('').length + 1)).sort();
const changed = (name: string, type: number): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] });

const ALL = [
  'broken.topology.yaml',
  'site/proxies.topology.yaml',
  'site/site.topology.yaml',
  'site/vms/linux.topology.yaml',
  'site/vms/windows.topology.yaml',
];

describe('the topology files of the workspace', () => {
  it('are all checked, open or not, the parts of a topology as parts', async () => {
    client = await start();
    const reports = await pull();
    expect(names(reports)).toEqual(ALL);
    const found = reports.filter(({ items }) => items.length > 0);
    expect(names(found)).toEqual(['broken.topology.yaml']);
    expect(found[0]!.items.map(({ code }) => code)).toContain('registry/same-host-hotadd-type');
  });

  it('cost nothing until one of them changes', async () => {
    client = await start();
    const first = await pull();
    const next = pull(first);
    // Whatever is asked meanwhile is answered.
    await client.open(uri('site/site.topology.yaml'), text('site/site.topology.yaml'));
    expect(await client.pull(uri('site/site.topology.yaml'))).toEqual([]);
    writeFileSync(path('broken.topology.yaml'), text('site/site.topology.yaml').replace(/include:\n.*\n.*\n/, ''));
    await changed('broken.topology.yaml', 2);
    const reports = await next;
    expect(names(reports)).toEqual(['broken.topology.yaml']);
  });

  it('follow edits of an open file that they belong to', async () => {
    client = await start();
    const root = 'site/site.topology.yaml';
    await client.open(uri(root), text(root));
    const first = await pull();
    expect(names(first)).not.toContain(root);
    const next = pull(first);
    await client.change(uri(root), 2, [{ text: text(root).replace('{ name: esx01', '{ name: esx03') }]);
    const reports = await next;
    const linux = reports.find((report) => report.uri === uri('site/vms/linux.topology.yaml'))!;
    expect(linux.items.map(({ code }) => code)).toContain('reference/unknown');
    expect(names(reports)).not.toContain('broken.topology.yaml');
  });

  it('are the same in two windows, as soon as one of them saves', async () => {
    const file = 'broken.topology.yaml';
    const mended = text('site/site.topology.yaml').replace(/include:\n.*\n.*\n/, '');
    const codes = (found: readonly { readonly code?: unknown }[]): unknown[] => found.map(({ code }) => code);
    client = await start();
    const other = await start();
    try {
      await client.open(uri(file), text(file));
      await other.open(uri(file), text(file));
      const before = codes(await other.pull(uri(file)));
      await client.change(uri(file), 2, [{ text: mended }]);
      expect(codes(await client.pull(uri(file)))).not.toEqual(before);
      expect(codes(await other.pull(uri(file)))).toEqual(before);
      writeFileSync(path(file), mended);
      // An editor without edits of its own takes what is on the disk.
      await other.change(uri(file), 2, [{ text: mended }]);
      const changes = [{ uri: uri(file), type: 2 }];
      for (const each of [client, other]) {
        await each.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      }
      expect(codes(await other.pull(uri(file)))).toEqual(codes(await client.pull(uri(file))));
    } finally {
      await other.stop();
    }
  });

  it('are told when they are gone', async () => {
    client = await start();
    const first = await pull();
    const next = pull(first);
    rmSync(path('broken.topology.yaml'));
    await changed('broken.topology.yaml', 3);
    expect(await next).toMatchObject([{ uri: uri('broken.topology.yaml'), items: [] }]);
  });

  it('make a part of a topology of a file that is opened alone', async () => {
    client = await start();
    const part = 'site/vms/linux.topology.yaml';
    await client.open(uri(part), text(part));
    expect(await client.pull(uri(part))).toEqual([]);
    const lenses = await client.request('textDocument/codeLens', { textDocument: { uri: uri(part) } });
    expect(lenses[0].command.title).toContain('part of site.topology.yaml');
  });

  it('come and go with the folders of the workspace', async () => {
    client = await TestClient.start({ workspaceFolders: [] });
    const next = pull();
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: uri('site'), name: 'site' }], removed: [] },
    });
    const reports = await next;
    expect(reports).toHaveLength(4);
    const gone = pull(reports);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uri('site'), name: 'site' }] },
    });
    expect((await gone).every(({ items }) => items.length === 0)).toBe(true);
  });

  it('are no longer waited for when the request is cancelled', async () => {
    client = await start();
    const previousResultIds = (await pull()).map(({ uri: each, resultId }) => ({ uri: each, value: resultId }));
    const source = new CancellationTokenSource();
    const waiting = client.connection.sendRequest('workspace/diagnostic', { previousResultIds }, source.token);
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: -32800 });
  });
});
