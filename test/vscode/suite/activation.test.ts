import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TopologyApi } from '../../../client/src/extension.ts';
import { eventually, test } from './harness.ts';
import { EXTENSION_ID } from './topology.ts';

// The first of all tests: what it takes is what the activation takes.
test('the extension is active before its server runs', async () => {
  const extension = vscode.extensions.getExtension<TopologyApi>(EXTENSION_ID)!;
  assert.equal(extension.isActive, false);
  const { client } = await extension.activate();
  assert.equal(client.isRunning(), false);
});

test('its server comes up', async () => {
  const { client } = vscode.extensions.getExtension<TopologyApi>(EXTENSION_ID)!.exports;
  await eventually('the server', () => client.isRunning());
});
