import { PersistentList } from './persistent-list.ts';
import { cut, type Piece } from './scan.ts';
import { atOnce, type Steps } from './steps.ts';
import { TextTree } from './text-tree.ts';
import type { Located, SyntaxTree } from './tree.ts';
import { type ParsedUnit, parseUnit } from './unit.ts';

/**
 * Parses a topology text. Any text gives a tree, and nothing is thrown: what is wrong with it is in its errors.
 *
 * @param uri names the file in the units; it is not read
 * @param text may start with a byte order mark; lines may end in `\n` or `\r\n`
 */
export function parse(uri: string, text: string): SyntaxTree {
  return parseReusing(uri, text);
}

/** Is told of an item of a section, by the section's key. */
export type OnItem = (section: string, item: Located) => void;

/**
 * {@link parse} in steps; but for a text that only the YAML library can read, which is one.
 *
 * @param onItem is told of list items that are parsed alone, while their nodes are at hand; also of some that are no part of
 * the tree in the end
 */
export function parseSteps(uri: string, text: string, onItem?: OnItem): Steps<SyntaxTree> {
  return reusing(uri, text, noUnits, onItem);
}

/** The same result from one parse of the whole text: what {@link parse} falls back to, and is tested against. */
export function parseWhole(uri: string, text: string): SyntaxTree {
  return new TextTree(uri, PersistentList.of([wholeFile(uri, text)]));
}

/** Gives back a unit made before from the same text, if there is one. */
export type Reuse = (text: string, kind: ParsedUnit['kind']) => ParsedUnit | undefined;

const noUnits: Reuse = () => undefined;

/** Parsed in a ms or so, where they are plain. */
const UNITS_A_STEP = 50;

/** {@link parse}, with the units that were made before from the same text. */
export function parseReusing(uri: string, text: string, reuse: Reuse = noUnits): TextTree {
  return atOnce(reusing(uri, text, reuse));
}

function* reusing(uri: string, text: string, reuse: Reuse, onItem?: OnItem): Steps<TextTree> {
  const pieces = cut(text);
  const units = pieces && (yield* unitsOf(uri, text, pieces, reuse, onItem));
  return new TextTree(
    uri,
    PersistentList.of(units !== undefined && standAlone(units) ? units : [wholeFile(uri, text)]),
  );
}

/** The units of the pieces of a text, parsed where there is none to reuse. */
export function* unitsOf(
  uri: string,
  text: string,
  pieces: readonly Piece[],
  reuse: Reuse,
  onItem?: OnItem,
): Steps<ParsedUnit[]> {
  const units: ParsedUnit[] = [];
  let section: string | undefined;
  for (const [index, piece] of pieces.entries()) {
    const unit = unitOf(uri, text, piece, pieces[index + 1]?.start ?? text.length, reuse);
    units.push(unit);
    if (unit.kind === 'header') section = keyOf(unit);
    else if (unit.item && section !== undefined) onItem?.(section, unit.item);
    if (index % UNITS_A_STEP === 0) yield;
  }
  return units;
}

function keyOf({ root }: ParsedUnit): string | undefined {
  return root?.kind === 'map' ? root.pairs[0]?.key.text : undefined;
}

function unitOf(uri: string, text: string, piece: Piece, end: number, reuse: Reuse): ParsedUnit {
  const own = text.slice(piece.start, end);
  const known = reuse(own, piece.kind);
  if (known === undefined) return parseUnit(uri, own, { ...piece, startLine: piece.line });
  known.start = piece.start;
  known.startLine = piece.line;
  return known;
}

function wholeFile(uri: string, text: string): ParsedUnit {
  return parseUnit(uri, text, { kind: 'file', indent: 0, irregular: false, start: 0, startLine: 0 });
}

/** Whether no alias of one unit may mean an anchor of another, and each unit of a key holds that key. */
export function standAlone(units: Iterable<ParsedUnit>): boolean {
  const anchors = new Set<string>();
  const unresolved = new Set<string>();
  for (const unit of units) {
    // Nearly all units end here: this loop runs over all of them at every keystroke.
    if (unit.item !== undefined && unit.names === undefined && !unit.irregular) continue;
    if (unit.irregular && unit.errors.length === 0) return false;
    const holdsKey = unit.item !== undefined || unit.kind === 'preamble' || unit.root?.kind === 'map';
    if (!holdsKey && unit.errors.length === 0) return false;
    for (const name of unit.names?.anchors ?? []) anchors.add(name);
    for (const name of unit.names?.unresolved ?? []) unresolved.add(name);
  }
  return ![...unresolved].some((name) => anchors.has(name));
}
