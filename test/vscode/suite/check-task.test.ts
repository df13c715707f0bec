import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { codeOf, fileUri } from './topology.ts';

test('the task “hxtopo: check” finds the problems of files that are not open', async () => {
  const uri = fileUri('not-open.topology.yaml');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('topology: 2\n'));
  try {
    const tasks = await vscode.tasks.fetchTasks({ type: 'hxtopo' });
    const task = tasks.find(({ name, source }) => name === 'check' && source === 'hxtopo');
    assert.ok(task, `not among ${tasks.map(({ name }) => name)}`);
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 1, 'it fails on errors');
    const [problem] = await eventually('its problems', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 && found;
    });
    assert.equal(codeOf(problem!), 'format/version');
    assert.equal(problem!.source, 'hxtopo');
    assert.equal(problem!.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(problem!.range.start, new vscode.Position(0, 'topology: '.length));
    assert.match(problem!.message, /version/i);
  } finally {
    await vscode.workspace.fs.delete(uri);
  }
});
