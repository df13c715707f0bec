import * as vscode from 'vscode';
import {
  type CodeLensMiddleware,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { EXPLAIN_COMMAND, PROJECT_LANGUAGE_ID } from '../../../server/src/lsp/protocol.ts';
import { literal } from './literal.ts';
import { showRendered } from './show-rendered.ts';
import { LANGUAGE_ID } from './topology-editor.ts';

/** Prefix of the extension's settings, and the client's id, under which the client finds `trace.server`. */
const SECTION = 'hyperflexTopology';

/**
 * The client of the bundled language server, not yet started.
 *
 * A server that died is started anew, until it dies again and again within three minutes: the client then opens every
 * document again and pulls their diagnostics.
 * @param context the extension's: where the server's bundle lies, and what is disposed when the extension ends
 * @param output where client and server log
 */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): LanguageClient {
  const rulePages = vscode.Uri.joinPath(context.extensionUri, 'docs/rules').toString();
  const options: LanguageClientOptions = {
    // Revisions shown in a diff (`git:` and the like) are left out: beside the file they would count as a second topology.
    documentSelector: [LANGUAGE_ID, PROJECT_LANGUAGE_ID].flatMap((language) => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]),
    // Asked for at each start.
    initializationOptions: () => ({ rulePages, showsPlans: true, restricted: !vscode.workspace.isTrusted }),
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
    markdown: { isTrusted: { enabledCommands: [EXPLAIN_COMMAND] }, supportThemeIcons: true },
  };
  const module = context.asAbsolutePath('dist/server.cjs');
  const client = new LanguageClient(SECTION, output.name, { module, transport: TransportKind.ipc }, options);
  const byDefault = client.createDefaultErrorHandler();
  return client;
}

const literalLenses: NonNullable<CodeLensMiddleware['provideCodeLenses']> = async (document, token, next) => {
  const lenses = await next(document, token);
  for (const { command } of lenses ?? []) if (command) command.title = literal(command.title);
  return lenses;
};
