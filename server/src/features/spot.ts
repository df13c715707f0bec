import type { Position, Range } from 'vscode-languageserver';
import type { NamedThing } from '../engine/model/at.ts';
import { nameAt, type TopologiesOf } from '../engine/navigate/occurrences.ts';
import { unitAt } from '../engine/syntax/index.ts';
import type { Unit } from '../engine/syntax/nodes.ts';
import type { OpenDocument } from '../lsp/documents.ts';

/** Where a position lies: in which unit, and where in it, as the engine counts. */
export interface Spot {
  readonly unit: Unit;
  readonly offset: number;
}

/** `undefined` in an empty file. */
export function spotAt({ positions, tree }: OpenDocument, position: Position): Spot | undefined {
  const offset = positions.offset(position);
  const unit = unitAt(tree, offset);
  return unit && { unit, offset: offset - unit.start };
}

/** The topologies that a file around the document is part of. */
export function topologiesOf(document: OpenDocument): TopologiesOf {
  return (uri) => document.analysesOf(uri).map(({ topology }) => topology);
}

/** The name of an entity at the position; `undefined` where none stands there, or one that nothing declares. */
export function namedAt(document: OpenDocument, position: Position): NamedThing | undefined {
  const spot = spotAt(document, position);
  return spot && nameAt(spot.unit, spot.offset, topologiesOf(document));
}

/** The units that the range touches, in file order; all of them without a range. */
export function unitsIn({ tree, positions }: OpenDocument, range?: Range): readonly Unit[] {
  const { units } = tree;
  if (!range) return units.slice();
  const [start, end] = [positions.offset(range.start), positions.offset(range.end)];
  const startOf = (unit: Unit): number => unit.start;
  const [first, last] = [units.lastNotAfter(startOf, start), units.lastNotAfter(startOf, end)];
  // The one before may end where the range starts.
  const touched = units.slice(Math.max(0, first - 1), last + 1);
  return touched.filter((unit) => unit.start <= end && start <= unit.start + unit.text.length);
}
