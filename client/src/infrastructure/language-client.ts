import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  type CodeLensMiddleware,
  ErrorAction,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import { COPY_EXPLANATION_COMMAND, EXPLAIN_COMMAND, PROJECT_LANGUAGE_ID } from '../../../server/src/lsp/protocol.ts';
import { literal } from './literal.ts';
import { showRendered } from './show-markdown.ts';
import { LANGUAGE_ID } from './topology-editor.ts';

/** Prefix of the extension's settings, and the client's id, under which the client finds `trace.server`. */
const SECTION = 'hyperflexTopology';

/** Makes a client of a server that is started as the platform can: as a process, or as a web worker. */
export type ClientOf = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/**
 * The client of the bundled language server, not yet started.
 *
 * A server that died is started anew, until it dies again and again within three minutes: the client then opens every
 * document again and pulls their diagnostics.
 * @param clientOf makes it
 * @param context the extension's: where the rules' pages lie, and what is disposed when the extension ends
 * @param output where client and server log
 */
export function createLanguageClient(
  clientOf: ClientOf,
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): BaseLanguageClient {
  const rulePages = vscode.Uri.joinPath(context.extensionUri, 'docs/rules').toString();
  const options: LanguageClientOptions = {
    documentSelector: [LANGUAGE_ID, PROJECT_LANGUAGE_ID].flatMap((language) =>
      schemes().map((scheme) => ({ scheme, language })),
    ),
    // Asked for at each start.
    initializationOptions: () => ({
      rulePages,
      showsPlans: true,
      servesFiles: true,
      restricted: !vscode.workspace.isTrusted,
    }),
    middleware: { window: { showDocument: showRendered(rulePages) }, provideCodeLenses: literalLenses },
    synchronize: { configurationSection: SECTION },
    diagnosticPullOptions: { onChange: true },
    outputChannel: output,
    errorHandler: {
      // While someone types, messages to a server that died fail before its end is told. The client library would give
      // up after three of them, and start no other server.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => byDefault.closed(),
    },
    markdown: { isTrusted: { enabledCommands: [EXPLAIN_COMMAND, COPY_EXPLANATION_COMMAND] }, supportThemeIcons: true },
  };
  const client = clientOf(SECTION, output.name, options);
  const byDefault = client.createDefaultErrorHandler();
  return client;
}

/**
 * Where topologies lie: on the disk, in the file system of a virtual workspace, or nowhere yet. Revisions shown in a diff
 * (`git:` and the like) are left out: beside the file they would count as a second topology.
 */
function schemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)])];
}

const literalLenses: NonNullable<CodeLensMiddleware['provideCodeLenses']> = async (document, token, next) => {
  const lenses = await next(document, token);
  for (const { command } of lenses ?? []) if (command) command.title = literal(command.title);
  return lenses;
};
