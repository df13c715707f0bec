import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { diagnosticsOf, EXTENSION_ID, lensesAt, open, placeOf, RULE_MISSING, untilDiagnostics } from './topology.ts';

const FILE = 'munich.topology.yaml';

test('the installed package serves a topology file', async () => {
  const document = await open(FILE);
  assert.equal(document.languageId, 'hyperflex-topology');
  const extension = await eventually('the extension', () => vscode.extensions.getExtension(EXTENSION_ID));
  await eventually('its activation', () => extension.isActive);
});

test('the host without a rule has the one diagnostic, at its name', async () => {
  const document = await open(FILE);
  const [diagnostic] = await untilDiagnostics(document, RULE_MISSING, 1);
  assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1);
  assert.equal(diagnostic!.severity, vscode.DiagnosticSeverity.Warning);
  assert.deepEqual(diagnostic!.range.start, placeOf(document, 'esx02'));
  assert.equal(document.getText(diagnostic!.range), 'esx02');
});

test('each VM has a lens with its proxy and mode', async () => {
  const document = await open(FILE);
  await eventually('lenses', async () => (await lensesAt(document, 'name: sql01')).length > 0);
  assert.deepEqual(await lensesAt(document, 'name: sql01'), ['proxy01 · Direct NFS via IO Visor']);
  assert.deepEqual(await lensesAt(document, 'name: web01'), ['proxy01 · Direct NFS via controller cluster IP']);
});

test('the hover of a VM tells its plan', async () => {
  const document = await open(FILE);
  const position = placeOf(document, 'web01');
  const text = await eventually('a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const contents = hovers.flatMap((hover) => hover.contents);
    return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
  });
  assert.match(text, /web01/);
  assert.match(text, /controller cluster IP/i);
});

test('the quick fix adds the rule, and web01 gets the IO Visor', async () => {
  const document = await open(FILE);
  const [diagnostic] = await untilDiagnostics(document, RULE_MISSING, 1);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic!.range,
    vscode.CodeActionKind.QuickFix.value,
    1,
  );
  const fix = actions.find((action) => /rule/i.test(action.title) && action.edit !== undefined);
  assert.ok(fix?.edit, `no fix among ${actions.map((action) => action.title)}`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit));

  await untilDiagnostics(document, RULE_MISSING, 0);
  await eventually('the better lens', async () =>
    (await lensesAt(document, 'name: web01')).includes('proxy01 · Direct NFS via IO Visor'),
  );
  await vscode.commands.executeCommand('undo');
  await untilDiagnostics(document, RULE_MISSING, 1);
  assert.equal(diagnosticsOf(document, RULE_MISSING).length, 1);
});
