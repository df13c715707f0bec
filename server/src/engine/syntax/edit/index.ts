/** Minimal text edits for quick fixes: what is not touched keeps its comments, order, quotes and indentation. */
export { appendAt, appendItem } from './append-item.ts';
export { insertAt, insertPair, type PairPosition } from './insert-pair.ts';
export { keyOf } from './path.ts';
export { absolute, applyEdits, combine, type PlacedEdit } from './placed.ts';
export { type QuoteOptions, type QuoteStyle, quoteScalar } from './quote.ts';
export { removeItem, removePair } from './remove.ts';
export { type Value, type ValueMap, Verbatim } from './render.ts';
export { renameKey, replaceNode, replaceScalar } from './replace.ts';
export { appendTopLevel, insertTopLevel, removeTopLevel, removeTopLevelItem } from './top-level.ts';
