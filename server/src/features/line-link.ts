import type { Place } from '../engine/syntax/nodes.ts';
import type { OpenDocument } from '../lsp/documents.ts';

/** A link to the line of a place, as editors follow it in Markdown: lines count from one. */
export function lineLink(document: OpenDocument, place: Place): string {
  const { uri, range } = document.locate(place);
  return `${uri.replace(/[()<>\s]/g, escapeCharacter)}#L${range.start.line + 1}`;
}

/** Parentheses too, which `encodeURIComponent` leaves and Markdown reads as the link's end. */
function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
