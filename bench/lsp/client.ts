import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import type { Server } from './server.ts';

/** A language server in a process of its own, with one topology file open in it. */
export class Client {
  readonly #server: Server;
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #uri: string;
  readonly #folder: string;
  #version = 0;
  /** Of the last diagnostics that were asked for. */
  #resultId: string | undefined;
  #pushed: ((diagnostics: Diagnostic[]) => void) | undefined;
  #configured: () => void = () => undefined;
  #stopping = false;
  capabilities: ServerCapabilities = {};
  /** What the server found in the text as it is now. */
  diagnostics: readonly Diagnostic[] = [];

  private constructor(server: Server, node: string, file: string) {
    this.#server = server;
    this.#folder = pathToFileURL(path.dirname(file)).href;
    this.#uri = pathToFileURL(file).href;
    const probe = path.join(import.meta.dirname, 'probe.cjs');
    this.#process = spawn(node, ['--require', probe, server.script, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    this.#process.once('exit', (code, signal) => {
      // Nobody waits for this: it ends the bench, where a request without an answer would hold it up.
      if (!this.#stopping) throw new Error(`${server.name} has ended by itself (${code ?? signal})`);
    });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#process.stdout!),
      new StreamMessageWriter(this.#process.stdin!),
    );
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) => {
      this.#configured();
      return items.map(({ section }) => server.settings[section ?? ''] ?? null);
    });
    for (const method of ['client/registerCapability', 'workspace/diagnostic/refresh', 'workspace/codeLens/refresh']) {
      this.#connection.onRequest(method, () => null);
    }
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => {
      this.#pushed?.(diagnostics);
    });
    this.#connection.listen();
  }

  /**
   * Starts a server and waits until it asks for its settings: it has read nothing by then, and answered nothing else.
   *
   * @param server which one
   * @param node the Node that it runs on
   * @param file the topology file, on the disk; its folder is the workspace
   */
  static async start(server: Server, node: string, file: string): Promise<Client> {
    const client = new Client(server, node, file);
    const configured = new Promise<void>((resolve) => {
      client.#configured = resolve;
    });
    const { capabilities }: InitializeResult = await client.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: client.#folder,
      workspaceFolders: [{ uri: client.#folder, name: 'bench' }],
      capabilities: server.capabilities,
    });
    client.capabilities = capabilities;
    await client.#connection.sendNotification('initialized', {});
    await configured;
    return client;
  }

  /** Opens the file with this text. Returns after how many ms its diagnostics had come. */
  open(text: string): Promise<number> {
    const { languageId } = this.#server;
    const textDocument = { uri: this.#uri, languageId, version: this.#version, text };
    return this.#untilDiagnostics(() => this.#connection.sendNotification('textDocument/didOpen', { textDocument }));
  }

  /** Makes an edit. Returns after how many ms the diagnostics of the text with it had come. */
  edit(edit: TextEdit): Promise<number> {
    return this.#untilDiagnostics(() => this.#change(edit));
  }

  /** Makes an edit, and asks at once. Returns after how many ms the answer had come, when the diagnostics have come too. */
  async askAfter(edit: TextEdit, ask: () => Promise<unknown>): Promise<{ ms: number; answer: unknown }> {
    let answered: Promise<{ ms: number; answer: unknown }> | undefined;
    await this.#untilDiagnostics(async () => {
      const changed = this.#change(edit);
      answered = timed(ask);
      await changed;
    });
    return answered!;
  }

  /** A request about a position, or about the whole file. */
  ask(method: 'hover' | 'definition' | 'completion' | 'codeLens', position?: Position): Promise<unknown> {
    const textDocument = { uri: this.#uri };
    return this.request(`textDocument/${method}`, position ? { textDocument, position } : { textDocument });
  }

  request(method: string, params: unknown): Promise<unknown> {
    return this.#connection.sendRequest(method, params);
  }

  /** Memory of the server in bytes, and the longest block of its event loop in ms since this was last asked. */
  async probe(): Promise<{ rss: number; longestBlock: number }> {
    const answer = once(this.#process, 'message');
    this.#process.send('probe');
    const [probed] = await answer;
    return probed;
  }

  /** Ends the server, and waits for its end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const exited = once(this.#process, 'exit');
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await exited;
    this.#connection.dispose();
  }

  #change({ range, newText }: TextEdit): Promise<void> {
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text: newText }],
    });
  }

  /** The time from sending to diagnostics: those asked for directly behind it, or the next that are pushed. */
  async #untilDiagnostics(send: () => Promise<void>): Promise<number> {
    const pushed = new Promise<readonly Diagnostic[]>((resolve) => {
      this.#pushed = resolve;
    });
    const { ms } = await timed(async () => {
      const sent = send();
      this.diagnostics = this.capabilities.diagnosticProvider ? await this.#pull() : await pushed;
      await sent;
    });
    return ms - this.#server.debounce;
  }

  async #pull(): Promise<readonly Diagnostic[]> {
    const report: DocumentDiagnosticReport = await this.#connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: this.#uri },
      ...(this.#resultId === undefined ? {} : { previousResultId: this.#resultId }),
    });
    this.#resultId = report.resultId;
    return report.kind === 'full' ? report.items : this.diagnostics;
  }
}

/** What work comes to, and after how many ms. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const start = performance.now();
  const answer = await work();
  return { ms: performance.now() - start, answer };
}
