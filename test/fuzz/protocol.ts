import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, FileChangeType } from 'vscode-languageserver-protocol/node';
import type { TextEdit } from '../../server/src/engine/syntax/index.ts';
import type { Encoding } from '../../server/src/lsp/positions.ts';
import type { TestClient } from '../lsp/client.ts';
import { editsFor, type Typing } from '../unit/follow/typing.ts';
import { edited } from '../unit/syntax/view.ts';
import { answerOf, type Method, paramsFor } from './ask.ts';
import { lengthIn, linesOf } from './valid.ts';

/** The files of a workspace. */
export const FILES = ['site.topology.yaml', 'more.topology.yaml', 'other/part.yaml', '.hxtopo.yaml'] as const;
export type File = (typeof FILES)[number];

/** What a client does. What makes no sense as things stand (an open file is opened) is left out, or is the point. */
export type Step =
  | { readonly kind: 'open' | 'save' | 'close' | 'delete' | 'cancel'; readonly file: File }
  /** All answers are waited for: what is sent in one burst is worked on as it ends. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'type'; readonly file: File; readonly typings: readonly Typing[] }
  | { readonly kind: 'write'; readonly file: File; readonly text: string }
  | { readonly kind: 'tell'; readonly file: File; readonly type: FileChangeType }
  | { readonly kind: 'ask'; readonly file: File; readonly method: Method; readonly cancelled: boolean }
  | { readonly kind: 'settings'; readonly settings: unknown }
  | { readonly kind: 'folder'; readonly folder: '' | 'other' };

/** A client at work in a folder of its own: it does what is asked, and knows what then must be the case. */
export class Work {
  readonly client: TestClient;
  readonly open = new Map<string, { readonly text: string; readonly version: number }>();
  readonly folders = new Set<string>();
  readonly #root: string;
  readonly #encoding: Encoding;
  readonly #pending: Promise<unknown>[] = [];
  readonly #disk = new Map<File, string>();

  /** @param root an empty folder */
  constructor(client: TestClient, encoding: Encoding, root: string, files: ReadonlyMap<File, string>) {
    this.client = client;
    this.#encoding = encoding;
    this.#root = root;
    for (const [file, text] of files) this.#put(file, text);
    this.#folder('');
  }

  uriOf(file: string): string {
    return pathToFileURL(join(this.#root, file)).href;
  }

  /** @returns when the next step may be done */
  async do(step: Step): Promise<void> {
    const own = 'file' in step ? this.open.get(this.uriOf(step.file)) : undefined;
    switch (step.kind) {
      case 'open':
        if (!own) this.#open(step.file, this.#disk.get(step.file) ?? 'topology: 1\n');
        return;
      case 'type':
        if (own) this.#type(this.uriOf(step.file), step.typings);
        return;
      case 'save':
        if (!own) return;
        this.#notify('textDocument/didSave', { textDocument: { uri: this.uriOf(step.file) } });
        this.#write(step.file, own.text);
        return;
      case 'close':
        this.open.delete(this.uriOf(step.file));
        this.#notify('textDocument/didClose', { textDocument: { uri: this.uriOf(step.file) } });
        return;
      case 'write':
        this.#write(step.file, step.text);
        return;
      case 'delete':
        rmSync(join(this.#root, step.file), { force: true });
        this.#disk.delete(step.file);
        this.#tell(step.file, FileChangeType.Deleted);
        return;
      case 'tell':
        this.#tell(step.file, step.type);
        return;
      case 'ask':
        this.#ask(step.file, step.method, step.cancelled);
        return;
      case 'wait':
        await this.settled();
        return;
      case 'cancel':
        // Of a request that was never made.
        this.#notify('$/cancelRequest', { id: 1_000_000 });
        return;
      case 'settings':
        this.client.settings = step.settings;
        this.#notify('workspace/didChangeConfiguration', { settings: null });
        await this.client.configured(this.client.configurations + 1);
        return;
      case 'folder':
        this.#folder(step.folder);
    }
  }

  /** When all that was asked is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  /** Leaves nothing behind for the next who works with this client. */
  async end(): Promise<void> {
    await this.settled();
    for (const uri of this.open.keys()) this.#notify('textDocument/didClose', { textDocument: { uri } });
    for (const folder of [...this.folders]) this.#folder(folder);
    rmSync(this.#root, { recursive: true });
    this.#notify('workspace/didChangeWatchedFiles', {
      changes: FILES.map((file) => ({ uri: this.uriOf(file), type: FileChangeType.Deleted })),
    });
  }

  #notify(method: string, params: unknown): void {
    this.#pending.push(this.client.connection.sendNotification(method, params));
  }

  #open(file: File, text: string): void {
    const uri = this.uriOf(file);
    this.open.set(uri, { text, version: 1 });
    this.#pending.push(this.client.open(uri, text));
  }

  #type(uri: string, typings: readonly Typing[]): void {
    let { text, version } = this.open.get(uri)!;
    for (const typing of typings) {
      const edits = editsFor(text, typing)
        .map((edit) => betweenPositions(text, edit))
        .sort((a, b) => b.start - a.start || b.end - a.end);
      const changes = edits.map(({ start, end, newText }) => ({ range: this.#range(text, start, end), text: newText }));
      // From the last to the first, so that each is placed in the text that those before it left.
      this.#pending.push(this.client.change(uri, ++version, changes));
      text = edited(text, edits);
    }
    this.open.set(uri, { text, version });
  }

  #range(text: string, start: number, end: number) {
    return { start: positionIn(text, start, this.#encoding), end: positionIn(text, end, this.#encoding) };
  }

  #put(file: File, text: string): void {
    mkdirSync(dirname(join(this.#root, file)), { recursive: true });
    writeFileSync(join(this.#root, file), text);
    this.#disk.set(file, text);
  }

  #write(file: File, text: string): void {
    const type = this.#disk.has(file) ? FileChangeType.Changed : FileChangeType.Created;
    this.#put(file, text);
    this.#tell(file, type);
  }

  #tell(file: File, type: FileChangeType): void {
    this.#notify('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uriOf(file), type }] });
  }

  #ask(file: File, method: Method, cancelled: boolean): void {
    const uri = this.uriOf(file);
    const lines = linesOf(this.open.get(uri)?.text ?? '');
    // Beyond the end as well: the text may be another by now.
    const at = { line: (method.length * 7) % (lines.length + 2), character: 12 };
    const source = new CancellationTokenSource();
    const params = paramsFor(method, uri, at, { line: lines.length + 5, character: 0 });
    this.#pending.push(answerOf(this.client.connection.sendRequest(method, params, source.token)));
    if (cancelled) source.cancel();
  }

  #folder(folder: string): void {
    const each = { uri: this.uriOf(folder), name: folder };
    const isAdded = !this.folders.delete(folder);
    if (isAdded) this.folders.add(folder);
    this.#notify('workspace/didChangeWorkspaceFolders', {
      event: isAdded ? { added: [each], removed: [] } : { added: [], removed: [each] },
    });
  }
}

/** No position lies between a carriage return and its line feed, nor, in UTF-8, within a character. */
function betweenPositions(text: string, { start, end, newText }: TextEdit): TextEdit {
  const outside = (offset: number): number =>
    offset > 0 && /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])/.test(text.slice(offset - 1, offset + 1))
      ? offset - 1
      : offset;
  return { start: outside(start), end: outside(end), newText };
}

function positionIn(text: string, offset: number, encoding: Encoding) {
  const lines = linesOf(text.slice(0, offset));
  return { line: lines.length - 1, character: lengthIn(lines.at(-1)!, encoding) };
}
