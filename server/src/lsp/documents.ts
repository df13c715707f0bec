import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Analysis, Engine } from '../engine/engine.ts';
import { type Encoding, Positions } from './positions.ts';

/** An open document with what the engine makes of its text. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** Never the same for two texts, also when a file is opened again. */
  readonly revision: number;
  readonly analysis: Analysis;
  readonly positions: Positions;
}

/** The open documents, kept up to date edit by edit. */
export class Documents {
  readonly #engine: Engine;
  readonly #encoding: () => Encoding;
  readonly #open = new Map<string, OpenDocument>();
  #revisions = 0;

  constructor(engine: Engine, encoding: () => Encoding) {
    this.#engine = engine;
    this.#encoding = encoding;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  open(uri: string, version: number, text: string): void {
    this.#set(uri, version, this.#engine.analyze(uri, text));
  }

  /** Changes apply one after another, each to the text that the one before left. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    let document = this.#open.get(uri);
    for (const change of changes) {
      if (!document) return;
      const { analysis, positions } = document;
      const whole = !('range' in change);
      const start = whole ? 0 : positions.offset(change.range.start);
      const end = whole ? analysis.tree.text.length : positions.offset(change.range.end);
      const edit = { start: Math.min(start, end), end: Math.max(start, end), newText: change.text };
      document = this.#set(uri, version, this.#engine.reanalyze(analysis, [edit]));
    }
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  #set(uri: string, version: number, analysis: Analysis): OpenDocument {
    const revision = ++this.#revisions;
    const document = { uri, version, revision, analysis, positions: new Positions(analysis.tree, this.#encoding()) };
    this.#open.set(uri, document);
    return document;
  }
}
