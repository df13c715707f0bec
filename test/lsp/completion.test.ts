import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { applyLspEdits } from '../support/lsp-edits.ts';
import { LIKE_VSCODE, TestClient } from './client.ts';
import { MUNICH } from './munich.ts';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-completion-'));
const URI = pathToFileURL(join(folder, 'site.topology.yaml')).href;
const ABLE: ClientCapabilities = {
  ...LIKE_VSCODE,
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertTextModeSupport: { valueSet: [1, 2] },
      },
    },
  },
};
const clients: TestClient[] = [];

afterEach(async () => void (await Promise.all(clients.splice(0).map((client) => client.stop()))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Completes at the `$0` of a text. */
async function complete(marked: string, capabilities: ClientCapabilities = ABLE, triggerCharacter?: string) {
  const client = await TestClient.start({ capabilities });
  clients.push(client);
  const text = marked.replace('$0', '');
  const before = marked.slice(0, marked.indexOf('$0')).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  await client.open(URI, text);
  const list: CompletionList = await client.request('textDocument/completion', {
    textDocument: { uri: URI },
    position,
    context: triggerCharacter === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter },
  });
  const labels = list.items.map(({ label }) => label);
  const item = (label: string): CompletionItem => list.items[labels.indexOf(label)]!;
  const write = (label: string): string => applyLspEdits(text, [item(label).textEdit as never]);
  return { client, list, labels, item, write, text, position };
}

const inVms = (line: string): string => MUNICH.replace('jobs:\n', `${line}\n\njobs:\n`);

describe('completion in a topology file', () => {
  it('offers names in a line that does not parse, and describes them when asked to', async () => {
    const { client, item, labels, list } = await complete(inVms('  - { name: a, datastore: ds-prod, host: $0'));
    expect(labels).toEqual(['esx01', 'esx02']);
    expect(list.isIncomplete).toBe(false);
    expect(item('esx01')).toMatchObject({ detail: 'goes with ds-prod', sortText: '0000' });
    expect(item('esx01').documentation).toBeUndefined();
    const resolved: CompletionItem = await client.request('completionItem/resolve', item('esx01'));
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
    expect((resolved.documentation as { value: string }).value).toContain('### Host esx01');
  });

  it('offers to insert before the rest of a word, or to replace it', async () => {
    const { item, position } = await complete(inVms('  - { name: a, host: es$0x01 }'));
    const { line } = position;
    expect(item('esx02').textEdit).toEqual({
      insert: { start: { line, character: 21 }, end: { line, character: 23 } },
      replace: { start: { line, character: 21 }, end: { line, character: 26 } },
      newText: 'esx02',
    });
  });

  it('writes whole entities with tab stops, and none where there are no tab stops', async () => {
    const text = inVms('  - $0');
    const able = await complete(text);
    expect(able.item('new VM')).toMatchObject({ insertTextFormat: 2, insertTextMode: 2 });
    expect(able.write('new VM')).toContain(
      `  - name: \${1:web02}\n  host: \${2|esx01,esx02|}\n  datastore: \${3:ds-prod}\n`,
    );
    const plain = await complete(text, {});
    expect(plain.labels).not.toContain('new VM');
    expect(plain.item('name').documentation).toEqual({ kind: 'plaintext', value: 'Name of the VM.' });
  });

  it('writes a name or a word as it stands, which is no snippet', async () => {
    const { item } = await complete(inVms('  - { name: a, host: $0 }'));
    expect(item('esx02')).toMatchObject({ insertTextFormat: 1 });
  });

  it('fills in the name of a new entity once in an empty file', async () => {
    const { item } = await complete('$0');
    const { newText } = item('new file').textEdit!;
    expect(newText).toContain(`hyperflex:\n  - name: \${6:hx01}\n`);
    expect(newText).toContain('    hyperflex: $6\n');
    expect(newText).toContain('"*"');
  });

  it('comes unasked behind a colon or a dash, not while a line is indented', async () => {
    expect((await complete(inVms('  - name: a\n    host: $0'), ABLE, ' ')).labels).toEqual(['esx01', 'esx02']);
    expect((await complete(inVms('  - name: a\n    $0'), ABLE, ' ')).labels).toEqual([]);
    expect((await complete(inVms('  - name: a\n    $0'))).labels).toContain('host');
    expect((await complete(inVms('  - name: a\n    description: see $0'), ABLE, ' ')).labels).toEqual([]);
  });

  it('offers the files around in `include`, folder by folder', async () => {
    mkdirSync(join(folder, 'parts'), { recursive: true });
    writeFileSync(join(folder, 'hosts.yaml'), 'topology: 1\n');
    writeFileSync(join(folder, 'notes.txt'), '');
    writeFileSync(join(folder, 'site.topology.yaml'), '');
    writeFileSync(join(folder, 'parts/vms.yaml'), 'topology: 1\n');
    expect((await complete('topology: 1\ninclude:\n  - $0\n')).labels).toEqual(['hosts.yaml', 'parts/']);
    expect((await complete('topology: 1\ninclude: [hosts.yaml, $0]\n')).labels).toEqual(['parts/']);
    const below = await complete('topology: 1\ninclude: [parts/$0]\n', ABLE, '/');
    expect(below.write('parts/vms.yaml')).toBe('topology: 1\ninclude: [parts/vms.yaml]\n');
  });
});
