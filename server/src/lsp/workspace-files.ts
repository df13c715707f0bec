import { type Entry, type FileSystem, UNSAVED } from '../files/file-system.ts';

/** The files of a workspace, wherever they lie: the server reads those of its own machine, and the client all others. */
export class WorkspaceFiles implements FileSystem {
  readonly #own: FileSystem | undefined;
  readonly #clients: FileSystem;
  readonly #servesFiles: () => boolean;

  /**
   * @param own reads files of the `file` scheme; where it is not given these are the client's, too
   * @param clients asks the client
   * @param servesFiles whether the client may be asked
   */
  constructor(own: FileSystem | undefined, clients: FileSystem, servesFiles: () => boolean) {
    this.#own = own;
    this.#clients = clients;
    this.#servesFiles = servesFiles;
  }

  /** Whether a document lies where other files can be read; else it is not saved, or from where nobody can reach. */
  reaches(uri: string): boolean {
    return this.#systemOf(uri) !== UNSAVED;
  }

  /** Whether the server reads what lies there, and not its client. */
  readsItself(uri: string): boolean {
    return this.#own !== undefined && uri.startsWith('file:');
  }

  readFile(uri: string): Promise<string> {
    return this.#systemOf(uri).readFile(uri);
  }

  readFolder(uri: string): Promise<readonly Entry[]> {
    return this.#systemOf(uri).readFolder(uri);
  }

  async followLinks(uri: string): Promise<string> {
    return (await this.#systemOf(uri).followLinks?.(uri)) ?? uri;
  }

  #systemOf(uri: string): FileSystem {
    if (this.readsItself(uri)) return this.#own!;
    return this.#servesFiles() && !uri.startsWith('untitled:') ? this.#clients : UNSAVED;
  }
}
