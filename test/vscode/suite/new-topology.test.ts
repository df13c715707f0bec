import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';

const COMMAND = 'hyperflexTopology.newFile';

test('a new topology begins empty, with the cursor at its first section', async () => {
  await vscode.commands.executeCommand(COMMAND, 'empty');
  const { document, selection } = activeEditor();
  assert.equal(document.languageId, 'hyperflex-topology');
  assert.ok(document.isUntitled);
  assert.match(document.getText(), /^topology: 1\n\nhyperflex:\n/);
  assert.deepEqual(selection.active, new vscode.Position(2, 'hyperflex:'.length));
  await close();
});

test('a new topology begins with a sample, which is planned at once', async () => {
  await vscode.commands.executeCommand(COMMAND, 'munich');
  const { document } = activeEditor();
  await eventually('its diagnostic', () => vscode.languages.getDiagnostics(document.uri).length === 1);
  await close();
});

test('a new topology asks what it begins with and for a few things, each of which may be skipped', async () => {
  const ended = vscode.commands.executeCommand(COMMAND);
  let done = false;
  void ended.then(() => {
    done = true;
  });
  // Nobody tells an extension that a question is shown: it is answered until there is a file.
  await eventually('a file', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return done;
  });
  await ended;
  assert.match(activeEditor().document.getText(), /^topology: 1\n\nhyperflex:\n/);
  await close();
});

test('the walkthrough is there', async () => {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'hyperflex-topology.hyperflex-topology#start',
  );
  await eventually('its tab', () =>
    vscode.window.tabGroups.activeTabGroup.activeTab?.label.match(/Welcome|Walkthrough|Get Started/),
  );
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
});

function activeEditor(): vscode.TextEditor {
  const { activeTextEditor } = vscode.window;
  assert.ok(activeTextEditor);
  return activeTextEditor;
}

/** Without a question about what is not saved. */
async function close(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
