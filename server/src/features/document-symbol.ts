import type { ClientCapabilities, DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { type OutlineEntry, type OutlineSection, outline } from '../engine/navigate/outline.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { symbolKind } from './symbol-kinds.ts';

/** The outline of the document: sections, entities, and what is listed in these. Flat where the client knows no levels. */
export function documentSymbols(
  { tree, positions, uri }: OpenDocument,
  client: ClientCapabilities,
): DocumentSymbol[] | SymbolInformation[] {
  const can = client.textDocument?.documentSymbol;
  const kindOf = (entry: OutlineSection | OutlineEntry) =>
    symbolKind('role' in entry ? entry.role : 'section', can?.symbolKind?.valueSet);
  const rangeOf = (entry: OutlineSection | OutlineEntry) =>
    'unit' in entry ? positions.placeRange(entry) : positions.range(entry.start, entry.end);
  const nested = (entry: OutlineSection | OutlineEntry): DocumentSymbol => {
    const { name, detail, children } = entry;
    const symbol: DocumentSymbol = {
      name,
      kind: kindOf(entry),
      range: rangeOf(entry),
      selectionRange: positions.placeRange(entry.namePlace),
    };
    if (detail !== '') symbol.detail = detail;
    if (children.length > 0) symbol.children = children.map(nested);
    return symbol;
  };
  const flat = (entry: OutlineSection | OutlineEntry, container?: string): SymbolInformation[] => [
    {
      name: entry.name,
      kind: kindOf(entry),
      location: { uri, range: rangeOf(entry) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...entry.children.flatMap((child) => flat(child, entry.name)),
  ];
  const sections = outline(tree);
  return can?.hierarchicalDocumentSymbolSupport ? sections.map(nested) : sections.flatMap((section) => flat(section));
}
