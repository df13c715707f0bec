import type { Entity } from '../model/entities.ts';
import { entitiesOf, type Topology } from '../model/topology.ts';
import { type PlacedEdit, writtenPlace } from '../syntax/edit/index.ts';
import type { Located, SyntaxTree } from '../syntax/index.ts';

/** What an editor has selected in a file of a topology. Offsets of the file; equal for a cursor. */
export interface Selection {
  readonly topology: Topology;
  readonly tree: SyntaxTree;
  readonly start: number;
  readonly end: number;
}

/** A change of how the topology is written that leaves the plan of every VM as it is. */
export interface Refactoring {
  readonly title: string;
  /** `extract` moves to another place, `inline` puts the thing in place of its name, `rewrite` is all else. */
  readonly kind: 'extract' | 'inline' | 'rewrite';
  /** In any files of the topology. */
  readonly edits: readonly PlacedEdit[];
  /** A file that is not there yet. */
  readonly creates?: NewFile;
}

export interface NewFile {
  /** Without a folder: it lies beside the file of the selection. */
  readonly name: string;
  readonly text: string;
}

/**
 * The entities that the selection touches, anywhere in their text. None that is written with an anchor or an alias: a
 * change of it would be one of another place, too.
 */
export function entitiesAt({ topology, tree, start, end }: Selection): Entity[] {
  return [...entitiesOf(topology)].filter(({ value }) => {
    if (value?.unit.uri !== tree.uri) return false;
    const from = value.unit.start;
    return from + value.start <= end && start <= from + value.end && !isShared(value);
  });
}

/** Whether an anchor or an alias is part of what is written there. */
export function isShared({ unit, node }: Located): boolean {
  const { start, end } = writtenPlace({ unit, node });
  return hasAliases(unit.text.slice(start, end));
}

/**
 * Whether a text holds an anchor or an alias. Words of quotes and comments that look like one count, too: that costs an
 * offer, never a wrong edit.
 */
export function hasAliases(text: string): boolean {
  return /(?:^|[\s,[{])[&*][^\s,[\]{}]/m.test(text);
}
