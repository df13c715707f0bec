import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';

test('a remediation script opens beside the topology in its language, and the topology stays as it is', async () => {
  for (const [form, language, says] of [
    ['powershell', 'powershell', /^#Requires -Version 5\.1[\s\S]*Set-HostRuleset -HostName 'esx01'/],
    ['esxcli', 'shellscript', /^#!\/bin\/sh[\s\S]*set_ruleset 'veeam-iovisor' true '10\.10\.50\.21'/],
    ['checklist', 'plaintext', /^Left to do by hand/],
  ] as const) {
    await vscode.commands.executeCommand('hyperflexTopology.newFile', 'munich');
    const topology = vscode.window.activeTextEditor!.document;
    const before = topology.getText();
    await vscode.commands.executeCommand('hyperflexTopology.generateRemediationScript', form);
    const { document } = await eventually('the script', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document === topology ? undefined : editor;
    });
    assert.ok(document.isUntitled);
    assert.equal(document.languageId, language);
    assert.match(document.getText(), says);
    assert.equal(topology.getText(), before);
    await close();
    await vscode.window.showTextDocument(topology);
    await close();
  }
});

test('the explanation of the VM at the cursor is copied as Markdown', async () => {
  await vscode.commands.executeCommand('hyperflexTopology.newFile', 'munich');
  const editor = vscode.window.activeTextEditor!;
  const at = editor.document.positionAt(editor.document.getText().indexOf('name: web01') + 'name: w'.length);
  editor.selection = new vscode.Selection(at, at);
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('hyperflexTopology.copyExplanation');
  const copied = await vscode.env.clipboard.readText();
  assert.match(copied, /^# web01 in nightly\n\nproxy01 reads it by Direct NFS via the controller cluster IP /);
  await close();
});

/** Without a question about what is not saved. */
async function close(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
