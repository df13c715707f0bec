import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIKE_VSCODE, PLAIN, TestClient } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
afterAll(() => rmSync(folder, { recursive: true }));

let site = 0;
let client: TestClient;
beforeEach(() => {
  cpSync(join(import.meta.dirname, '../../samples/in-parts'), path(''), { recursive: true });
});
afterEach(async () => {
  await client.stop();
  site++;
});

const ROOT = 'site.topology.yaml';
const LINUX = 'vms/linux.topology.yaml';
const path = (name: string): string => join(folder, String(site), name);
const uri = (name: string): string => pathToFileURL(path(name)).href;
const text = (name: string): string => readFileSync(path(name), 'utf8');
const codes = async (name: string): Promise<unknown[]> => (await client.pull(uri(name))).map(({ code }) => code);
const open = (name: string): Promise<void> => client.open(uri(name), text(name));
const plan = async (name: string): Promise<string[]> =>
  (await client.request('hyperflexTopology/plan', { textDocument: { uri: uri(name) } })).vms.map(
    ({ vm }: { vm: string }) => vm,
  );

describe('a topology over several files', () => {
  it('is one, though only the first of them is open', async () => {
    client = await TestClient.start();
    await open(ROOT);
    expect(await codes(ROOT)).toEqual([]);
    expect(await plan(ROOT)).toEqual(['web01', 'web02', 'sql01']);
  });

  it('judges an open part as part of the whole, and says so', async () => {
    client = await TestClient.start();
    await open(ROOT);
    await open(LINUX);
    expect(await codes(LINUX)).toEqual([]);
    const lenses = await client.request('textDocument/codeLens', { textDocument: { uri: uri(LINUX) } });
    const titles = lenses.map(({ command }: { command: { title: string } }) => command.title);
    expect(titles[0]).toBe('part of site.topology.yaml · 3 VMs: 3 IO Visor');
    // Those of its own VMs, and of no other file's.
    expect(titles).toHaveLength(3);
  });

  it('follows edits in any of its files', async () => {
    client = await TestClient.start();
    await open(ROOT);
    await open('proxies.topology.yaml');
    const renamed = text('proxies.topology.yaml').replace('host: esx01', 'host: esx99');
    await client.change(uri('proxies.topology.yaml'), 2, [{ text: renamed }]);
    expect(await codes('proxies.topology.yaml')).toContain('reference/unknown');
    await client.change(uri('proxies.topology.yaml'), 3, [{ text: 'topology: 1\n' }]);
    const { summary } = await client.request('hyperflexTopology/plan', { textDocument: { uri: uri(ROOT) } });
    expect(summary).toMatchObject({ fails: 3 });
  });

  it('goes back to what the disk says when a part is closed unsaved', async () => {
    client = await TestClient.start();
    await open(ROOT);
    await client.open(uri(LINUX), 'topology: 1\n');
    expect(await plan(ROOT)).toEqual(['sql01']);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(LINUX) } });
    expect(await plan(ROOT)).toEqual(['web01', 'web02', 'sql01']);
  });

  it('follows files that come, change and go on the disk', async () => {
    client = await TestClient.start();
    await open(ROOT);
    expect(await plan(ROOT)).toHaveLength(3);
    const told = (name: string, type: number): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] });
    writeFileSync(path('vms/more.topology.yaml'), text(LINUX).replaceAll('web', 'app'));
    await told('vms/more.topology.yaml', 1);
    expect(await plan(ROOT)).toEqual(['web01', 'web02', 'app01', 'app02', 'sql01']);
    writeFileSync(path('vms/more.topology.yaml'), 'topology: 1\n');
    await told('vms/more.topology.yaml', 2);
    expect(await plan(ROOT)).toHaveLength(3);
    rmSync(path('proxies.topology.yaml'));
    await told('proxies.topology.yaml', 3);
    expect(await codes(ROOT)).toEqual(['format/include']);
  });

  it('tells of a folder in place of a file as soon as one of its files comes', async () => {
    client = await TestClient.start();
    await client.open(uri('other.topology.yaml'), 'topology: 1\ninclude: [there]\n');
    const said = async (): Promise<unknown> => (await client.pull(uri('other.topology.yaml')))[0]!.message;
    expect(await said()).toContain('There is no file there');
    mkdirSync(path('there'));
    writeFileSync(path('there/part.yaml'), 'topology: 1\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('there/part.yaml'), type: 1 }],
    });
    expect(await said()).toContain('is a folder, not a file');
  });

  it('is mended where the fault is to be mended, in whichever file', async () => {
    client = await TestClient.start();
    await open(ROOT);
    await client.open(uri(LINUX), text(LINUX).replace('host: esx01', 'host: esx07'), 4);
    const [unknown] = await client.pull(uri(LINUX));
    const actions = await client.request('textDocument/codeAction', {
      textDocument: { uri: uri(LINUX) },
      range: unknown!.range,
      context: { diagnostics: [unknown] },
    });
    const declare = actions.find(({ title }: { title: string }) => title === 'Declare the host esx07');
    expect(declare.edit.documentChanges).toMatchObject([
      { textDocument: { uri: uri(ROOT), version: 1 }, edits: [{ range: { start: { line: 39 } } }] },
    ]);
    // Not open: its version is not known.
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(ROOT) } });
  });

  it('is pushed anew for every open file when one of them changes', async () => {
    client = await TestClient.start({ capabilities: PLAIN });
    await open(ROOT);
    await client.open(uri(LINUX), text(LINUX));
    expect(await client.pushOf(uri(LINUX), 1)).toBeDefined();
    client.pushed.length = 0;
    await client.change(uri(ROOT), 2, [
      { text: text(ROOT).replace('{ name: esx01, cluster: cl-muc }', '{ name: esx03, cluster: cl-muc }') },
    ]);
    const part = await client.pushOf(uri(LINUX), 1);
    expect(part.map(({ code }) => code)).toContain('reference/unknown');
  });

  it('asks the client to pull again when the disk changes', async () => {
    client = await TestClient.start({ capabilities: LIKE_VSCODE });
    await open(ROOT);
    await codes(ROOT);
    const asked = new Promise<void>((resolve) =>
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      }),
    );
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri(LINUX), type: 2 }],
    });
    await asked;
  });

  it('leads from a hover to the line in the other file', async () => {
    client = await TestClient.start();
    await client.open(uri(ROOT), text(ROOT).replace('["proxy:*"]', '[10.10.50.99]'));
    await client.open(uri(LINUX), text(LINUX));
    const { contents } = await client.request('textDocument/hover', {
      textDocument: { uri: uri(LINUX) },
      position: { line: 4, character: 12 },
    });
    expect(contents.value).toContain(`${uri(ROOT)}#L`);
  });
});

describe('an include that leads out of the workspace', () => {
  /** The site's workspace holds one of its parts; the other lies beside it, and is led to by a path, a glob and a link. */
  async function start(restricted: boolean): Promise<string[]> {
    mkdirSync(path('workspace'));
    mkdirSync(path('beside'));
    writeFileSync(path('workspace/own.yaml'), 'topology: 1\nclusters: [{ name: own }]\n');
    writeFileSync(path('beside/secret.yaml'), 'topology: 1\nclusters: [{ name: secret }]\n');
    symlinkSync('../beside/secret.yaml', path('workspace/link.yaml'));
    const entries = ['own.yaml', '../beside/secret.yaml', '../beside/*.yaml', 'link.yaml', path('beside/secret.yaml')];
    client = await TestClient.start({
      initializationOptions: { restricted },
      workspaceFolders: [{ uri: uri('workspace'), name: 'workspace' }],
    });
    const includes = entries.map((entry) => `  - ${entry}\n`).join('');
    await client.open(uri('workspace/site.topology.yaml'), `topology: 1\ninclude:\n${includes}`);
    return (await client.pull(uri('workspace/site.topology.yaml'))).map(
      ({ range, message }) => `${entries[range.start.line - 2]}: ${message}`,
    );
  }

  it('is not followed while nobody trusts that', async () => {
    const why = 'cannot be read: it lies outside the workspace, which is not trusted. What it declares is missing here';
    const outside = ['../beside/secret.yaml', '../beside/*.yaml', 'link.yaml', path('beside/secret.yaml')];
    expect(await start(true)).toEqual(outside.map((entry) => `${entry}: ${entry} ${why}`));
    const symbols = await client.request('workspace/symbol', { query: '' });
    expect(symbols.map(({ name }: { name: string }) => name)).toEqual(['own']);
    // Nor does completion tell what lies there.
    await client.change(uri('workspace/site.topology.yaml'), 2, [{ text: 'topology: 1\ninclude: [../beside/]\n' }]);
    const { items } = await client.request('textDocument/completion', {
      textDocument: { uri: uri('workspace/site.topology.yaml') },
      position: { line: 1, character: 20 },
    });
    expect(items).toEqual([]);
  });

  it('is followed where the workspace is trusted', async () => {
    expect(await start(false)).toEqual([]);
    const symbols = await client.request('workspace/symbol', { query: '' });
    expect(symbols.map(({ name }: { name: string }) => name)).toContain('secret');
  });
});
