import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TopologyApi } from '../../../client/src/extension.ts';
import { eventually, test } from './harness.ts';
import {
  EXTENSION_ID,
  fileUri,
  followsEdits,
  lensesAt,
  open,
  placeOf,
  RULE_MISSING,
  serverPid,
  untilDiagnostics,
} from './topology.ts';

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
  await followsEdits(document);
});

test('a server that is killed while someone types costs no character and no diagnostic', async () => {
  const name = 'typed.topology.yaml';
  await vscode.workspace.fs.copy(fileUri('munich.topology.yaml'), fileUri(name));
  const document = await open(name);
  await untilDiagnostics(document, RULE_MISSING, 1);
  const killed = await eventually('the server', serverPid);
  const before = document.getText();
  const typed = '  - { name: typed01, host: esx99, datastore: ds-prod }\n';
  const start = document.offsetAt(placeOf(document, 'jobs:'));

  const editor = vscode.window.activeTextEditor!;
  const { client } = vscode.extensions.getExtension<TopologyApi>(EXTENSION_ID)!.exports;
  for (const [index, character] of [...typed].entries()) {
    if (index === Math.floor(typed.length / 2)) {
      process.kill(killed, 'SIGKILL');
      // As fast typing does: messages that fail before anyone has noticed.
      for (let count = 0; count < 10; count++)
        void client.sendNotification('$/setTrace', { value: 'off' }).catch(() => {});
    }
    const stops = { undoStopBefore: false, undoStopAfter: false };
    const at = document.positionAt(start + index);
    assert.ok(await editor.edit((edit) => edit.insert(at, character), stops));
  }

  assert.equal(document.getText(), before.slice(0, start) + typed + before.slice(start));
  const [unknown] = await untilDiagnostics(document, 'reference/unknown', 1);
  assert.equal(document.getText(unknown!.range), 'esx99');
  await untilDiagnostics(document, RULE_MISSING, 1);
  assert.notEqual(await eventually('another server', serverPid), killed);
  assert.deepEqual(await lensesAt(document, 'name: sql01'), ['proxy01 · Direct NFS via IO Visor']);

  // What the new server made of a document that it got in the middle is what it makes of the whole.
  const told = (): string => JSON.stringify(vscode.languages.getDiagnostics(document.uri));
  const afterTyping = told();
  await vscode.commands.executeCommand('hyperflexTopology.restartServer');
  await eventually('the same diagnostics', () => told() === afterTyping);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});
