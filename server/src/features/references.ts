import type { Location, Position } from 'vscode-languageserver';
import { distinctPlaces, nameSpan, occurrences } from '../engine/navigate/occurrences.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { namePlaceAt, topologiesOf } from './spot.ts';

/** Every place, in every file, that names the entity at the position. */
export function references(document: OpenDocument, position: Position, includeDeclaration: boolean): Location[] {
  const place = namePlaceAt(document, position);
  if (!place) return [];
  return distinctPlaces(occurrences(place, topologiesOf(document)))
    .filter(({ declares }) => includeDeclaration || !declares)
    .map((occurrence) => document.locate(nameSpan(occurrence)));
}
