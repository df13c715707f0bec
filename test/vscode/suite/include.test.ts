import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { codeOf, fileUri, lensesAt, open, untilDiagnostics } from './topology.ts';

const SITE = 'in-parts/site.topology.yaml';
const LINUX = 'in-parts/vms/linux.topology.yaml';

test('a topology over several files is planned as one, from files that are not open', async () => {
  const document = await open(SITE);
  await eventually('the lens of the whole', async () =>
    (await lensesAt(document, 'topology: 1')).includes('3 VMs: 3 IO Visor'),
  );
  assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
});

test('an included file that is opened is judged as a part, and changes in it change the whole', async () => {
  const part = await open(LINUX);
  await eventually('the lens of the part', async () =>
    (await lensesAt(part, 'topology: 1')).includes('part of site.topology.yaml · 3 VMs: 3 IO Visor'),
  );
  const edit = new vscode.WorkspaceEdit();
  const host = part.getText().indexOf('esx01');
  edit.replace(part.uri, new vscode.Range(part.positionAt(host), part.positionAt(host + 'esx01'.length)), 'esx07');
  assert.ok(await vscode.workspace.applyEdit(edit));
  await untilDiagnostics(part, 'reference/unknown', 1);
  const site = await vscode.workspace.openTextDocument(fileUri(SITE));
  await eventually('the VM that fails', async () =>
    (await lensesAt(site, 'topology: 1')).some((one) => /1 fail/.test(one)),
  );
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('the project file beside a topology sets the severity of a rule', async () => {
  const project = fileUri('in-parts/.hxtopo.yaml');
  const broken = fileUri('in-parts/broken.topology.yaml');
  const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await write(project, 'rules:\n  reference/unknown: hint\n');
  await write(broken, 'topology: 1\nvms:\n  - { name: web01, host: esx09 }\n');
  try {
    const document = await open('in-parts/broken.topology.yaml');
    const unknown = await eventually('its diagnostic', () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === 'reference/unknown'),
    );
    assert.equal(unknown.severity, vscode.DiagnosticSeverity.Hint);
  } finally {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(broken);
    await vscode.workspace.fs.delete(project);
  }
});
