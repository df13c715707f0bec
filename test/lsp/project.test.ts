import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction, CompletionList, Diagnostic, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { applyLspEdits } from '../support/lsp-edits.ts';
import { LIKE_VSCODE, PLAIN, TestClient } from './client.ts';

const MUNICH = readFileSync(join(import.meta.dirname, '../../samples/munich.topology.yaml'), 'utf8');
const RULE = 'firewall/iovisor-rule-missing';
const set = (severity: string): string => `rules:\n  ${RULE}: ${severity}\n`;

let folder: string;
let uri: string;
let project: string;
const clients: TestClient[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
  mkdirSync(join(folder, 'site'));
  uri = pathToFileURL(join(folder, 'site/munich.topology.yaml')).href;
  project = pathToFileURL(join(folder, '.hxtopo.yaml')).href;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  rmSync(folder, { recursive: true });
});

async function start(options?: Parameters<typeof TestClient.start>[0]): Promise<TestClient> {
  const client = await TestClient.start(options);
  clients.push(client);
  return client;
}

function write(text: string): void {
  writeFileSync(join(folder, '.hxtopo.yaml'), text);
}

function watched(client: TestClient, type: 1 | 2 | 3): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: project, type }] });
}

const severitiesOf = (diagnostics: readonly Diagnostic[]): unknown[] =>
  diagnostics.map(({ code, severity }) => `${code} ${severity}`);

async function severities(client: TestClient): Promise<unknown[]> {
  return severitiesOf(await client.pull(uri));
}

describe('a project file on disk', () => {
  it('wins over the settings, rule by rule', async () => {
    write(set('error'));
    const settings = { rules: { [RULE]: 'off', 'format/unknown-key': 'hint' } };
    const client = await start({ settings });
    await client.open(uri, `${MUNICH}later: 1\n`);
    await expect.poll(() => severities(client)).toEqual([`${RULE} 1`, 'format/unknown-key 4']);
  });

  it('takes effect when it comes, changes and goes, and says “unchanged” only where nothing is', async () => {
    const client = await start();
    await client.open(uri, MUNICH);
    const pull = (previousResultId?: string) =>
      client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    const first = await pull();
    expect(severitiesOf(first.items)).toEqual([`${RULE} 2`]);
    write(set('error'));
    await watched(client, 1);
    const second = await pull(first.resultId);
    expect(severitiesOf(second.items)).toEqual([`${RULE} 1`]);
    write(set('off'));
    await watched(client, 2);
    const third = await pull(second.resultId);
    expect(third.items).toEqual([]);
    await watched(client, 2);
    expect((await pull(third.resultId)).kind).toBe('unchanged');
    rmSync(join(folder, '.hxtopo.yaml'));
    await watched(client, 3);
    expect(severitiesOf((await pull(third.resultId)).items)).toEqual([`${RULE} 2`]);
  });

  it('is watched, and a change makes the client ask again', async () => {
    const client = await start({
      capabilities: {
        ...LIKE_VSCODE,
        workspace: { ...LIKE_VSCODE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    await client.open(uri, MUNICH);
    await expect.poll(() => client.registered).toContain('workspace/didChangeWatchedFiles');
    const before = client.refreshes;
    await watched(client, 1);
    await expect.poll(() => client.refreshes).toBeGreaterThan(before);
  });

  it('is pushed by what follows from it to a client that cannot pull', async () => {
    const client = await start({ capabilities: PLAIN });
    await client.open(uri, MUNICH);
    expect(severitiesOf(await client.pushOf(uri, 1))).toEqual([`${RULE} 2`]);
    write(set('error'));
    await watched(client, 1);
    await expect.poll(() => severitiesOf(client.pushed.at(-1)!.diagnostics)).toEqual([`${RULE} 1`]);
  });

  it('decides which quick fixes there are, too', async () => {
    write(set('off'));
    const client = await start();
    await client.open(uri, MUNICH);
    const [line] = MUNICH.split('\n').flatMap((text, index) => (text.includes('name: esx02') ? [index] : []));
    const at = { line: line!, character: 12 };
    const actions: CodeAction[] = await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    expect(actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === RULE))).toEqual([]);
  });

  it('that cannot be read is told once, and the settings count', async () => {
    mkdirSync(join(folder, '.hxtopo.yaml'));
    const client = await start({ settings: { rules: { [RULE]: 'hint' } } });
    await client.open(uri, MUNICH);
    await expect.poll(() => severities(client)).toEqual([`${RULE} 4`]);
    expect(client.shown).toEqual([expect.stringContaining('.hxtopo.yaml: is a folder, not a file')]);
  });

  it('of the workspace folder holds for a document that was never saved', async () => {
    write(set('error'));
    const client = await start({ rootUri: pathToFileURL(folder).href });
    await client.open('untitled:Untitled-1', MUNICH);
    expect(severitiesOf(await client.pull('untitled:Untitled-1'))).toEqual([`${RULE} 1`]);
  });
});

describe('an open project file', () => {
  const change = (client: TestClient, version: number, text: string) => client.change(project, version, [{ text }]);

  it('counts as it stands in the editor, while it is typed in', async () => {
    write(set('error'));
    const client = await start();
    await client.open(uri, MUNICH);
    await client.open(project, set('error'), 1, 'hyperflex-topology-project');
    expect(await severities(client)).toEqual([`${RULE} 1`]);
    await change(client, 2, `${set('hint')}  fire`);
    expect(await severities(client)).toEqual([`${RULE} 4`]);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: project } });
    expect(await severities(client)).toEqual([`${RULE} 1`]);
  });

  it('counts before it is on disk, whatever language the client calls it', async () => {
    const client = await start();
    await client.open(uri, MUNICH);
    await client.open(project, set('off'), 1, 'yaml');
    expect(await severities(client)).toEqual([]);
  });

  it('has diagnostics with fixes, whatever severities are set', async () => {
    const text = 'rules:\n  format/unknown-key: off\n  firewall/disabeld: off\n  proxy/unused: Off\n';
    const client = await start({ settings: { rules: { 'format/invalid-value': 'off' } } });
    await client.open(project, text);
    expect(severitiesOf(await client.pull(project))).toEqual(['format/unknown-key 2', 'format/invalid-value 1']);
    const at = { line: 2, character: 5 };
    const ask = (only: string[]): Promise<CodeAction[]> =>
      client.request('textDocument/codeAction', {
        textDocument: { uri: project },
        range: { start: at, end: at },
        context: { diagnostics: [], only },
      });
    expect((await ask(['quickfix'])).map(({ title }) => title)).toEqual([
      'Rename to firewall/disabled',
      'Remove firewall/disabeld',
      'Ignore format/unknown-key on this line',
    ]);
    const [fixAll] = await ask(['source.fixAll']);
    const { edits } = fixAll!.edit!.documentChanges![0] as TextDocumentEdit;
    expect(applyLspEdits(text, edits as never)).toBe(text.replace('Off', 'off'));
  });

  it('includes nothing, and no rule of topologies speaks of it', async () => {
    const client = await start();
    await client.open(project, 'include: ["*.topology.yaml"]\nvms: [{}]\n');
    expect(severitiesOf(await client.pull(project))).toEqual(['format/unknown-key 2', 'format/unknown-key 2']);
  });

  it('has its diagnostics pushed to a client that cannot pull, and is no topology', async () => {
    const client = await start({ capabilities: PLAIN, initializationOptions: { showsPlans: true } });
    await client.open(project, 'rulez: 1\n', 3);
    expect(severitiesOf(await client.pushOf(project, 3))).toEqual(['format/unknown-key 2']);
    const textDocument = { uri: project };
    expect(await client.request('hyperflexTopology/plan', { textDocument })).toBeNull();
    expect(await client.request('textDocument/codeLens', { textDocument })).toEqual([]);
    expect(client.planned).toEqual([]);
  });

  it('is explained by hovers, with a link to the rule’s page', async () => {
    const client = await start({ initializationOptions: { rulePages: 'file:///docs/rules' } });
    await client.open(project, set('off'));
    const hover = await client.request('textDocument/hover', {
      textDocument: { uri: project },
      position: { line: 1, character: 4 },
    });
    expect(hover.contents.value).toContain(`[${RULE}](file:///docs/rules/${RULE}.md)`);
    expect(hover.range).toEqual({ start: { line: 1, character: 2 }, end: { line: 1, character: 2 + RULE.length } });
  });
});

describe('completion in a project file', () => {
  /** `|` is the cursor. */
  async function complete(marked: string, snippetSupport = true) {
    const client = await start({
      capabilities: {
        ...LIKE_VSCODE,
        textDocument: { completion: { completionItem: { snippetSupport, documentationFormat: ['markdown'] } } },
      },
    });
    const before = marked.slice(0, marked.indexOf('|')).split('\n');
    const text = marked.replace('|', '');
    await client.open(project, text);
    const { items }: CompletionList = await client.request('textDocument/completion', {
      textDocument: { uri: project },
      position: { line: before.length - 1, character: before.at(-1)!.length },
    });
    const write = (label: string) =>
      applyLspEdits(text, [items.find((item) => item.label === label)!.textEdit as never]);
    return { items, write };
  }

  it('offers the keys in an empty file', async () => {
    const { items, write } = await complete('|');
    expect(items.map(({ label }) => label)).toEqual(['rules']);
    expect(write('rules')).toBe('rules:\n  ');
  });

  it('offers rules in a half-typed line that does not parse, with a choice of severities', async () => {
    const { items, write } = await complete(`${set('off')}  fire|\n  proxy/unused: off\n`);
    expect(items.map(({ label }) => label)).not.toContain('proxy/unused');
    expect(items.find(({ label }) => label === 'firewall/disabled')).toMatchObject({
      detail: 'default: information',
      documentation: { kind: 'markdown' },
    });
    expect(write('firewall/disabled')).toContain(
      `  firewall/disabled: \${1|error,warning,information,hint,off|}\n  proxy/unused`,
    );
  });

  it('offers severities inside quotes, and plain text to a client without snippets', async () => {
    const { items, write } = await complete('rules:\n  proxy/unused: "o|\n', false);
    expect(items.map(({ label }) => label)).toEqual(['error', 'warning', 'information', 'hint', 'off']);
    expect(write('off')).toBe('rules:\n  proxy/unused: "off"\n');
    const keys = await complete('rules:\n  "fire|"\n', false);
    expect(keys.write('firewall/disabled')).toBe('rules:\n  "firewall/disabled": \n');
  });
});
