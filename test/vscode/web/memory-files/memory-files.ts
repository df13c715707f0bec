import * as vscode from 'vscode';

/** Texts by path, which the bundler puts here. */
declare const FILES: Readonly<Record<string, string>>;

/** Called by VS Code when the folder of the workspace is opened: its files are in memory, and on no disk. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const files = new MemoryFiles(Object.entries(FILES));
  subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', files, { isCaseSensitive: true }));
}

class MemoryFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #files: Map<string, { readonly content: Uint8Array; readonly mtime: number }>;
  readonly onDidChangeFile = this.#changed.event;

  constructor(files: readonly (readonly [path: string, text: string])[]) {
    const encoder = new TextEncoder();
    this.#files = new Map(files.map(([path, text]) => [path, { content: encoder.encode(text), mtime: 1 }]));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.content.length };
    if (this.#namesIn(uri).length > 0) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    return this.#namesIn(uri).map((name) => [name, this.stat(vscode.Uri.joinPath(uri, name)).type]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const before = this.#files.get(uri.path);
    this.#files.set(uri.path, { content, mtime: (before?.mtime ?? 0) + 1 });
    this.#changed.fire([{ uri, type: before ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created }]);
  }

  delete(uri: vscode.Uri): void {
    this.#files.delete(uri.path);
    this.#changed.fire([{ uri, type: vscode.FileChangeType.Deleted }]);
  }

  /** A folder is there when a file is in it. */
  createDirectory(): void {}

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  #namesIn(uri: vscode.Uri): string[] {
    const folder = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    const below = [...this.#files.keys()].filter((path) => path.startsWith(folder));
    return [...new Set(below.map((path) => path.slice(folder.length).split('/')[0]!))];
  }
}
