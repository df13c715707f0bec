import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, Location, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { applyLspEdits } from '../support/lsp-edits.ts';
import { LIKE_VSCODE, TestClient } from './client.ts';

/* Each method over stdio, in a site of several files of which one is open; what they answer is in test/unit/features. */

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
cpSync(join(import.meta.dirname, '../../samples/in-parts'), folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

const ROOT = 'site.topology.yaml';
const PROXIES = 'proxies.topology.yaml';
const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const nameOf = (from: string): string => from.slice(uri('').length + 1);

/** The position in the middle of the first occurrence of a word, behind some text. */
function at(name: string, before: string, word: string) {
  const index = text(name).indexOf(before + word);
  expect(index, before + word).toBeGreaterThanOrEqual(0);
  const lines = text(name)
    .slice(0, index + before.length + 1)
    .split('\n');
  return { textDocument: { uri: uri(name) }, position: { line: lines.length - 1, character: lines.at(-1)!.length } };
}

/** What a location is of, and where. */
function wordAt({ uri: from, range: { start, end } }: Location): string {
  return `${nameOf(from)}: ${text(nameOf(from)).split('\n')[start.line]!.slice(start.character, end.character)}`;
}

const CAPABILITIES: ClientCapabilities = {
  ...LIKE_VSCODE,
  textDocument: {
    ...LIKE_VSCODE.textDocument,
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { ...LIKE_VSCODE.workspace, inlayHint: { refreshSupport: true } },
};

let client: TestClient;
beforeEach(async () => {
  const workspaceFolders = [{ uri: uri(''), name: 'site' }];
  client = await TestClient.start({ capabilities: CAPABILITIES, workspaceFolders, settings: { vmPlan: 'hint' } });
  await client.open(uri(ROOT), text(ROOT));
});
afterEach(() => client.stop());

describe('a name', () => {
  const HOST = () => at(ROOT, 'name: ', 'esx01');

  it('is found from another file', async () => {
    await client.open(uri(PROXIES), text(PROXIES));
    const found = await client.request('textDocument/definition', at(PROXIES, 'host: ', 'esx01'));
    expect(found.map(wordAt)).toEqual([`${ROOT}: esx01`]);
  });

  it('is found wherever it is used', async () => {
    const params = { ...HOST(), context: { includeDeclaration: true } };
    const found = (await client.request('textDocument/references', params)).map(wordAt);
    expect(found).toContain(`${ROOT}: esx01`);
    expect(found).toContain(`${PROXIES}: esx01`);
    const used = await client.request('textDocument/references', { ...params, context: { includeDeclaration: false } });
    expect(used).toHaveLength(found.length - 1);
  });

  it('is marked in its file', async () => {
    const found = await client.request('textDocument/documentHighlight', HOST());
    expect(found[0]).toMatchObject({ kind: 3 });
  });

  it('is given anew in all files, open or not', async () => {
    expect(await client.request('textDocument/prepareRename', HOST())).toMatchObject({ placeholder: 'esx01' });
    const edit = await client.request('textDocument/rename', { ...HOST(), newName: 'muc 1' });
    const files = (edit.documentChanges as TextDocumentEdit[]).map(({ textDocument, edits }) => {
      const name = nameOf(textDocument.uri);
      const changed = applyLspEdits(text(name), edits as never);
      expect(changed).toBe(text(name).replaceAll(/\besx01\b/g, 'muc 1'));
      return [name, textDocument.version];
    });
    expect(files).toContainEqual([ROOT, 1]);
    expect(files).toContainEqual([PROXIES, null]);
  });

  it('is refused with a reason, which the client is told', async () => {
    const refused = client.request('textDocument/rename', { ...HOST(), newName: 'ESX02' });
    await expect(refused).rejects.toThrow('A host named `esx02` is there already.');
    await expect(client.request('textDocument/rename', { ...HOST(), newName: '' })).rejects.toThrow('is empty');
  });
});

describe('the structure of a file', () => {
  const textDocument = { uri: uri(ROOT) };

  it('is shown in the outline', async () => {
    const symbols = await client.request('textDocument/documentSymbol', { textDocument });
    const hosts = symbols.find(({ name }: { name: string }) => name === 'hosts');
    expect(hosts.children.map(({ name }: { name: string }) => name)).toContain('esx01');
  });

  it('is searched over the workspace', async () => {
    const symbols = await client.request('workspace/symbol', { query: 'prox' });
    expect(symbols.map(({ location }: { location: Location }) => nameOf(location.uri))).toContain(PROXIES);
  });

  it('is folded and selected', async () => {
    const folds = await client.request('textDocument/foldingRange', { textDocument });
    expect(folds.length).toBeGreaterThan(2);
    const { position } = at(ROOT, 'name: ', 'esx01');
    const [selection] = await client.request('textDocument/selectionRange', { textDocument, positions: [position] });
    expect(wordAt({ uri: textDocument.uri, range: selection.range })).toBe(`${ROOT}: esx01`);
  });

  it('has links to what it includes', async () => {
    const links = await client.request('textDocument/documentLink', { textDocument });
    expect(links.map(({ target }: { target: string }) => nameOf(target))).toContain(PROXIES);
  });

  it('has tokens for its names', async () => {
    const { legend } = client.initialized.capabilities.semanticTokensProvider!;
    expect(legend.tokenModifiers).toEqual(['declaration']);
    const { data } = await client.request('textDocument/semanticTokens/full', { textDocument });
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const part = await client.request('textDocument/semanticTokens/range', { textDocument, range });
    expect(data.length).toBeGreaterThan(part.data.length);
  });
});

describe('hints', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

  it('are those that the settings want, and asked for anew when another file changes the plan', async () => {
    const vms = 'vms/linux.topology.yaml';
    await client.open(uri(vms), text(vms));
    const plans = async (): Promise<string[]> =>
      (await client.request('textDocument/inlayHint', { textDocument: { uri: uri(vms) }, range })).flatMap(
        ({ label }: { label: unknown }) => (Array.isArray(label) ? [label[0].value] : []),
      );
    expect(await plans()).toEqual(['proxy01 · Direct NFS via IO Visor (+1)', 'proxy02 · Direct NFS via IO Visor (+1)']);
    await client.pull(uri(vms));
    const asked = client.refreshOf('workspace/inlayHint/refresh');
    await client.open(uri(PROXIES), 'topology: 1\n');
    await asked;
    expect(await plans()).toEqual([expect.stringMatching(/^fails/), expect.stringMatching(/^fails/)]);
  });
});

it('answers nothing for a project file, and for a file that is not open', async () => {
  const project = uri('.hxtopo.yaml');
  await client.open(project, 'rules: {}\n', 1, 'hyperflex-topology-project');
  for (const asked of [project, uri('none.topology.yaml')]) {
    const params = { textDocument: { uri: asked }, position: { line: 0, character: 1 } };
    expect(await client.request('textDocument/definition', params)).toEqual([]);
    expect(await client.request('textDocument/prepareRename', params)).toBeNull();
    expect(await client.request('textDocument/documentSymbol', params)).toEqual([]);
  }
});
