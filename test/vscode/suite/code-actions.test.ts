import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { fileUri, open, placeOf, RULE_MISSING, untilDiagnostics } from './topology.ts';

test('saving fixes what is safe to fix, where the settings say so', async () => {
  const name = 'saved.topology.yaml';
  const text = 'topology: 1\nclusters:\n  - name: Prod\nhosts:\n  - { name: esx01, cluster: prod }\n';
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
  const editor = vscode.workspace.getConfiguration('editor', { languageId: 'hyperflex-topology' });
  const set = (value: unknown) => editor.update('codeActionsOnSave', value, vscode.ConfigurationTarget.Workspace, true);
  await set({ 'source.fixAll': 'explicit' });
  try {
    const document = await open(name);
    await untilDiagnostics(document, 'format/name-case', 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, placeOf(document, 'hosts:'), '# dirty\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.commands.executeCommand('workbench.action.files.save');
    await eventually('the saved file', () => !document.isDirty);
    assert.equal(document.getText(), text.replace('hosts:', '# dirty\nhosts:').replace('prod', 'Prod'));
  } finally {
    await set(undefined);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(fileUri(name));
  }
});

test('Fix All fixes what is safe to fix', async () => {
  const name = 'all.topology.yaml';
  const text = 'topology: 1\nclusters:\n  - name: Prod\nhosts:\n  - { name: esx01, cluster: prod }\n';
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
  try {
    const document = await open(name);
    await untilDiagnostics(document, 'format/name-case', 1);
    await vscode.commands.executeCommand('hyperflexTopology.fixAll');
    await eventually('the fix', () => document.getText() === text.replace('prod', 'Prod'));
  } finally {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(fileUri(name));
  }
});

test('the page of a rule is shown, from the installed package', async () => {
  const document = await open('munich.topology.yaml');
  const [diagnostic] = await untilDiagnostics(document, RULE_MISSING, 1);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic!.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const show = actions.find(({ title }) => title === `Show the rule ${RULE_MISSING}`);
  assert.ok(show?.command, `not among ${actions.map(({ title }) => title)}`);
  await vscode.commands.executeCommand(show.command.command, ...(show.command.arguments ?? []));
  const tab = await eventually('the page', () =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('iovisor-rule-missing')),
  );
  const previews = (await vscode.commands.getCommands()).includes('markdown.showPreviewToSide');
  assert.equal(tab.input instanceof vscode.TabInputWebview, previews, 'it is rendered where VS Code can');
  await vscode.window.tabGroups.close(tab);
});
