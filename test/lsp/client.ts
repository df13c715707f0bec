import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { type Served, TRANSPORTS } from './transports.ts';

/** What VS Code says that it can, as far as the server asks. */
export const LIKE_VSCODE: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    codeLens: {},
    inlayHint: {},
  },
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      snippetEditSupport: true,
      resourceOperations: ['create', 'rename', 'delete'],
    },
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    applyEdit: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** A client that can only be pushed to. */
export const PLAIN: ClientCapabilities = {};

interface Options {
  readonly capabilities?: ClientCapabilities;
  readonly transport?: keyof typeof TRANSPORTS;
  /** Starts the server, where it is not the built one. */
  readonly serve?: () => Served;
  /** Prepares the client before the first message. */
  readonly prepare?: (connection: ProtocolConnection) => void;
  /** What the client answers when it is asked for its settings. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly rootUri?: string | null;
  readonly workspaceFolders?: readonly { readonly uri: string; readonly name: string }[];
}

/** The built server, with a client on the other end. */
export class TestClient {
  readonly connection: ProtocolConnection;
  /** Ends the server, whatever it does. */
  readonly kill: () => void;
  readonly pushed: { uri: string; version: number | undefined; diagnostics: Diagnostic[] }[] = [];
  /** Methods that the server registered for. */
  readonly registered: string[] = [];
  /** Messages shown to the user. */
  readonly shown: string[] = [];
  /** Documents whose plan changed. */
  readonly planned: string[] = [];
  /** How often the client was asked for its settings. */
  configurations = 0;
  /** How often the client was asked to pull again. */
  refreshes = 0;
  readonly exited: Promise<number | null>;
  settings: unknown;
  initialized!: InitializeResult;
  #waiting: (() => void)[] = [];
  readonly #refreshing = new Map<string, (() => void)[]>();

  private constructor({ connection, exited, kill }: Served, settings: unknown) {
    this.connection = connection;
    this.exited = exited;
    this.kill = kill;
    this.settings = settings;
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.pushed.push(params);
      this.#wake();
    });
    connection.onNotification(
      'hyperflexTopology/planChanged',
      ({ uri }: { uri: string }) => void this.planned.push(uri),
    );
    connection.onNotification('window/showMessage', ({ message }) => void this.shown.push(message));
    connection.onRequest('workspace/configuration', () => {
      this.configurations++;
      this.#wake();
      return [this.settings];
    });
    connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }: { method: string }) => method));
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    for (const method of ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh']) {
      connection.onRequest(method, () => {
        for (const resolve of this.#refreshing.get(method)?.splice(0) ?? []) resolve();
        return null;
      });
    }
    connection.listen();
  }

  static async start({
    capabilities = LIKE_VSCODE,
    transport = 'stdio',
    serve = TRANSPORTS[transport],
    settings = null,
    initializationOptions,
    rootUri = null,
    workspaceFolders,
    prepare,
  }: Options = {}): Promise<TestClient> {
    const client = new TestClient(serve(), settings);
    const { connection } = client;
    prepare?.(connection);
    client.initialized = await connection.sendRequest('initialize', {
      processId: null,
      rootUri,
      ...(workspaceFolders ? { workspaceFolders } : {}),
      capabilities,
      initializationOptions,
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  open(uri: string, text: string, version = 1, languageId = 'hyperflex-topology'): Promise<void> {
    const textDocument = { uri, languageId, version, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(uri: string, version: number, contentChanges: readonly unknown[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes
  request(method: string, params: unknown): Promise<any> {
    return this.connection.sendRequest(method, params);
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    return (await this.request('textDocument/diagnostic', { textDocument: { uri } })).items;
  }

  /** Waits until the client is asked next, by this method, to ask again. */
  refreshOf(method: string): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#refreshing.get(method) ?? [];
      this.#refreshing.set(method, [...waiting, resolve]);
    });
  }

  /** Waits until the client was asked for its settings so often: what is sent then is worked on with them. */
  async configured(times: number): Promise<void> {
    while (this.configurations < times) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Waits for the push of this version. */
  async pushOf(uri: string, version: number): Promise<Diagnostic[]> {
    for (;;) {
      const push = this.pushed.find((candidate) => candidate.uri === uri && candidate.version === version);
      if (push) return push.diagnostics;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exited;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
