import type { Position, Range, SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver';
import { type NamedThing, namesHangOn, namesIn } from '../engine/model/at.ts';
import { nameSpan } from '../engine/navigate/occurrences.ts';
import type { EntityKind } from '../engine/schema/types.ts';
import type { Unit } from '../engine/syntax/nodes.ts';
import { ofUnit } from '../engine/syntax/of-unit.ts';
import { commonEnds } from '../engine/syntax/persistent-list.ts';
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
 * other line, cannot tell. A name that nothing declares has none. As LSP encodes them; without a range, those of the whole
 * document.
 */
export function semanticTokens(document: OpenDocument, range?: Range): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const unit of unitsIn(document, range)) {
    for (const token of tokensIn(unit, document)) {
      const tokenLine = unit.startLine + token.line;
      const before = tokenLine === line ? character : 0;
      data.push(tokenLine - line, token.character - before, token.length, token.type, token.modifiers);
      line = tokenLine;
      character = token.character;
    }
  }
  return data;
}

interface Token extends Position {
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

/** The tokens of a unit in the order of its text, with lines counted from its first. */
const tokensIn = ofUnit(
  (unit: Unit, { analysis, positions }: OpenDocument): readonly Token[] => {
    const byStart = new Map<number, NamedThing & { readonly end: number }>();
    for (const thing of namesIn(analysis.topology, unit)) {
      const { start, end } = nameSpan(thing.place, thing.name);
      // What an alias stands for has the type of what it declares.
      const known = byStart.get(start);
      if (!known || (thing.declares && !known.declares)) byStart.set(start, { ...thing, end });
    }
    return [...byStart]
      .sort(([a], [b]) => a - b)
      .flatMap(([start, { end, entity, declares }]): Token[] => {
        const from = positions.inUnit(unit, start);
        const to = positions.inUnit(unit, end);
        if (from.line !== to.line) return [];
        const length = to.character - from.character;
        return [{ ...from, length, type: KINDS.indexOf(entity.kind), modifiers: declares ? 1 : 0 }];
      });
  },
  (unit, { analysis, positions }) => [positions.encoding, ...namesHangOn(analysis.topology, unit)],
);

/** What turns the one encoding of tokens into the other: one replacement, or none where they are the same. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const { start, end } = commonEnds(before, after);
  const deleteCount = before.length - start - end;
  const data = after.slice(start, after.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
