import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver';
import { distinctPlaces, nameSpan, occurrences } from '../engine/navigate/occurrences.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { namePlaceAt, topologiesOf } from './spot.ts';

/** The places of the document that name the entity at the position: its declaration is written, a reference reads it. */
export function documentHighlights(document: OpenDocument, position: Position): DocumentHighlight[] {
  const place = namePlaceAt(document, position);
  if (!place) return [];
  return distinctPlaces(occurrences(place, topologiesOf(document)))
    .filter(({ at }) => at.unit.uri === document.tree.uri)
    .map((occurrence) => ({
      range: document.positions.placeRange(nameSpan(occurrence)),
      kind: occurrence.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
