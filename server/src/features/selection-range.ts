import type { Position, SelectionRange } from 'vscode-languageserver';
import { enclosing } from '../engine/navigate/enclosing.ts';
import type { OpenDocument } from '../lsp/documents.ts';

/** For each position what stands around it, from the scalar to the file. */
export function selectionRanges({ tree, positions }: OpenDocument, at: readonly Position[]): SelectionRange[] {
  return at.map((position) => {
    let selection: SelectionRange = { range: { start: position, end: position } };
    let parent: SelectionRange | undefined;
    for (const { start, end } of enclosing(tree, positions.offset(position))) {
      selection = { range: positions.range(start, end), ...(parent ? { parent } : {}) };
      parent = selection;
    }
    return selection;
  });
}
