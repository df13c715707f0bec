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
import type { FileSystem } from '../files/file-system.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { guarded, guardedNow } from './guard.ts';
import type { Encoding } from './positions.ts';
import { isProjectUri, Projects } from './projects.ts';
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
  const engine = createEngine();
  const documents = new Documents(engine, files, () => encoding);
  const projects = new Projects(
    files,
    () => encoding,
    (message) => void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message }),
  );
  const isProject = (uri: string): boolean => projects.documents.isOpen(uri);
  /** Those that a document is among: topology files, or project files. */
  const storeOf = (uri: string): Documents => (isProject(uri) ? projects.documents : documents);
  const log = { error: (message: string) => connection.console.error(message) };
  const pulls = (): boolean => client.textDocument?.diagnostic !== undefined;
  /** The same for two results only if they are the same. */
  const resultId = (document: OpenDocument, { rules }: Settings): string =>
    `${info.pid}.${document.revision}.${[...rules].join()}`;

  /**
   * The settings for a document: its project file wins. Of a project file itself no rule is off. Ask for them before the
   * document: its trees must not be kept over an edit.
   */
  async function settingsFor(uri: string): Promise<Settings> {
    if (isProject(uri)) return { ...settings, rules: new Map() };
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
    projects.folder = params.workspaceFolders?.[0]?.uri ?? params.rootUri ?? undefined;
    return {
      serverInfo: { name: 'hxtopo', version: info.version },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '/', '"', "'"] },
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
      const { uri, version, text } = textDocument;
      const store = projects.isProject(textDocument) ? projects.documents : documents;
      store.open(uri, version, text);
      // Project files above the client's folders are not watched.
      projects.forget();
      afterChangeOf(uri);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    guardedNow(log, 'textDocument/didChange', () => {
      storeOf(textDocument.uri).change(textDocument.uri, textDocument.version, contentChanges);
      afterChangeOf(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument }) =>
    guardedNow(log, 'textDocument/didClose', () => {
      const wasProject = isProject(textDocument.uri);
      storeOf(textDocument.uri).close(textDocument.uri);
      scheduled.get(textDocument.uri)?.dispose();
      scheduled.delete(textDocument.uri);
      published.delete(textDocument.uri);
      if (wasProject) projectsChanged();
      else scheduleAll();
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

  /** What is known of other documents may change as well, where files include each other: only then they are told. */
  function afterChangeOf(uri: string): void {
    schedule(uri);
    if (isProject(uri)) projectsChanged();
    else scheduleAll();
  }

  /** What is said of all topology files may be old. */
  function projectsChanged(): void {
    projects.forget();
    scheduleAll();
    refresh();
  }

  async function publish(uri: string): Promise<void> {
    const current = await settingsFor(uri);
    const document = await storeOf(uri).settled(uri);
    if (!document || published.get(uri) === resultId(document, current)) return;
    published.set(uri, resultId(document, current));
    if (!pulls()) {
      const version = document.version === null ? {} : { version: document.version };
      void connection.sendDiagnostics({
        uri,
        ...version,
        diagnostics: documentDiagnostics(document, current, options),
      });
    }
    if (isProject(uri)) return;
    const { summary } = document.analysis.plan;
    void connection.sendNotification(PLAN_CHANGED_NOTIFICATION, {
      uri,
      summary,
    } satisfies PlanChangedParams);
  }

  connection.onDidChangeWatchedFiles(({ changes }) =>
    guardedNow(log, 'workspace/didChangeWatchedFiles', () => {
      if (changes.some(({ uri }) => isProjectUri(uri))) projects.forget();
      documents.changedOnDisk(changes.map(({ uri }) => uri));
      scheduleAll();
      refresh();
    }),
  );

  connection.languages.diagnostics.on((params, token) =>
    guarded(log, 'textDocument/diagnostic', token, { kind: 'full' as const, items: [] }, async () => {
      const { uri } = params.textDocument;
      const current = await settingsFor(uri);
      const document = await storeOf(uri).settled(uri);
      if (!document) return { kind: 'full' as const, items: [] };
      const id = resultId(document, current);
      if (params.previousResultId === id) return { kind: 'unchanged' as const, resultId: id };
      return { kind: 'full' as const, resultId: id, items: documentDiagnostics(document, current, options) };
    }),
  );
  connection.onHover((params, token) =>
    guarded(log, 'textDocument/hover', token, null, async () => {
      const { uri } = params.textDocument;
      const document = await storeOf(uri).settled(uri);
      if (!document) return null;
      return isProject(uri) ? projectHover(document, params.position, options) : hover(document, params.position);
    }),
  );
  connection.onCompletion((params, token) =>
    guarded(log, 'textDocument/completion', token, [], async () => {
      const document = await projects.documents.settled(params.textDocument.uri);
      return document ? completion(document, project, params.position, client) : [];
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
      const { uri } = params.textDocument;
      const current = await settingsFor(uri);
      const document = await storeOf(uri).settled(uri);
      const own = isProject(uri) ? projects.engine : engine;
      return document ? codeActions(document, params, { client, engine: own, options, settings: current }) : [];
    }),
  );
  connection.onRequest(PLAN_REQUEST, (params: PlanParams, token) =>
    guarded<PlanResult>(log, PLAN_REQUEST, token, null, async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? plannedVms(document) : null;
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
