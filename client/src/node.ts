import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start, type TopologyApi } from './extension.ts';
import { registerCheckTask } from './features/check-task/task-provider.ts';

export { deactivate } from './extension.ts';

/** The entry point where there is Node: the server is a process, and the command line runs as a task. */
export function activate(context: vscode.ExtensionContext): TopologyApi {
  const module = context.asAbsolutePath('dist/server.cjs');
  context.subscriptions.push(registerCheckTask(context.asAbsolutePath('dist/hxtopo.cjs')));
  return start(
    context,
    (id, name, options) => new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options),
  );
}
