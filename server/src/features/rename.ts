import {
  type ClientCapabilities,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { nameSpan } from '../engine/navigate/occurrences.ts';
import { rename, whyNoName } from '../engine/navigate/rename.ts';
import { combineByFile } from '../engine/syntax/edit/placed.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { workspaceEdit } from './code-action/workspace-edit.ts';
import { namedAt, spotAt, topologiesOf } from './spot.ts';

/** The name at the position and where it stands; `null` where nothing can be renamed. Throws a `ResponseError` with why. */
export function prepareRename(
  document: OpenDocument,
  position: Position,
): { range: Range; placeholder: string } | null {
  const named = namedAt(document, position);
  if (named) {
    const { name, place } = named;
    return { range: document.positions.placeRange(nameSpan(place, name)), placeholder: name };
  }
  const spot = spotAt(document, position);
  const why = spot && whyNoName(document.analysis.topology, spot.unit, spot.offset);
  if (why) throw refusal(why);
  return null;
}

/** What a rename changes, and what the user should know of it. */
export interface Renamed {
  readonly edit: WorkspaceEdit;
  /** Sentences. */
  readonly notes: readonly string[];
}

/** Gives the entity at the position another name in all files. Throws a `ResponseError` with the reason where it cannot. */
export function renamed(
  document: OpenDocument,
  position: Position,
  newName: string,
  client: ClientCapabilities,
): Renamed | null {
  const named = namedAt(document, position);
  if (!named) {
    prepareRename(document, position);
    return null;
  }
  const renaming = rename(named.place, newName, topologiesOf(document));
  if ('refused' in renaming) throw refusal(renaming.refused);
  const edits = combineByFile(renaming.edits, (uri) => document.textOf(uri));
  if (!edits) throw refusal('The name stands where several changes would overlap. Change it by hand.');
  return { edit: workspaceEdit(document, client, edits), notes: renaming.notes };
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
