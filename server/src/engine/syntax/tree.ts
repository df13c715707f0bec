import type { Place, Unit, YamlNode } from './nodes.ts';
import type { PersistentList } from './persistent-list.ts';

export interface Position {
  /** Zero-based. */
  readonly line: number;
  /** Zero-based, in UTF-16 code units. */
  readonly character: number;
}

/** A replacement in the text as it was before, offsets absolute, in UTF-16 code units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A node with the unit that its offsets count from. */
export interface Located {
  readonly unit: Unit;
  readonly node: YamlNode;
}

/** A top-level key with what stands under it. A key written twice appears once, as it stands first. */
export interface Section {
  readonly key: string;
  readonly keyPlace: Place;
  /** The value, unless `items` is given. */
  readonly value: Located | undefined;
  /** The items when the value is a sequence, each perhaps in a unit of its own. */
  readonly items: PersistentList<Located> | undefined;
}

/** A parsed text. Any text gives one; what is wrong with it is in `errors`. */
export interface SyntaxTree {
  readonly uri: string;
  /** The whole text. It is put together for whoever asks for it: {@link slice} takes less. */
  readonly text: string;
  /** Of the text, in UTF-16 code units. */
  readonly length: number;
  readonly sections: readonly Section[];
  /** Absolute errors can be had by `place.unit.start`; in the order of the file. */
  readonly errors: readonly SyntaxError[];
  /** In file order; together they cover the whole text. */
  readonly units: PersistentList<Unit>;
  /** What stands between two offsets, as of the text. */
  slice(start: number, end: number): string;
  positionAt(offset: number): Position;
  /** Clamped to the line and to the text. */
  offsetAt(position: Position): number;
}

export interface SyntaxError {
  readonly code: 'syntax' | 'duplicate-key' | 'unresolved-alias' | 'bad-escape';
  readonly message: string;
  readonly place: Place;
  /** For `duplicate-key`: where the key stands first. */
  readonly related?: Place;
}

/** Whether a tree is that of a text. The tree's own text is not put together for it. */
export function isTreeOf({ units, length }: SyntaxTree, text: string): boolean {
  return length === text.length && units.map((unit) => text.startsWith(unit.text, unit.start)).every(Boolean);
}
