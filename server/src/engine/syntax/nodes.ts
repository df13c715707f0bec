/**
 * Positioned YAML, free of the YAML library's own types. Every node lies in a {@link Unit}: the piece of the file that
 * was parsed on its own (an item of a list section, a whole section, or the whole file). Offsets inside nodes count
 * UTF-16 code units from the start of that unit, so that an edit elsewhere leaves the node as it is.
 */

/** A piece of the text that is parsed alone. It survives edits outside it; only `start` and `startLine` move then. */
export interface Unit {
  readonly uri: string;
  readonly text: string;
  /** Offset of the unit in the file, in UTF-16 code units. */
  start: number;
  /** Zero-based line of `start`. A unit always begins at the beginning of a line. */
  startLine: number;
  readonly root: YamlNode | undefined;
  /** Whether `root` is not kept, but read again of the text when someone asks for it: its nodes are then other objects. */
  readonly isReread: boolean;
  readonly errors: readonly YamlError[];
}

/** Offsets are relative to the unit; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span with its unit: stays valid while the unit lives. Absolute offset = `unit.start + start`. */
export interface Place extends Span {
  readonly unit: Unit;
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.unit === other.unit && one.start === other.start && one.end === other.end;
}

export type YamlNode = YamlScalar | YamlMap | YamlSeq;

export interface YamlScalar extends Span {
  readonly kind: 'scalar';
  /** The content after unquoting and unfolding; for a plain scalar its source text. Empty for a missing value. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'missing';
}

/** `start`..`end` covers the first key (or `{`) to the end of the last value (or `}`), without trailing comments. */
export interface YamlMap extends Span {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
  /** A merge key stands for something that could not be read, and nobody knows which keys it would bring. */
  readonly incomplete?: true;
}

export interface YamlPair {
  /** Keys that are no scalar are reported as errors and left out. */
  readonly key: YamlScalar;
  /** A pair without a value (`key:`) has a scalar of style `missing` right after the colon. */
  readonly value: YamlNode;
  /** Came from a merge key (`<<`); key and value lie where the anchor is. */
  readonly merged: boolean;
}

export interface YamlSeq extends Span {
  readonly kind: 'seq';
  readonly flow: boolean;
  /** An empty item (`-`) is a scalar of style `missing`. An alias is replaced by the node that it stands for. */
  readonly items: readonly YamlNode[];
}

export interface YamlError extends Span {
  /** What is wrong, as the user should read it. */
  readonly message: string;
  readonly code:
    | 'syntax'
    | 'duplicate-key'
    /** `*name` where no anchor of that name stands before: mostly a glob that wants quotes. */
    | 'unresolved-alias'
    /** A backslash in a double-quoted text that starts no escape, or starts one by accident: a Windows path. */
    | 'bad-escape';
  /** For `duplicate-key`: where the key stands first. */
  readonly related?: Span;
}
