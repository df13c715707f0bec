import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { memoryFilesByUri } from '../support/topology-files.ts';
import { TestClient } from './client.ts';

const SAMPLE = join(import.meta.dirname, '../../samples/in-parts');
const BROKEN = 'topology: 1\nvms:\n  - { name: web01, host: esx09 }\n';

const clients: TestClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
});

/** A workspace of which the server sees what its client tells; the sample in parts, unless other `files` are given. */
async function start(transport: 'stdio' | 'web-worker', root: string, more: Readonly<Record<string, string>> = {}) {
  const parts = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const files = new Map([
    ...parts.map((name): [string, string] => [`${root}/${name}`, readFileSync(join(SAMPLE, name), 'utf8')]),
    ...Object.entries(more).map(([name, text]): [string, string] => [`${root}/${name}`, text]),
  ]);
  const system = memoryFilesByUri(files);
  const asked: string[] = [];
  const client = await TestClient.start({
    transport,
    workspaceFolders: [{ uri: root, name: 'site' }],
    initializationOptions: { servesFiles: true, showsPlans: true },
    prepare: (connection) => {
      connection.onRequest('fs/content', async ({ uri }: { uri: string }) => {
        asked.push(uri);
        const failed = new ResponseError(ErrorCodes.InternalError, 'no', { code: 'FileNotFound' });
        return system.readFile(uri).catch(() => failed);
      });
      connection.onRequest('fs/readDir', async ({ uri }: { uri: string }) =>
        (await system.readFolder(uri)).map(({ name, isFolder }) => [name, isFolder ? 2 : 1]),
      );
    },
  });
  clients.push(client);
  const text = (name: string): string => files.get(`${root}/${name}`)!;
  return { client, asked, text, open: (name: string) => client.open(`${root}/${name}`, text(name)) };
}

const codes = async (client: TestClient, uri: string): Promise<unknown[]> =>
  (await client.pull(uri)).map(({ code }) => code);
const plan = async (client: TestClient, uri: string): Promise<string[]> =>
  (await client.request('hyperflexTopology/plan', { textDocument: { uri } })).vms.map(({ vm }: { vm: string }) => vm);

describe.each([
  // A process reads the disk itself, and nothing else; a web worker reads nothing.
  ['stdio', 'vscode-vfs://github/owner/repository'],
  ['web-worker', 'vscode-vfs://github/owner/repository'],
  ['web-worker', 'file:///folder/that/the/browser/knows'],
] as const)('served over %s, the files of %s', (transport, root) => {
  const site = `${root}/site.topology.yaml`;

  it('make one topology, read through the client', async () => {
    const { client, asked, open } = await start(transport, root);
    await open('site.topology.yaml');
    expect(await codes(client, site)).toEqual([]);
    expect(await plan(client, site)).toEqual(['web01', 'web02', 'sql01']);
    expect(asked).toContain(`${root}/vms/linux.topology.yaml`);
  });

  it('are told as missing where they are', async () => {
    const { client, open } = await start(transport, root, {
      'other.topology.yaml': 'topology: 1\ninclude: [gone.topology.yaml]\n',
    });
    await open('other.topology.yaml');
    const [missing] = await client.pull(`${root}/other.topology.yaml`);
    expect(missing).toMatchObject({ code: 'format/include' });
    expect(missing!.message).toContain('There is no file gone.topology.yaml');
  });

  it('are all checked, open or not', async () => {
    const { client } = await start(transport, root, { 'vms/deep/broken.topology.yaml': BROKEN });
    const { items } = await client.request('workspace/diagnostic', { previousResultIds: [] });
    const broken = items.find(({ uri }: { uri: string }) => uri === `${root}/vms/deep/broken.topology.yaml`);
    expect(broken.items.map(({ code }: { code: string }) => code)).toContain('reference/unknown');
  });

  it('follow the project file above them', async () => {
    const { client, open } = await start(transport, root, {
      'broken.topology.yaml': BROKEN,
      '.hxtopo.yaml': 'rules:\n  reference/unknown: off\n',
    });
    await open('broken.topology.yaml');
    expect(await codes(client, `${root}/broken.topology.yaml`)).not.toContain('reference/unknown');
    expect(client.shown).toEqual([]);
  });

  it('are looked for in the workspace alone', async () => {
    const { client, asked, open } = await start(transport, root, { 'vms/deep/broken.topology.yaml': BROKEN });
    await open('vms/deep/broken.topology.yaml');
    await client.pull(`${root}/vms/deep/broken.topology.yaml`);
    const projects = asked.filter((uri) => uri.endsWith('/.hxtopo.yaml'));
    expect([...new Set(projects)]).toEqual([
      `${root}/vms/deep/.hxtopo.yaml`,
      `${root}/vms/.hxtopo.yaml`,
      `${root}/.hxtopo.yaml`,
    ]);
  });

  it('are offered in an include', async () => {
    const name = 'new.topology.yaml';
    const { client, open } = await start(transport, root, { [name]: 'topology: 1\ninclude: [vms/]\n' });
    await open(name);
    const { items } = await client.request('textDocument/completion', {
      textDocument: { uri: `${root}/${name}` },
      position: { line: 1, character: 'include: [vms/'.length },
    });
    expect(items.map(({ label }: { label: string }) => label)).toContain('vms/linux.topology.yaml');
  });
});

it('a client that does not serve files is not asked', async () => {
  const root = 'vscode-vfs://github/owner/repository';
  const client = await TestClient.start({ workspaceFolders: [{ uri: root, name: 'site' }] });
  clients.push(client);
  await client.open(`${root}/a.topology.yaml`, 'topology: 1\ninclude: [b.topology.yaml]\n');
  expect(await codes(client, `${root}/a.topology.yaml`)).toEqual(['format/include']);
  expect(client.shown).toEqual([]);
});

it('the server in a web worker answers as the one in a process does, and ends when it is told to', async () => {
  const uri = 'file:///site/munich.topology.yaml';
  const munich = readFileSync(join(SAMPLE, '../munich.topology.yaml'), 'utf8');
  const ask = async (transport: 'stdio' | 'web-worker') => {
    const client = await TestClient.start({ transport });
    await client.open(uri, munich);
    const textDocument = { uri };
    const position = { line: munich.slice(0, munich.indexOf('web01')).split('\n').length - 1, character: 12 };
    const answers = [
      client.pull(uri),
      client.request('textDocument/codeLens', { textDocument }),
      client.request('textDocument/hover', { textDocument, position }),
      client.request('textDocument/documentSymbol', { textDocument }),
    ];
    const answered = await Promise.all(answers);
    expect(await client.stop()).toBe(0);
    return answered;
  };
  const inWorker = await ask('web-worker');
  expect(inWorker[0]).toHaveLength(1);
  expect(inWorker).toEqual(await ask('stdio'));
});
