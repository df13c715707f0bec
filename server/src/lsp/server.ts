import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createEngine } from '../engine/engine.ts';
import { PROJECT_FILE, project } from '../engine/project/format.ts';
import { codeActions, FIX_ALL_KIND } from '../features/code-action.ts';
import { codeLenses } from '../features/code-lens.ts';
import { completion } from '../features/completion.ts';
import { documentDiagnostics } from '../features/diagnostics.ts';
import { explainVm, plannedVms } from '../features/explain.ts';
import { hover } from '../features/hover.ts';
import { projectHover } from '../features/project-hover.ts';
import type { ReadFile } from '../files/find-project.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { guarded, guardedNow } from './guard.ts';
import type { Encoding } from './positions.ts';
import { isProjectUri, Projects, pathOf } from './projects.ts';
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

/** Serves one client over the connection, which must not be listening yet. `readFile` reads what is not open. */
export function startServer(connection: Connection, info: ServerInfoResult, readFile: ReadFile): void {
  let encoding: Encoding = 'utf-16';
  let client: ClientCapabilities = {};
  let options: ClientOptions = readClientOptions(undefined);
  let settings: Settings = readSettings(undefined);
  /** What they were read from. */
  let settingsText = '{}';
  const engine = createEngine();
  const documents = new Documents(engine, () => encoding);
  const projects = new Projects(
    readFile,
    () => encoding,
    (message) => void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message }),
  );
  /** Those that a document is among: topology files, or project files. */
  const storeOf = (uri: string): Documents => (projects.documents.get(uri) ? projects.documents : documents);
  const log = { error: (message: string) => connection.console.error(message) };
  const pulls = (): boolean => client.textDocument?.diagnostic !== undefined;
  /** The same for two results only if they are the same. */
  const resultId = (document: OpenDocument, { rules }: Settings): string =>
    `${info.pid}.${document.revision}.${[...rules].join()}`;

  /**
   * The settings for a document: its project file wins. Of a project file itself no rule is off. Ask for it before the
   * document: its analysis must not be kept over an edit.
   */
  async function settingsFor(uri: string): Promise<Settings> {
    if (projects.documents.get(uri)) return { ...settings, rules: new Map() };
    return { ...settings, rules: new Map([...settings.rules, ...(await projects.severitiesFor(uri))]) };
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = params.capabilities;
    encoding =
      client.general?.positionEncodings?.includes('utf-16') === false &&
      client.general.positionEncodings.includes('utf-8')
        ? 'utf-8'
        : 'utf-16';
    options = readClientOptions(params.initializationOptions);
    settings = readSettings(params.initializationOptions);
    const root = params.workspaceFolders?.[0]?.uri ?? params.rootUri;
    projects.folder = root ? pathOf(root) : undefined;
    return {
      serverInfo: { name: 'hxtopo', version: info.version },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '/', '"', "'"] },
        codeLensProvider: { resolveProvider: false },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
        ...(pulls() ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
      },
    };
  });

  connection.onInitialized(() =>
    guarded(log, 'initialized', undefined, undefined, async () => {
      await readConfiguration();
      if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
      }
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        const watchers = [{ globPattern: `**/${PROJECT_FILE}` }];
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
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
    diagnoseAgain();
    if (client.workspace?.codeLens?.refreshSupport) {
      connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
    }
  }

  /** Severities have changed: what was said of the open topology files is old. */
  function diagnoseAgain(): void {
    for (const document of documents.all()) schedule(document.uri);
    if (pulls() && client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
  }

  function projectsChanged(): void {
    projects.forget();
    diagnoseAgain();
  }

  connection.onDidChangeWatchedFiles(({ changes }) =>
    guardedNow(log, 'workspace/didChangeWatchedFiles', () => {
      if (changes.some(({ uri }) => isProjectUri(uri))) projectsChanged();
    }),
  );

  connection.onDidOpenTextDocument(({ textDocument }) =>
    guardedNow(log, 'textDocument/didOpen', () => {
      const store = projects.isProject(textDocument) ? projects.documents : documents;
      store.open(textDocument.uri, textDocument.version, textDocument.text);
      if (store === projects.documents) projectsChanged();
      // Project files above the client's folders are not watched.
      else projects.forget();
      schedule(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    guardedNow(log, 'textDocument/didChange', () => {
      const store = storeOf(textDocument.uri);
      store.change(textDocument.uri, textDocument.version, contentChanges);
      if (store === projects.documents) projectsChanged();
      schedule(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument }) =>
    guardedNow(log, 'textDocument/didClose', () => {
      const store = storeOf(textDocument.uri);
      store.close(textDocument.uri);
      if (store === projects.documents) projectsChanged();
      scheduled.get(textDocument.uri)?.dispose();
      scheduled.delete(textDocument.uri);
      if (!pulls()) void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
    }),
  );

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

  async function publish(uri: string): Promise<void> {
    const current = await settingsFor(uri);
    const document = storeOf(uri).get(uri);
    // What has changed meanwhile is scheduled itself.
    if (!document || scheduled.has(uri)) return;
    if (!pulls()) {
      const { version } = document;
      void connection.sendDiagnostics({ uri, version, diagnostics: documentDiagnostics(document, current, options) });
    }
    if (storeOf(uri) !== documents) return;
    const { summary } = document.analysis.plan;
    void connection.sendNotification(PLAN_CHANGED_NOTIFICATION, { uri, summary } satisfies PlanChangedParams);
  }

  connection.languages.diagnostics.on((params, token) =>
    guarded(log, 'textDocument/diagnostic', token, { kind: 'full' as const, items: [] }, async () => {
      const { uri } = params.textDocument;
      const current = await settingsFor(uri);
      const document = storeOf(uri).get(uri);
      if (!document) return { kind: 'full' as const, items: [] };
      const id = resultId(document, current);
      if (params.previousResultId === id) return { kind: 'unchanged' as const, resultId: id };
      return { kind: 'full' as const, resultId: id, items: documentDiagnostics(document, current, options) };
    }),
  );
  connection.onHover((params, token) =>
    guarded(log, 'textDocument/hover', token, null, () => {
      const { uri } = params.textDocument;
      const document = storeOf(uri).get(uri);
      if (!document) return null;
      return storeOf(uri) === documents
        ? hover(document, params.position)
        : projectHover(document, params.position, options);
    }),
  );
  connection.onCompletion((params, token) =>
    guarded(log, 'textDocument/completion', token, [], () => {
      const document = projects.documents.get(params.textDocument.uri);
      return document ? completion(document, project, params.position, client) : [];
    }),
  );
  connection.onCodeLens((params, token) =>
    guarded(log, 'textDocument/codeLens', token, [], () => {
      const document = documents.get(params.textDocument.uri);
      return document ? codeLenses(document, settings) : [];
    }),
  );
  connection.onCodeAction((params, token) =>
    guarded(log, 'textDocument/codeAction', token, [], async () => {
      const { uri } = params.textDocument;
      const current = await settingsFor(uri);
      const store = storeOf(uri);
      const document = store.get(uri);
      const own = store === documents ? engine : projects.engine;
      return document ? codeActions(document, params, { client, engine: own, options, settings: current }) : [];
    }),
  );
  connection.onRequest(PLAN_REQUEST, (params: PlanParams, token) =>
    guarded<PlanResult>(log, PLAN_REQUEST, token, null, () => {
      const document = documents.get(params.textDocument.uri);
      return document ? plannedVms(document) : null;
    }),
  );
  connection.onRequest(EXPLAIN_REQUEST, (params: ExplainParams, token) =>
    guarded<ExplainResult>(log, EXPLAIN_REQUEST, token, null, () => {
      const document = documents.get(params.textDocument.uri);
      return document ? explainVm(document, params) : null;
    }),
  );
  connection.onRequest(SERVER_INFO_REQUEST, (): ServerInfoResult => info);
  connection.listen();
}
