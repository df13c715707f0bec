import type { ClientCapabilities, DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { type OutlineEntry, outline } from '../engine/navigate/outline.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { symbolKind } from './symbol-kinds.ts';

/** The outline of the document: sections, entities, and what is listed in these. Flat where the client knows no levels. */
export function documentSymbols(
  { tree, positions, uri }: OpenDocument,
  client: ClientCapabilities,
): DocumentSymbol[] | SymbolInformation[] {
  const can = client.textDocument?.documentSymbol;
  const nested = (entry: OutlineEntry): DocumentSymbol => ({
    name: entry.name,
    ...(entry.detail === '' ? {} : { detail: entry.detail }),
    kind: symbolKind(entry.role, can?.symbolKind?.valueSet),
    range: positions.range(entry.start, entry.end),
    selectionRange: positions.range(entry.nameSpan.start, entry.nameSpan.end),
    children: entry.children.map(nested),
  });
  const flat = (entry: OutlineEntry, container?: string): SymbolInformation[] => [
    {
      name: entry.name,
      kind: symbolKind(entry.role, can?.symbolKind?.valueSet),
      location: { uri, range: positions.range(entry.start, entry.end) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...entry.children.flatMap((child) => flat(child, entry.name)),
  ];
  const entries = outline(tree);
  return can?.hierarchicalDocumentSymbolSupport ? entries.map(nested) : entries.flatMap((entry) => flat(entry));
}
