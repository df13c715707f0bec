import type { CodeLens, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { OpenDocument } from './documents.ts';

/**
 * The lenses of documents as they were when the text was last whole. While a part of it does not parse, its lenses stay
 * where they were, so that lines do not jump on every keystroke.
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
        const { line } = lens.range.start;
        // The line that the change ends in stays, and goes with its end.
        if (line > start.line && line < end.line) return [];
        return line <= start.line || delta === 0 ? [lens] : [moved(lens, delta)];
      });
    }
    this.#whole.set(uri, lenses);
  }

  forget(uri: string): void {
    this.#whole.delete(uri);
  }

  /** The lenses to show: `fresh`, but in parts that do not parse those that are remembered, if any are. */
  keep({ uri, tree, positions }: OpenDocument, fresh: CodeLens[]): CodeLens[] {
    if (tree.errors.length === 0) {
      this.#whole.set(uri, fresh);
      return fresh;
    }
    const remembered = this.#whole.get(uri);
    if (!remembered) return fresh;
    const broken = new Set(tree.errors.map(({ place }) => place.unit));
    const parts = [...broken].map((unit) => positions.range(unit.start, unit.start + unit.text.length));
    const isBroken = ({ range: { start } }: CodeLens): boolean =>
      parts.some((part) => part.start.line <= start.line && start.line <= part.end.line);
    return [...fresh.filter((lens) => !isBroken(lens)), ...remembered.filter(isBroken)];
  }
}

function moved(lens: CodeLens, delta: number): CodeLens {
  const { start, end } = lens.range;
  const range = { start: { ...start, line: start.line + delta }, end: { ...end, line: end.line + delta } };
  return { ...lens, range };
}
