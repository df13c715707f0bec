import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';

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
    const wanted = `${ABOVE}${line}\n${below}`;
    let found = '';
    // VS Code reads the language's configuration when it has time, and again when extensions come: so until it is read.
    const asWanted = async () => {
      found = await afterEnter(ABOVE + line);
      return found === wanted;
    };
    await eventually(line, asWanted, 10_000).catch(() => assert.equal(found, wanted, line));
  }
});

/** What a new document holds after Enter at its end. */
async function afterEnter(content: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument({ language: 'hyperflex-topology', content });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand('type', { text: '\n' });
  const text = document.getText().replaceAll('\r\n', '\n');
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return text;
}
