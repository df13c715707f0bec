import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './harness.ts';

/** What the line below begins with after Enter at the end of a line. */
const INDENTED: readonly (readonly [line: string, below: string])[] = [
  ['vms:', '  '],
  ['vms: # all of them', '  '],
  ['    firewall:', '      '],
  ['  - firewall:', '      '],
  ['  - name: esx01', '    '],
  ['    cluster: cl-muc', '    '],
  ['  - { name: web01, host: esx01 }', '  '],
  ['    notes: |', '      '],
  ['# vms:', ''],
];

/** What stands above, from which VS Code learns how deep the file indents. */
const ABOVE = 'backupServer:\n  name: vbr01\n';

test('Enter goes on where the next line of a topology belongs', async () => {
  for (const [line, below] of INDENTED) {
    const document = await vscode.workspace.openTextDocument({ language: 'hyperflex-topology', content: ABOVE + line });
    const editor = await vscode.window.showTextDocument(document);
    const end = new vscode.Position(2, line.length);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('type', { text: '\n' });
    assert.equal(document.getText().replaceAll('\r\n', '\n'), `${ABOVE}${line}\n${below}`, line);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
});
