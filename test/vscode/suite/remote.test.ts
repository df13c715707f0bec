import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TopologyApi } from '../../../client/src/extension.ts';
import { test } from './harness.ts';
import { EXTENSION_ID, serverPid } from './topology.ts';

// The workbench of code-server is a remote one, as those of WSL, SSH, containers and tunnels are.
test('the extension and its server run beside the files, also when these are not where the window is', async () => {
  const { extensionKind } = vscode.extensions.getExtension<TopologyApi>(EXTENSION_ID)!;
  const { Workspace, UI } = vscode.ExtensionKind;
  assert.equal(extensionKind, vscode.env.remoteName === undefined ? UI : Workspace);
  assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'file');
  // Throws where there is no such process on this machine.
  process.kill((await serverPid())!, 0);
});
