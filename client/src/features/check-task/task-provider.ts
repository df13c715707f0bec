import * as vscode from 'vscode';
import { type CheckDefinition, checkArguments, TASK_TYPE } from './definition.ts';

/**
 * Offers the task *hxtopo: check* for each workspace folder with topology files, and runs those that a `tasks.json`
 * defines. What runs is the extension's own command line with the editor's Node, nothing of the workspace; as with every
 * task, only where the workspace is trusted, and for folders on the disk alone.
 *
 * @param hxtopo the bundled command line
 */
export function registerCheckTask(hxtopo: string): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: async () => {
      if (!vscode.workspace.isTrusted) return [];
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(isOnDisk);
      const found = await Promise.all(folders.map(async (folder) => ({ folder, files: await topologyFiles(folder) })));
      return found.flatMap(({ folder, files }) =>
        files.length === 0 ? [] : [checkTask(hxtopo, folder, { type: TASK_TYPE, task: 'check' }, files)],
      );
    },
    resolveTask: async ({ definition, scope }) => {
      const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
      if (!vscode.workspace.isTrusted || !folder || !isOnDisk(folder) || definition.task !== 'check') return undefined;
      const given = definition as CheckDefinition;
      return checkTask(hxtopo, folder, given, given.files ?? (await topologyFiles(folder)));
    },
  });
}

function checkTask(
  hxtopo: string,
  folder: vscode.WorkspaceFolder,
  definition: CheckDefinition,
  files: readonly string[],
): vscode.Task {
  const execution = new vscode.ProcessExecution(process.execPath, [hxtopo, ...checkArguments(definition, files)], {
    cwd: folder.uri.fsPath,
    // On the desktop the editor's Node is the editor itself.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new vscode.Task(definition, folder, 'check', TASK_TYPE, execution, '$hxtopo');
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent };
  return task;
}

function isOnDisk({ uri }: vscode.WorkspaceFolder): boolean {
  return uri.scheme === 'file';
}

async function topologyFiles(folder: vscode.WorkspaceFolder): Promise<string[]> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.topology.{yaml,yml}'));
  return found.map((file) => vscode.workspace.asRelativePath(file, false)).sort();
}
