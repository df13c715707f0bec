import type { Location, Position } from 'vscode-languageserver';
import { distinctPlaces, nameSpan, occurrences } from '../engine/navigate/occurrences.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { namedAt, topologiesOf } from './spot.ts';

/** Every place, in every file, that names the entity at the position. */
export function references(document: OpenDocument, position: Position, includeDeclaration: boolean): Location[] {
  const named = namedAt(document, position);
  if (!named) return [];
  return distinctPlaces(occurrences(named.place, topologiesOf(document)))
    .filter(({ declares }) => includeDeclaration || !declares)
    .map(({ at, name }) => document.locate(nameSpan(at, name)));
}
