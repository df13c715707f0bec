import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { codeOf, fileUri, open } from './topology.ts';

const NAME = 'not-open.topology.yaml';

/** The oldest VS Code is installed without what starts terminals, in which tasks run: there the task is only looked at. */
const HAS_TERMINALS = !vscode.version.startsWith('1.100.');

test('the task “hxtopo: check” is offered for the topologies of the folder', () =>
  withFile(async () => {
    const { execution, problemMatchers } = await offered();
    assert.ok(execution instanceof vscode.ProcessExecution);
    assert.equal(execution.process, process.execPath);
    const [program, ...args] = execution.args;
    assert.match(program!, /hyperflex-topology.*dist.hxtopo\.cjs$/);
    assert.deepEqual(args.slice(0, 3), ['check', '--plain', '--']);
    assert.ok(args.includes(NAME) && args.includes('munich.topology.yaml'), args.join(' '));
    assert.deepEqual(problemMatchers, ['$hxtopo']);
  }));

if (HAS_TERMINALS) {
  test('the task finds the problems of files that are not open, and they are told once when one is opened', () =>
    withFile(async (uri) => {
      const task = await offered();
      const ended = new Promise<number | undefined>((resolve) => {
        const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.name !== task.name) return;
          listener.dispose();
          resolve(exitCode);
        });
      });
      await vscode.tasks.executeTask(task);
      assert.equal(await ended, 1, 'it fails on errors');
      const [problem] = await eventually('its problem', () => one(uri));
      assert.equal(codeOf(problem!), 'format/version');
      assert.equal(problem!.source, 'hxtopo');
      assert.equal(problem!.severity, vscode.DiagnosticSeverity.Error);
      assert.deepEqual(problem!.range.start, new vscode.Position(0, 'topology: '.length));

      await open(NAME);
      // What the server says has a link to the rule's page.
      await eventually('the server’s own, alone', () => one(uri)?.some(({ code }) => typeof code === 'object'));
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }));
}

function one(uri: vscode.Uri): vscode.Diagnostic[] | undefined {
  const found = vscode.languages.getDiagnostics(uri);
  return found.length === 1 ? found : undefined;
}

async function offered(): Promise<vscode.Task> {
  const tasks = await vscode.tasks.fetchTasks({ type: 'hxtopo' });
  const task = tasks.find(({ name, source }) => name === 'check' && source === 'hxtopo');
  assert.ok(task, `not among ${tasks.map(({ name }) => name)}`);
  return task;
}

async function withFile(body: (uri: vscode.Uri) => Promise<void>): Promise<void> {
  const uri = fileUri(NAME);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('topology: 2\n'));
  try {
    await body(uri);
  } finally {
    await vscode.workspace.fs.delete(uri);
  }
}
