import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { EXPLAIN_COMMAND, PROJECT_LANGUAGE_ID } from '../../../server/src/lsp/protocol.ts';
import { showRendered } from './show-markdown.ts';
import { LANGUAGE_ID } from './topology-editor.ts';

/** Prefix of the extension's settings, and the client's id, under which the client finds `trace.server`. */
const SECTION = 'hyperflexTopology';

/** Makes a client of a server that is started as the platform can: as a process, or as a web worker. */
export type ClientOf = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/**
 * The client of the bundled language server, not yet started.
 *
 * It keeps the default error handler, which starts a server that died anew (and gives up when it dies again and again
 * within three minutes): the client then opens every document again and pulls their diagnostics.
 * @param clientOf makes it
 * @param context the extension's: where the rules' pages lie
 * @param output where client and server log
 */
export function createLanguageClient(
  clientOf: ClientOf,
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): BaseLanguageClient {
  const rulePages = vscode.Uri.joinPath(context.extensionUri, 'docs/rules').toString();
  return clientOf(SECTION, output.name, {
    documentSelector: [LANGUAGE_ID, PROJECT_LANGUAGE_ID].flatMap((language) =>
      schemes().map((scheme) => ({ scheme, language })),
    ),
    initializationOptions: { rulePages, showsPlans: true, servesFiles: true },
    middleware: { window: { showDocument: showRendered(rulePages) } },
    synchronize: { configurationSection: SECTION },
    diagnosticPullOptions: { onChange: true },
    outputChannel: output,
    markdown: { isTrusted: { enabledCommands: [EXPLAIN_COMMAND] }, supportThemeIcons: true },
  });
}

/**
 * Where topologies lie: on the disk, in the file system of a virtual workspace, or nowhere yet. Revisions shown in a diff
 * (`git:` and the like) are left out: beside the file they would count as a second topology.
 */
function schemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)])];
}
