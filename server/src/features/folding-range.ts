import { type ClientCapabilities, type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { type Fold, folds } from '../engine/navigate/folds.ts';
import type { OpenDocument } from '../lsp/documents.ts';

/** What can be folded, in file order. Where the client takes only some, the largest, and so none without those around it. */
export function foldingRanges({ tree }: OpenDocument, client: ClientCapabilities): FoldingRange[] {
  const all = folds(tree);
  const most = client.textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY;
  return (all.length > most ? largest(all, most) : all).map(({ kind, startLine, endLine }) =>
    kind === 'comment' ? { startLine, endLine, kind: FoldingRangeKind.Comment } : { startLine, endLine },
  );
}

function largest(all: readonly Fold[], most: number): Fold[] {
  const size = ({ startLine, endLine }: Fold): number => endLine - startLine;
  const kept = [...all].sort((a, b) => size(b) - size(a)).slice(0, most);
  return kept.sort((a, b) => a.startLine - b.startLine);
}
