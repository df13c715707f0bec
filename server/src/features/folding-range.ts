import { type ClientCapabilities, type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { folds } from '../engine/navigate/folds.ts';
import type { OpenDocument } from '../lsp/documents.ts';

/** What can be folded: of what starts on one line, the outermost. Where the client takes only some, the outer ones. */
export function foldingRanges({ tree, positions }: OpenDocument, client: ClientCapabilities): FoldingRange[] {
  const byLine = new Map<number, { readonly depth: number; readonly range: FoldingRange }>();
  for (const { kind, start, end, depth } of folds(tree)) {
    const startLine = positions.position(start).line;
    const endLine = positions.position(end).line;
    if (endLine <= startLine || byLine.has(startLine)) continue;
    const comment = kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {};
    byLine.set(startLine, { depth, range: { startLine, endLine, ...comment } });
  }
  const all = [...byLine.values()];
  const most = client.textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY;
  const kept = all.length > most ? [...all].sort((a, b) => a.depth - b.depth).slice(0, most) : all;
  return kept.map(({ range }) => range).sort((a, b) => a.startLine - b.startLine);
}
