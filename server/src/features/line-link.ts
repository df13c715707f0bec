import type { Place } from '../engine/syntax/nodes.ts';
import type { OpenDocument } from '../lsp/documents.ts';

/** A link to the line of a place, as editors follow it in Markdown: lines count from one. */
export function lineLink({ uri, analysis }: OpenDocument, place: Place): string {
  const { line } = analysis.tree.positionAt(place.unit.start + place.start);
  return `${uri.replace(/[()<>\s]/g, encodeURIComponent)}#L${line + 1}`;
}
