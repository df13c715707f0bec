import type { CodeLens, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Steps } from '../engine/syntax/index.ts';
import type { OpenDocument } from './documents.ts';

/**
 * The lenses of documents as they were when all of their topology last parsed. While a part does not, they stay: a plan of
 * what is left of the text would be another one on every keystroke, and lines would jump.
 */
export class LensMemory {
  readonly #whole = new Map<string, readonly CodeLens[]>();

  /** Moves what is remembered with the text. Changes apply one after another. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    let lenses = this.#whole.get(uri);
    if (!lenses) return;
    for (const change of changes) {
      if (!('range' in change)) {
        this.#whole.delete(uri);
        return;
      }
      const { start, end } = change.range;
      const delta = change.text.split('\n').length - 1 - (end.line - start.line);
      lenses = lenses.flatMap((lens) => {
        const { line, character } = lens.range.start;
        // The line that the change ends in stays, and goes with its end.
        if (line < end.line && (line > start.line || (line === start.line && character >= start.character))) return [];
        return line <= start.line || delta === 0 ? [lens] : [moved(lens, delta)];
      });
    }
    this.#whole.set(uri, lenses);
  }

  forget(uri: string): void {
    this.#whole.delete(uri);
  }

  /** What is to be shown has changed. */
  forgetAll(): void {
    this.#whole.clear();
  }

  /** The lenses to show: those made, but where the topology does not parse those that are remembered, if any are. */
  *keep({ uri, analysis }: OpenDocument, make: () => Steps<CodeLens[]>): Steps<readonly CodeLens[]> {
    const isWhole = analysis.topology.files.every(({ tree }) => tree.errors.length === 0);
    const remembered = this.#whole.get(uri);
    if (!isWhole && remembered) return remembered;
    const fresh = yield* make();
    if (isWhole) this.#whole.set(uri, fresh);
    return fresh;
  }
}

function moved(lens: CodeLens, delta: number): CodeLens {
  const { start, end } = lens.range;
  const range = { start: { ...start, line: start.line + delta }, end: { ...end, line: end.line + delta } };
  return { ...lens, range };
}
