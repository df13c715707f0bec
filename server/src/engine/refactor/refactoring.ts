import type { Entity } from '../model/entities.ts';
import { entitiesOf, type Topology } from '../model/topology.ts';
import type { PlacedEdit } from '../syntax/edit/index.ts';
import type { SyntaxTree } from '../syntax/index.ts';
import type { Place } from '../syntax/nodes.ts';

/** What an editor has selected in a file of a topology. Offsets of the file; equal for a cursor. */
export interface Selection {
  readonly topology: Topology;
  readonly tree: SyntaxTree;
  readonly start: number;
  readonly end: number;
}

/** A change of how the topology is written that leaves the plan of every VM as it is. */
export interface Refactoring extends Offer {
  /** In any files of the topology. */
  readonly edits: readonly PlacedEdit[];
  /** A file that is not there yet. */
  readonly creates?: NewFile;
}

/** A refactoring that one would expect at the selection, but that cannot be done there. */
export interface Refusal extends Offer {
  /** Why not: a clause in the file's words, such as "esx03 has another rule". */
  readonly reason: string;
}

interface Offer {
  readonly title: string;
  /** `extract` moves to another place, `inline` puts the thing in place of its name, `rewrite` is all else. */
  readonly kind: 'extract' | 'inline' | 'rewrite';
}

export interface NewFile {
  /** Without a folder: it lies beside the file of the selection. */
  readonly name: string;
  readonly text: string;
}

/** The entities that the selection touches, anywhere in their text. */
export function entitiesAt(selection: Selection): Entity[] {
  return [...entitiesOf(selection.topology)].filter(({ value }) => value && isAt(selection, value));
}

/** Whether the selection touches the place. */
export function isAt({ tree, start, end }: Selection, { unit, start: from, end: to }: Place): boolean {
  return unit.uri === tree.uri && unit.start + from <= end && start <= unit.start + to;
}
