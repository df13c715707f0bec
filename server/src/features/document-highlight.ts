import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver';
import { distinctPlaces, nameSpan, occurrences } from '../engine/navigate/occurrences.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { namedAt, topologiesOf } from './spot.ts';

/** The places of the document that name the entity at the position: its declaration is written, a reference reads it. */
export function documentHighlights(document: OpenDocument, position: Position): DocumentHighlight[] {
  const named = namedAt(document, position);
  if (!named) return [];
  return distinctPlaces(occurrences(named.place, topologiesOf(document)))
    .filter(({ at }) => at.unit.uri === document.tree.uri)
    .map(({ at, name, declares }) => ({
      range: document.positions.placeRange(nameSpan(at, name)),
      kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
