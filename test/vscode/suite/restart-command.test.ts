import * as vscode from 'vscode';
import { test } from './harness.ts';
import { followsEdits, open, RULE_MISSING, untilDiagnostics } from './topology.ts';

test('the language server is started anew on demand', async () => {
  const document = await open('munich.topology.yaml');
  await untilDiagnostics(document, RULE_MISSING, 1);
  await vscode.commands.executeCommand('hyperflexTopology.restartServer');
  await untilDiagnostics(document, RULE_MISSING, 1);
  await followsEdits(document);
});
