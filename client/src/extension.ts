import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { ChangeMark } from '../../server/src/lsp/compare-protocol.ts';
import { registerComparePlan } from './features/compare-plan/command.ts';
import { registerChangeMarks } from './features/compare-plan/marks.ts';
import { registerExplainPlan } from './features/explain-plan/command.ts';
import { registerNewTopology } from './features/new-topology/command.ts';
import { registerPlanStatus } from './features/plan-status/status-item.ts';
import { registerPlanView } from './features/plan-view/plan-view.ts';
import { registerRemediation } from './features/remediation/command.ts';
import { type ClientOf, createLanguageClient } from './infrastructure/language-client.ts';
import { listenToPlanChanges } from './infrastructure/plan-changes.ts';
import { serveFiles } from './infrastructure/serve-files.ts';

/** What the extension hands to other extensions and to its tests. */
export interface TopologyApi {
  /** The client, which runs or starts: the extension's requests of `server/src/lsp/protocol.ts` go through it. */
  readonly client: BaseLanguageClient;
  /** The VMs of a file that the editor marks as changed. */
  readonly marksOf: (document: vscode.Uri) => readonly ChangeMark[];
}

let client: BaseLanguageClient | undefined;

/**
 * Starts what the extension does on every platform, when a topology file or a project file is opened, or a command of the
 * extension runs.
 * @param clientOf makes the client of a server that is started as the platform can
 * @returns the API, while the server starts; one that does not start is reported by the client, and the commands to see
 * why and to try again are there all the same
 */
export function start(context: vscode.ExtensionContext, clientOf: ClientOf): TopologyApi {
  const output = vscode.window.createOutputChannel('HyperFlex Topology', { log: true });
  const started = createLanguageClient(clientOf, context, output);
  const planChanges = listenToPlanChanges(started);
  const { view, registration: planView } = registerPlanView(started, context.extensionUri, planChanges.event);
  const changeMarks = registerChangeMarks(started, context.extensionUri);
  client = started;
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('hyperflexTopology.restartServer', () => restartServer(started)),
    vscode.commands.registerCommand('hyperflexTopology.showOutput', () => output.show()),
    // VS Code's own for the file in the editor, under a name that one finds among the others.
    vscode.commands.registerCommand('hyperflexTopology.fixAll', () =>
      vscode.commands.executeCommand('editor.action.fixAll'),
    ),
    // What the server must not read so far, it reads from now on.
    vscode.workspace.onDidGrantWorkspaceTrust(() => restartServer(started)),
    planChanges,
    serveFiles(started),
    planView,
    registerExplainPlan(started, view.show),
    registerRemediation(started),
    registerComparePlan(started, view),
    changeMarks,
    registerNewTopology(started, context.extensionUri),
    registerPlanStatus(started, planChanges.event),
  );
  // VS Code goes on meanwhile; requests wait for it.
  started.start().catch((error: unknown) => output.error(String(error)));
  return { client: started, marksOf: (document) => changeMarks.of(document) };
}

/** Called by VS Code at its end: the server is asked to shut down. */
export async function deactivate(): Promise<void> {
  if (client?.state === State.Running) await client.dispose();
}

/** Starts the server anew, whatever state it is in: `LanguageClient.restart` gives up on one that hangs or is down. */
async function restartServer(started: BaseLanguageClient): Promise<void> {
  await started.stop().catch((error: unknown) => started.outputChannel.warn(String(error)));
  await started.start();
}
