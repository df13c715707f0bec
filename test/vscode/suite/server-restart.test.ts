import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { open, placeOf, RULE_MISSING, serverPid, untilDiagnostics } from './topology.ts';

test('a killed language server comes back with its diagnostics', async () => {
  const document = await open('munich.topology.yaml');
  await untilDiagnostics(document, RULE_MISSING, 1);
  const killed = await eventually('the server', serverPid);

  process.kill(killed, 'SIGKILL');
  await eventually('another server', async () => {
    const pid = await serverPid();
    return pid !== undefined && pid !== killed;
  });
  await untilDiagnostics(document, RULE_MISSING, 1);

  // What stands there could be left over from the killed one: the new one must follow an edit, too.
  const edit = new vscode.WorkspaceEdit();
  const host = document.lineAt(placeOf(document, 'name: esx02').line + 1).rangeIncludingLineBreak.end;
  edit.insert(
    document.uri,
    host,
    '    firewall: { rules: [{ name: a, ports: 0-65535, allowedAddresses: [10.10.50.21] }] }\n',
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
  await untilDiagnostics(document, RULE_MISSING, 0);
  await vscode.commands.executeCommand('undo');
  await untilDiagnostics(document, RULE_MISSING, 1);
});
