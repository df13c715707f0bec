import { CST, Lexer } from 'yaml';

/** Deeper nesting than this is taken for a mistake: the YAML library recurses, and can take the process down. */
export const maxDepth = 100;

/**
 * Whether collections are nested more than {@link maxDepth} deep.
 *
 * @returns the offset of the first token that lies too deep, or `undefined`
 */
export function tooDeepAt(text: string): number | undefined {
  return mayBeDeep(text) ? findTooDeep(text) : undefined;
}

/** Cheap and never wrong when it says no; brackets in quotes and comments make it say yes too often. */
function mayBeDeep(text: string): boolean {
  let open = 0;
  let indicators = 0;
  let column = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 10) {
      indicators = 0;
      column = 0;
      continue;
    }
    column++;
    if (char === 0x5b || char === 0x7b) open++;
    else if (char === 0x2d || char === 0x3f || char === 0x3a) indicators++;
    else if (char === 32 && column === maxDepth / 2 && text.slice(i - column + 1, i).trim() === '') return true;
    if (open > maxDepth / 2 || indicators > maxDepth / 2) return true;
  }
  return false;
}

function findTooDeep(text: string): number | undefined {
  /** Columns of the lines that enclose the current one. */
  const columns: number[] = [];
  let flow = 0;
  let compact = 0;
  let offset = 0;
  let column = 0;
  let atLineStart = true;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'flow-map-start' || type === 'flow-seq-start') flow++;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') flow = Math.max(0, flow - 1);
    else if (type === 'flow-error-end') flow = 0;
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind') compact++;
    // JSON on one line has many entries, which do not nest.
    else if (type === 'comma' && flow > 0) compact = 0;
    if (type === 'newline') {
      atLineStart = true;
      column = 0;
      compact = 0;
    } else if (atLineStart && type === 'space') column = token.length;
    else if (atLineStart && type !== 'comment' && type !== null && flow === 0) {
      while (columns.length > 0 && columns.at(-1)! >= column) columns.pop();
      columns.push(column);
      atLineStart = false;
    }
    if (columns.length + compact + flow > maxDepth) return offset;
    if (token !== CST.DOCUMENT && token !== CST.FLOW_END && token !== CST.SCALAR) offset += token.length;
  }
  return undefined;
}
