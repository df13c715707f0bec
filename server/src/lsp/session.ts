import { type ClientCapabilities, type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { createEngine, type Engine } from '../engine/engine.ts';
import { confined } from '../files/confined.ts';
import type { FileSystem } from '../files/file-system.ts';
import { clientFiles, revisionFiles } from './client-files.ts';
import { Documents, type OpenDocument } from './documents.ts';
import type { Log } from './guard.ts';
import { LensMemory } from './lens-memory.ts';
import { PlanBases } from './plan-bases.ts';
import type { Encoding } from './positions.ts';
import { Projects } from './projects.ts';
import type { ServerInfoResult } from './protocol.ts';
import { type ClientOptions, readClientOptions, readSettings, type Settings } from './settings.ts';
import { TokenMemory } from './token-memory.ts';
import { WorkspaceFiles } from './workspace-files.ts';

/** What the server knows of one client, from its first message to its last. */
export class Session {
  readonly connection: Connection;
  readonly info: ServerInfoResult;
  readonly engine: Engine = createEngine();
  readonly documents: Documents;
  readonly bases: PlanBases;
  readonly projects: Projects;
  readonly lenses = new LensMemory();
  readonly tokens = new TokenMemory();
  readonly log: Log;
  /** What the client can do. */
  client: ClientCapabilities = {};
  encoding: Encoding = 'utf-16';
  options: ClientOptions = readClientOptions(undefined);
  settings: Settings = readSettings(undefined);

  /** Tells results of this server from those of one that ran before. */
  readonly #start = Date.now().toString(36);

  constructor(connection: Connection, info: ServerInfoResult, own: FileSystem | undefined) {
    this.connection = connection;
    this.info = info;
    const files = new WorkspaceFiles(own, clientFiles(connection), () => this.options.servesFiles);
    this.log = { error: (message) => connection.console.error(message) };
    const mayRead = () => (this.options.restricted ? this.documents.folders() : undefined);
    const readable = confined(files, mayRead);
    this.documents = new Documents(this.engine, readable, () => this.encoding);
    this.bases = new PlanBases(this.engine, readable, () => this.encoding, revisionFiles(connection));
    this.projects = new Projects(
      files,
      () => this.encoding,
      (uri) => this.documents.isFolder(uri),
      (message) => this.tell(MessageType.Error, message),
    );
  }

  /** Whether the client asks for diagnostics; else they are pushed. */
  get pulls(): boolean {
    return this.client.textDocument?.diagnostic !== undefined;
  }

  /** Whether the client tells of changes on the disk; else it is looked at again when a file is opened or saved. */
  get watches(): boolean {
    return this.client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  /** Shows the user a message, and asks nothing. */
  tell(type: MessageType, message: string): void {
    void this.connection.sendNotification(ShowMessageNotification.type, { type, message });
  }

  isProject(uri: string): boolean {
    return this.projects.documents.isOpen(uri);
  }

  /** Those that a document is among: topology files, or project files. */
  storeOf(uri: string): Documents {
    return this.isProject(uri) ? this.projects.documents : this.documents;
  }

  /**
   * The settings for a document: its project file wins. Of a project file itself no rule is off. Ask for them before the
   * document: its trees must not be kept over an edit.
   */
  async settingsFor(uri: string): Promise<Settings> {
    const { settings } = this;
    if (this.isProject(uri)) return { ...settings, rules: new Map() };
    return { ...settings, rules: new Map([...settings.rules, ...(await this.projects.severitiesFor(uri))]) };
  }

  /** The same for two results of a document only if they are the same. */
  resultId({ revision }: OpenDocument, { rules }: Settings): string {
    return `${this.#start}.${revision}.${[...rules].join()}`;
  }
}
