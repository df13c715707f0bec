import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { LIKE_VSCODE, type TestClient } from './client.ts';
import { actionsAt, editsOf, find, MUNICH, start, URI } from './munich.ts';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const titlesOf = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);

describe('refactorings', () => {
  it('are offered by their kind', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const at = find(MUNICH, 'sql01', 1, 2);
    const [action, ...more] = await actionsAt(client, at, ['refactor.rewrite']);
    expect(more).toEqual([]);
    expect(action).toMatchObject({
      title: 'Write the datastore of sql01 as `disks`',
      kind: 'refactor.rewrite',
    });
    expect(editsOf(action!).map(({ newText }) => newText)).toEqual(['disks: [{ datastore: ', ' }]']);
    expect(await actionsAt(client, at, ['refactor.extract'])).toEqual([]);
  });

  it('that are refused are told with the reason where the client can show it', async () => {
    const at = find(MUNICH, '0-65535');
    const offered = async (client: TestClient): Promise<CodeAction[]> => {
      await client.open(URI, MUNICH);
      return actionsAt(client, at, ['refactor']);
    };
    const others = await offered(await start());
    expect(others.some(({ disabled }) => disabled)).toBe(false);
    const textDocument = {
      ...LIKE_VSCODE.textDocument,
      codeAction: { ...LIKE_VSCODE.textDocument!.codeAction, disabledSupport: true },
    };
    expect(await offered(await start({ capabilities: { ...LIKE_VSCODE, textDocument } }))).toEqual([
      {
        title: 'Move the rules that all hosts share to cl-muc',
        kind: 'refactor.rewrite',
        disabled: { reason: 'esx02 has no rule' },
      },
      ...others,
    ]);
  });

  it('make a file beside the document where the client can, under a name that is free', async () => {
    const uri = pathToFileURL(join(folder, 'site.topology.yaml')).href;
    writeFileSync(join(folder, 'vms.topology.yaml'), 'topology: 1\n');
    const offered = async (client: TestClient): Promise<CodeAction[]> => {
      await client.open(uri, MUNICH);
      const at = find(MUNICH, '\nvms:', 1, 2);
      const range = { start: at, end: at };
      const context = { diagnostics: [], only: ['refactor.extract'] };
      return client.request('textDocument/codeAction', { textDocument: { uri }, range, context });
    };
    const [extract] = await offered(await start());
    expect(extract!.title).toBe('Extract `vms` to the included file vms-2.topology.yaml');
    const created = pathToFileURL(join(folder, 'vms-2.topology.yaml')).href;
    const [create, filled, rest] = extract!.edit!.documentChanges!;
    expect(create).toEqual({ kind: 'create', uri: created });
    expect(filled).toMatchObject({
      textDocument: { uri: created, version: null },
      edits: [{ newText: expect.stringMatching(/^topology: 1\n\nvms:\n/) }],
    });
    expect(rest).toMatchObject({ textDocument: { uri, version: 1 } });

    const { resourceOperations: _, ...workspaceEdit } = LIKE_VSCODE.workspace!.workspaceEdit!;
    const unable = { ...LIKE_VSCODE, workspace: { ...LIKE_VSCODE.workspace, workspaceEdit } };
    expect(titlesOf(await offered(await start({ capabilities: unable })))).toEqual([]);
  });

  it('make no file beside a text that is not saved', async () => {
    const client = await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, MUNICH);
    const at = find(MUNICH, '\nvms:', 1, 2);
    const context = { diagnostics: [], only: ['refactor.extract'] };
    const params = { textDocument: { uri }, range: { start: at, end: at }, context };
    expect(await client.request('textDocument/codeAction', params)).toEqual([]);
  });
});
