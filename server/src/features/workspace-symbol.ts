import type { ClientCapabilities, SymbolInformation } from 'vscode-languageserver';
import { fuzzyRank } from '../engine/navigate/fuzzy.ts';
import { type OutlineEntry, outline } from '../engine/navigate/outline.ts';
import { baseName } from '../files/paths.ts';
import type { KnownFile } from '../lsp/documents.ts';
import { symbolKind } from './symbol-kinds.ts';

/** More than these nobody reads; typing on brings others up. */
const MOST_SYMBOLS = 300;

/** The entities of all files whose names fit the query, those that fit best first. */
export function workspaceSymbols(
  files: readonly KnownFile[],
  query: string,
  client: ClientCapabilities,
): SymbolInformation[] {
  const ranked: { readonly file: KnownFile; readonly entry: OutlineEntry; readonly section: string }[][] = [[], [], []];
  for (const file of files) {
    for (const { name: section, children } of outline(file.tree)) {
      for (const entry of children) {
        const rank = fuzzyRank(query, entry.name);
        if (rank !== undefined) ranked[rank]!.push({ file, entry, section });
      }
    }
  }
  return ranked
    .flat()
    .slice(0, MOST_SYMBOLS)
    .map(({ file: { uri, positions, tree }, entry, section }) => ({
      name: entry.name,
      kind: symbolKind(entry.role, client.workspace?.symbol?.symbolKind?.valueSet),
      location: { uri, range: positions.placeRange(entry.namePlace) },
      containerName: `${section} · ${baseName(tree.uri)}`,
    }));
}
