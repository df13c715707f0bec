import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type Disposable,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createEngine } from '../engine/engine.ts';
import { codeActions, FIX_ALL_KIND } from '../features/code-action.ts';
import { codeLenses } from '../features/code-lens.ts';
import { documentDiagnostics } from '../features/diagnostics.ts';
import { explainVm, plannedVms } from '../features/explain.ts';
import { hover } from '../features/hover.ts';
import type { FileSystem } from '../files/file-system.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { guarded, guardedNow } from './guard.ts';
import type { Encoding } from './positions.ts';
import {
  EXPLAIN_REQUEST,
  type ExplainParams,
  type ExplainResult,
  PLAN_CHANGED_NOTIFICATION,
  PLAN_REQUEST,
  type PlanChangedParams,
  type PlanParams,
  type PlanResult,
  SERVER_INFO_REQUEST,
  type ServerInfoResult,
} from './protocol.ts';
import { type ClientOptions, readClientOptions, readSettings, type Settings } from './settings.ts';

const SECTION = 'hyperflexTopology';

/** Serves one client over the connection, which must not be listening yet. */
export function startServer(connection: Connection, files: FileSystem, info: ServerInfoResult): void {
  let encoding: Encoding = 'utf-16';
  let client: ClientCapabilities = {};
  let options: ClientOptions = readClientOptions(undefined);
  let settings: Settings = readSettings(undefined);
  /** What they were read from. */
  let settingsText = '{}';
  /** Counts changes of the settings, so that results from before are known as old. */
  let settingsVersion = 0;
  const engine = createEngine();
  const documents = new Documents(engine, files, () => encoding);
  const log = { error: (message: string) => connection.console.error(message) };
  const pulls = (): boolean => client.textDocument?.diagnostic !== undefined;
  const resultId = (document: OpenDocument): string => `${info.pid}.${document.revision}.${settingsVersion}`;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = params.capabilities;
    encoding =
      client.general?.positionEncodings?.includes('utf-16') === false &&
      client.general.positionEncodings.includes('utf-8')
        ? 'utf-8'
        : 'utf-16';
    options = readClientOptions(params.initializationOptions);
    settings = readSettings(params.initializationOptions);
    return {
      serverInfo: { name: 'hxtopo', version: info.version },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeLensProvider: { resolveProvider: false },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
        ...(pulls() ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } } : {}),
      },
    };
  });

  connection.onInitialized(() =>
    guarded(log, 'initialized', undefined, undefined, async () => {
      await readConfiguration();
      if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
      }
    }),
  );

  connection.onDidChangeConfiguration(({ settings: sent }) =>
    guarded(log, 'workspace/didChangeConfiguration', undefined, undefined, () =>
      readConfiguration((sent as { [section: string]: unknown } | null)?.[SECTION]),
    ),
  );

  /** Asks the client for the settings where it can be asked; else takes what it `sent`. */
  async function readConfiguration(sent?: unknown): Promise<void> {
    const asked = client.workspace?.configuration
      ? await connection.workspace.getConfiguration(SECTION).catch(() => undefined)
      : undefined;
    // `null`: the client was asked, and has none.
    const given = asked === undefined ? sent : (asked ?? {});
    if (given === undefined || given === null) return;
    const text = JSON.stringify(given);
    if (text === settingsText) return;
    settingsText = text;
    settings = readSettings(given);
    settingsVersion++;
    scheduleAll();
    refresh();
  }

  /** Asks the client to ask again. */
  function refresh(): void {
    if (pulls() && client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    if (client.workspace?.codeLens?.refreshSupport) {
      connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
    }
  }

  connection.onDidOpenTextDocument(({ textDocument }) =>
    guardedNow(log, 'textDocument/didOpen', () => {
      documents.open(textDocument.uri, textDocument.version, textDocument.text);
      afterChangeOf(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    guardedNow(log, 'textDocument/didChange', () => {
      documents.change(textDocument.uri, textDocument.version, contentChanges);
      afterChangeOf(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument }) =>
    guardedNow(log, 'textDocument/didClose', () => {
      documents.close(textDocument.uri);
      scheduled.get(textDocument.uri)?.dispose();
      scheduled.delete(textDocument.uri);
      published.delete(textDocument.uri);
      if (documents.areLinked) scheduleAll();
      if (!pulls()) void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
    }),
  );

  /** By URI: of what state the client was told last. */
  const published = new Map<string, string>();
  /** What follows an edit, once for all edits that arrived together. */
  const scheduled = new Map<string, Disposable>();
  function schedule(uri: string): void {
    scheduled.get(uri)?.dispose();
    const timer = setImmediate(() => {
      scheduled.delete(uri);
      void guarded(log, 'diagnostics', undefined, undefined, () => publish(uri));
    });
    scheduled.set(uri, { dispose: () => clearImmediate(timer) });
  }

  function scheduleAll(): void {
    for (const uri of documents.uris()) schedule(uri);
  }

  /** What is known of other documents may change as well, where files include each other. */
  function afterChangeOf(uri: string): void {
    if (documents.areLinked) scheduleAll();
    else schedule(uri);
  }

  async function publish(uri: string): Promise<void> {
    const document = await documents.settled(uri);
    if (!document || published.get(uri) === resultId(document)) return;
    published.set(uri, resultId(document));
    if (!pulls()) {
      const { version } = document;
      void connection.sendDiagnostics({ uri, version, diagnostics: documentDiagnostics(document, settings, options) });
    }
    const { summary } = document.analysis.plan;
    void connection.sendNotification(PLAN_CHANGED_NOTIFICATION, {
      uri,
      summary,
    } satisfies PlanChangedParams);
  }

  connection.onDidChangeWatchedFiles(({ changes }) =>
    guardedNow(log, 'workspace/didChangeWatchedFiles', () => {
      documents.changedOnDisk(changes.map(({ uri }) => uri));
      scheduleAll();
      refresh();
    }),
  );

  connection.languages.diagnostics.on((params, token) =>
    guarded(log, 'textDocument/diagnostic', token, { kind: 'full' as const, items: [] }, async () => {
      const document = await documents.settled(params.textDocument.uri);
      if (!document) return { kind: 'full' as const, items: [] };
      const id = resultId(document);
      if (params.previousResultId === id) return { kind: 'unchanged' as const, resultId: id };
      return { kind: 'full' as const, resultId: id, items: documentDiagnostics(document, settings, options) };
    }),
  );
  connection.onHover((params, token) =>
    guarded(log, 'textDocument/hover', token, null, async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? hover(document, params.position) : null;
    }),
  );
  connection.onCodeLens((params, token) =>
    guarded(log, 'textDocument/codeLens', token, [], async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? codeLenses(document, settings) : [];
    }),
  );
  connection.onCodeAction((params, token) =>
    guarded(log, 'textDocument/codeAction', token, [], async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? codeActions(document, params, { client, engine, options, settings }) : [];
    }),
  );
  connection.onRequest(PLAN_REQUEST, (params: PlanParams, token) =>
    guarded<PlanResult>(log, PLAN_REQUEST, token, null, async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? plannedVms(document, params) : null;
    }),
  );
  connection.onRequest(EXPLAIN_REQUEST, (params: ExplainParams, token) =>
    guarded<ExplainResult>(log, EXPLAIN_REQUEST, token, null, async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? explainVm(document, params) : null;
    }),
  );
  connection.onRequest(SERVER_INFO_REQUEST, (): ServerInfoResult => info);
  connection.listen();
}
