/** Minimal text edits for quick fixes and refactorings: what is not touched keeps its comments, order, quotes and indentation. */
export { appendAt, appendItem } from './append-item.ts';
export { type Cut, cutTopLevel, cutTopLevelItems } from './cut-top-level.ts';
export { ownPairs, pairExtent } from './extent.ts';
export { indentationOf } from './indentation.ts';
export { insertAt, insertPair, type PairPosition } from './insert-pair.ts';
export { columnOf, endOfLine } from './lines.ts';
export { indexIn, keyOf } from './path.ts';
export { absolute, applyEdits, combine, type PlacedEdit } from './placed.ts';
export { prependTopLevel } from './prepend-item.ts';
export { isPrintable, type QuoteOptions, type QuoteStyle, quoteScalar } from './quote.ts';
export { removeItem, removePair } from './remove.ts';
export { Source, type Value, type ValueMap, Verbatim } from './render.ts';
export { renameKey, replaceNode, replaceScalar } from './replace.ts';
export { itemExtent } from './sections.ts';
export { appendTopLevel, insertTopLevel, removeSection, removeTopLevelItem } from './top-level.ts';
export { commentsOf, writtenPlace } from './written.ts';
