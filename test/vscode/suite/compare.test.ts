import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TopologyApi } from '../../../client/src/extension.ts';
import type { ComparisonResult } from '../../../server/src/lsp/compare-protocol.ts';
import { eventually, test } from './harness.ts';
import { EXTENSION_ID, fileUri, lensesAt } from './topology.ts';

const ROOT = 'site.topology.yaml';

test('what an edit changes is marked, until it is saved; then the last commit can be compared with', async () => {
  const folder = fileUri('repository').fsPath;
  try {
    cpSync(fileUri('in-parts').fsPath, folder, { recursive: true });
    const git = (...argv: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-C', folder, ...argv]);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'as it was');
    const uri = vscode.Uri.file(path.join(folder, ROOT));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const api = await topologyApi();
    const linux = vscode.Uri.file(path.join(folder, 'vms/linux.topology.yaml'));
    const part = await vscode.workspace.openTextDocument(linux);

    await replace(document, '"proxy:*"', '10.10.50.99');
    const marks = await eventually('the marks', () => api.marksOf(linux).length > 0 && api.marksOf(linux));
    assert.deepEqual(
      marks.map(({ kind }) => kind),
      ['worse', 'worse'],
    );
    await eventually('the lens', async () =>
      (await lensesAt(part, 'name: web01')).some((title) => /^worse since the last save: was proxy0/.test(title)),
    );
    await document.save();
    await eventually('that they are gone', () => api.marksOf(linux).length === 0);

    await vscode.commands.executeCommand('hyperflexTopology.comparePlan', { kind: 'revision', revision: 'HEAD' });
    await eventually('the marks since the commit', () => api.marksOf(linux).length === 2);
    const comparison: ComparisonResult = await api.client.sendRequest('hyperflexTopology/comparison', {
      textDocument: { uri: api.client.code2ProtocolConverter.asUri(uri) },
      most: 500,
    });
    assert.equal(comparison?.since, 'since HEAD');
    assert.equal(comparison?.counts.worse, 3);
    assert.deepEqual(comparison?.present, []);

    git('commit', '--quiet', '-a', '-m', 'as it is');
    await vscode.commands.executeCommand('git.refresh');
    await eventually('that nothing differs from the new commit', () => api.marksOf(linux).length === 0);
  } finally {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  }
});

async function topologyApi(): Promise<TopologyApi> {
  return vscode.extensions.getExtension<TopologyApi>(EXTENSION_ID)!.activate();
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + text.length)), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
