import { contentEnd, ownItems, ownPairs } from '../syntax/edit/extent.ts';
import { sectionSpan } from '../syntax/edit/sections.ts';
import type { Span, Unit, YamlNode } from '../syntax/nodes.ts';
import { ofUnit } from '../syntax/of-unit.ts';
import { positionIn } from '../syntax/position-in.ts';
import type { Steps } from '../syntax/steps.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/** Lines, zero-based, that may be folded away: what remains is the first. */
export interface Fold {
  readonly kind: 'block' | 'comment';
  readonly startLine: number;
  /** After `startLine`. */
  readonly endLine: number;
}

/**
 * Sections, entities, all that is nested in them over several lines, and comments of several lines. In file order; of
 * what starts on one line, the outermost.
 */
export function folds(tree: SyntaxTree): Fold[] {
  const sections = tree.sections.map((section): Fold => {
    const { start, end } = sectionSpan(section);
    return { kind: 'block', startLine: tree.positionAt(start).line, endLine: tree.positionAt(end).line };
  });
  const found: Fold[] = [];
  const add = ({ kind, startLine, endLine }: Fold, line = 0): void => {
    if (endLine <= startLine || found.at(-1)?.startLine === line + startLine) return;
    found.push({ kind, startLine: line + startLine, endLine: line + endLine });
  };
  let next = 0;
  for (const unit of tree.units) {
    for (const fold of foldsIn(unit)) {
      while (next < sections.length && sections[next]!.startLine <= unit.startLine + fold.startLine) {
        add(sections[next++]!);
      }
      add(fold, unit.startLine);
    }
  }
  for (const section of sections.slice(next)) add(section);
  return found;
}

/** Looked at in a ms or so. */
const UNITS_A_STEP = 50;

/** Does what {@link folds} does at first, and then remembers, in steps. */
export function* foldsAhead(tree: SyntaxTree): Steps<void> {
  for (let start = 0; start < tree.units.length; start += UNITS_A_STEP) {
    for (const unit of tree.units.slice(start, start + UNITS_A_STEP)) foldsIn(unit);
    yield;
  }
}

/** What may be folded in a unit below its sections, in lines of the unit, the first to start first, the outer one first. */
const foldsIn = ofUnit((unit: Unit): readonly Fold[] => {
  const found: (Span & Pick<Fold, 'kind'>)[] = [];
  const texts: Span[] = [];
  const visit = (node: YamlNode, from: number): void => {
    if (node.start < from) return;
    const end = contentEnd(unit.text, node);
    if (!unit.text.slice(from, end).includes('\n')) return;
    found.push({ kind: 'block', start: from, end });
    visitParts(node);
    if (node.kind === 'scalar') texts.push({ start: node.start, end });
  };
  const visitParts = (node: YamlNode): void => {
    if (node.kind === 'map') for (const { key, value } of ownPairs(node)) visit(value, key.start);
    else if (node.kind === 'seq') for (const item of ownItems(node)) visit(item, item.start);
  };
  if (unit.root?.kind === 'map') {
    for (const { value } of ownPairs(unit.root)) {
      visitParts(value);
      if (value.kind === 'scalar') texts.push(value);
    }
  } else if (unit.root) visitParts(unit.root);
  return [...found, ...comments(unit.text, texts)]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map(({ kind, start, end }) => ({
      kind,
      startLine: positionIn(unit, start).line,
      endLine: positionIn(unit, end).line,
    }));
});

/** Comments at one column on lines that follow each other. In a text over several lines a `#` is none. */
function comments(text: string, texts: readonly Span[]): (Span & Pick<Fold, 'kind'>)[] {
  const runs = text.matchAll(/^([^\S\n]*)#[^\n]*(?:\n\1#[^\n]*)+/gm);
  const found: (Span & Pick<Fold, 'kind'>)[] = [];
  for (const { 0: run, 1: indentation, index } of runs) {
    const start = index + indentation!.length;
    if (texts.some((each) => each.start < start && index < each.end)) continue;
    found.push({ kind: 'comment', start, end: index + run.trimEnd().length });
  }
  return found;
}
