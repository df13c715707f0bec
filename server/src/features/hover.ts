import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { describe } from '../engine/explain/describe.ts';
import { type Thing, thingAt } from '../engine/model/at.ts';
import { unitAt } from '../engine/syntax/index.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { lineLink } from './line-link.ts';

/** What stands at the position and what it does for whom; for a VM its plan with the road through the chart. */
export function hover(document: OpenDocument, position: Position): Hover | null {
  const { analysis, positions } = document;
  const thing = thingIn(document, position);
  if (!thing) return null;
  const value = describe(analysis.plan, thing, { link: (place) => lineLink(document, place) });
  return { contents: { kind: MarkupKind.Markdown, value }, range: positions.placeRange(thing.place) };
}

/** What stands at the position of the document, if it means something. */
export function thingIn({ analysis, positions, tree }: OpenDocument, position: Position): Thing | undefined {
  const offset = positions.offset(position);
  const unit = unitAt(tree, offset);
  return unit && thingAt(analysis.topology, unit, offset - unit.start);
}
