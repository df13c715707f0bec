import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../features/code-action/fix-all.ts';
import { REFACTOR_KINDS } from '../features/code-action/refactor.ts';
import { SOURCE } from '../features/diagnostics.ts';
import { SEMANTIC_TOKENS_LEGEND } from '../features/semantic-tokens.ts';
import { commandsFor } from './commands.ts';
import type { Comparisons } from './comparisons.ts';
import type { Diagnostics } from './diagnostics.ts';
import { guarded, guardedNow } from './guard.ts';
import type { Session } from './session.ts';
import { readClientOptions, readSettings } from './settings.ts';
import { takesTokenDelta } from './token-memory.ts';

/** The section of the client's settings that is the server's. */
const SECTION = 'hyperflexTopology';

/** What the client is, what it wants, and where it works: at the start, and whenever that changes. */
export function registerLifecycle(session: Session, diagnostics: Diagnostics, comparisons: Comparisons): void {
  const { connection, documents, log, projects } = session;
  /** What the settings were read from. */
  let settingsText = '{}';
  /** Those that the client starts with. */
  let folders: readonly string[] = [];

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { capabilities: client } = params;
    session.client = client;
    session.encoding =
      client.general?.positionEncodings?.includes('utf-16') === false &&
      client.general.positionEncodings.includes('utf-8')
        ? 'utf-8'
        : 'utf-16';
    session.options = readClientOptions(params.initializationOptions);
    session.settings = readSettings(params.initializationOptions, client);
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    projects.folder = folders[0];
    return {
      serverInfo: { name: 'hxtopo', version: session.info.version },
      capabilities: {
        positionEncoding: session.encoding,
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: !session.watches || session.options.showsPlans,
        },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', ':', '/', '[', '{', '"', "'"], resolveProvider: true },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentLinkProvider: { resolveProvider: false },
        inlayHintProvider: { resolveProvider: false },
        semanticTokensProvider: {
          legend: SEMANTIC_TOKENS_LEGEND,
          full: takesTokenDelta(client) ? { delta: true } : true,
          range: true,
        },
        codeLensProvider: { resolveProvider: false },
        codeActionProvider: client.textDocument?.codeAction?.codeActionLiteralSupport
          ? { codeActionKinds: [CodeActionKind.QuickFix, ...REFACTOR_KINDS, FIX_ALL_KIND] }
          : true,
        executeCommandProvider: { commands: commandsFor(session) },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(session.pulls
          ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
      },
    };
  });

  connection.onInitialized(() => {
    // At once: the next message may tell of a change. Not before: the client may be asked what is in them.
    for (const folder of folders) documents.addFolder(folder);
    followFolders();
    return guarded(log, 'initialized', undefined, undefined, async () => {
      await readConfiguration();
      const { workspace } = session.client;
      if (workspace?.didChangeConfiguration?.dynamicRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
      }
      if (session.watches) {
        // An included file may have any name.
        const watchers = [{ globPattern: '**/*.{yaml,yml}' }];
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      }
    });
  });

  function followFolders(): void {
    if (!session.client.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      guardedNow(log, 'workspace/didChangeWorkspaceFolders', () => {
        for (const { uri } of removed) documents.removeFolder(uri);
        for (const { uri } of added) documents.addFolder(uri);
        diagnostics.allChanged();
      }),
    );
  }

  connection.onDidChangeConfiguration(({ settings: sent }) =>
    guarded(log, 'workspace/didChangeConfiguration', undefined, undefined, () =>
      readConfiguration((sent as { [section: string]: unknown } | null)?.[SECTION]),
    ),
  );

  /** Asks the client for the settings where it can be asked; else takes what it `sent`. */
  async function readConfiguration(sent?: unknown): Promise<void> {
    const asked = session.client.workspace?.configuration
      ? await connection.workspace.getConfiguration(SECTION).catch(() => undefined)
      : undefined;
    // `null`: the client was asked, and has none.
    const given = asked === undefined ? sent : (asked ?? {});
    if (given === undefined || given === null) return;
    const text = JSON.stringify(given);
    if (text === settingsText) return;
    settingsText = text;
    session.settings = readSettings(given, session.client);
    session.lenses.forgetAll();
    diagnostics.allChanged();
    diagnostics.refresh();
    comparisons.baseChanged();
  }
}
