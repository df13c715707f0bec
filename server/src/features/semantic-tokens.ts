import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import { thingsIn } from '../engine/model/at.ts';
import { nameSpan } from '../engine/navigate/occurrences.ts';
import type { EntityKind } from '../engine/schema/types.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { unitsIn } from './spot.ts';

/** LSP has no types of its own for machines: every theme knows these, and sets them off from plain text. */
const TYPES: { readonly [K in EntityKind]: string } = {
  hyperflex: 'namespace',
  cluster: 'struct',
  host: 'class',
  datastore: 'type',
  proxy: 'interface',
  vm: 'enumMember',
  job: 'function',
};

export const SEMANTIC_TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: Object.values(TYPES),
  tokenModifiers: ['declaration'],
};

const KINDS = Object.keys(TYPES);

/**
 * The names of entities by what they name, where they are declared and where they refer: what a grammar, which knows no
 * other line, cannot tell. A name that nothing declares has none. Without a range, those of the whole document.
 */
export function semanticTokens(document: OpenDocument, range?: Range): SemanticTokens {
  const { analysis, positions } = document;
  const builder = new SemanticTokensBuilder();
  for (const unit of unitsIn(document, range)) {
    const byStart = new Map<number, { readonly end: number; readonly kind: EntityKind; readonly declares: boolean }>();
    for (const thing of thingsIn(analysis.topology, unit)) {
      if (thing.kind !== 'entity') continue;
      const { start, end } = nameSpan(thing.place, thing.name);
      // What an alias stands for has the type of what it declares.
      const known = byStart.get(start);
      if (!known || (thing.declares && !known.declares)) {
        byStart.set(start, { end, kind: thing.entity.kind, declares: thing.declares });
      }
    }
    for (const [start, { end, kind, declares }] of [...byStart].sort(([a], [b]) => a - b)) {
      const { start: from, end: to } = positions.range(unit.start + start, unit.start + end);
      if (from.line !== to.line) continue;
      builder.push(from.line, from.character, to.character - from.character, KINDS.indexOf(kind), declares ? 1 : 0);
    }
  }
  return builder.build();
}
