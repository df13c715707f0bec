import { parseReusing, standAlone, unitsOf } from './parse.ts';
import type { PersistentList } from './persistent-list.ts';
import { reassemble, type UnitChange } from './reassemble.ts';
import { cutAgain } from './scan.ts';
import { atOnce } from './steps.ts';
import { TextTree } from './text-tree.ts';
import type { SyntaxTree, TextEdit } from './tree.ts';
import type { ParsedUnit } from './unit.ts';

/**
 * The tree after edits: equal to a parse of the new text from scratch, with the units that did not change handed over.
 * The old tree must not be used afterwards, because their `start` and `startLine` have moved.
 *
 * An edit inside an item, or inside a section that is no list, costs a parse of that unit; any other edit a new cut of
 * the text and a parse of the units that are new.
 *
 * @param edits absolute, in the offsets of the old text, not overlapping, in any order
 */
export function update(tree: SyntaxTree, edits: readonly TextEdit[]): SyntaxTree {
  const old = tree instanceof TextTree ? tree : parseReusing(tree.uri, tree.text);
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const replacements = replacementsFor(old, sorted);
  if (replacements !== undefined) {
    const units = spliced(old.units, replacements);
    const assembly = reassemble(old, replacements);
    if (assembly !== undefined || standAlone(units)) return new TextTree(tree.uri, units, assembly);
  }
  return parseReusing(tree.uri, applyEdits(tree.text, 0, sorted), unitsByText(old.units.slice()));
}

/** Neighbouring units, and the edits that touch them. */
interface Touched {
  readonly first: number;
  readonly last: number;
  readonly edits: TextEdit[];
}

/** What takes the place of neighbouring units. */
interface Replacement extends UnitChange {
  /** Index of the first that goes. */
  readonly first: number;
  /** Where the first that goes started; offsets and lines of `inserted` count from there. */
  readonly start: number;
  readonly startLine: number;
}

/** @returns `undefined` when some edit reaches beyond what can be cut again by itself */
function replacementsFor(tree: TextTree, edits: readonly TextEdit[]): Replacement[] | undefined {
  const replacements: Replacement[] = [];
  for (const { first, last, edits: own } of touchedUnits(tree, edits)) {
    const removed = tree.units.slice(first, last + 1);
    const { start = 0, startLine = 0 } = removed[0] ?? {};
    const inserted = recut(tree.uri, removed, tree.units.at(last + 1), own);
    if (inserted === undefined) return undefined;
    replacements.push({ first, start, startLine, removed, inserted });
  }
  return replacements;
}

function touchedUnits(tree: TextTree, edits: readonly TextEdit[]): Touched[] {
  const all: Touched[] = [];
  for (const edit of edits) {
    const first = firstTouched(tree, edit);
    const last = tree.unitAt(Math.max(edit.start, edit.end - 1));
    const before = all.at(-1);
    if (before === undefined || first > before.last) all.push({ first, last, edits: [edit] });
    else all[all.length - 1] = { first: before.first, last, edits: [...before.edits, edit] };
  }
  return all;
}

/** What is put in between two units may go on with the first, as a line does that is pasted at the end of an entry. */
function firstTouched(tree: TextTree, { start, newText }: TextEdit): number {
  const at = tree.unitAt(start);
  const before = at > 0 ? tree.units.at(at - 1) : undefined;
  const unit = tree.units.at(at);
  return newText !== '' && before && unit?.start === start && unit.kind === before.kind ? at - 1 : at;
}

function recut(
  uri: string,
  units: readonly ParsedUnit[],
  next: ParsedUnit | undefined,
  edits: readonly TextEdit[],
): ParsedUnit[] | undefined {
  const [head] = units;
  if (head === undefined || (head.kind !== 'item' && head.kind !== 'section')) return undefined;
  if (units.some((unit) => unit.kind !== head.kind)) return undefined;
  const text = applyEdits(units.map((unit) => unit.text).join(''), head.start, edits);
  const list = head.kind === 'item' ? head.indent : undefined;
  const pieces = cutAgain(text, { list, next: next?.indent });
  return pieces && atOnce(unitsOf(uri, text, pieces, unitsByText(units)));
}

/** The units with the replacements put in, and those behind them moved. */
function spliced(units: PersistentList<ParsedUnit>, replacements: readonly Replacement[]): PersistentList<ParsedUnit> {
  let result = units;
  let startShift = 0;
  let lineShift = 0;
  let next = 0;
  for (const { first, removed, inserted, start, startLine } of replacements) {
    move(units, next, first, startShift, lineShift);
    for (const unit of inserted) {
      unit.start += start + startShift;
      unit.startLine += startLine + lineShift;
    }
    result = result.replaced(first + result.length - units.length, removed.length, inserted);
    startShift += total(inserted, lengthOf) - total(removed, lengthOf);
    lineShift += total(inserted, lineBreaksOf) - total(removed, lineBreaksOf);
    next = first + removed.length;
  }
  move(units, next, units.length, startShift, lineShift);
  if (result === units) return units;
  return result.cameFrom(units, { start: replacements[0]!.first, end: units.length - next });
}

/** Touches no unit that stays where it is: with many units that is what an edit spends its time on. */
function move(
  units: PersistentList<ParsedUnit>,
  from: number,
  to: number,
  startShift: number,
  lineShift: number,
): void {
  if (startShift === 0 && lineShift === 0) return;
  units.forEach(
    (unit) => {
      unit.start += startShift;
      unit.startLine += lineShift;
    },
    from,
    to,
  );
}

const lengthOf = (unit: ParsedUnit): number => unit.text.length;
const lineBreaksOf = (unit: ParsedUnit): number => unit.lineBreaks;

function total(units: readonly ParsedUnit[], of: (unit: ParsedUnit) => number): number {
  return units.reduce((sum, unit) => sum + of(unit), 0);
}

/** @param offset where `text` starts in the offsets of the edits, which are sorted */
function applyEdits(text: string, offset: number, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start - offset) + edit.newText;
    at = edit.end - offset;
  }
  return result + text.slice(at);
}

/** Hands out units by their text, each once: two places of the new text never share one. */
function unitsByText(units: readonly ParsedUnit[]): (text: string, kind: ParsedUnit['kind']) => ParsedUnit | undefined {
  const byText = new Map<string, ParsedUnit[]>();
  for (let i = units.length - 1; i >= 0; i--) {
    const unit = units[i]!;
    const same = byText.get(unit.text);
    if (same === undefined) byText.set(unit.text, [unit]);
    else same.push(unit);
  }
  return (text, kind) => {
    const same = byText.get(text);
    return same?.at(-1)?.kind === kind ? same.pop() : undefined;
  };
}
