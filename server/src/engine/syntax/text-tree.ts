import { type Assembly, assemble } from './assemble.ts';
import { lineStarts } from './lines.ts';
import { lastNotAfter, type PersistentList } from './persistent-list.ts';
import type { Position, Section, SyntaxError, SyntaxTree } from './tree.ts';
import type { ParsedUnit } from './unit.ts';

/** The tree over the units of a text. The text itself is put together from them when it is asked for. */
export class TextTree implements SyntaxTree {
  readonly uri: string;
  readonly units: PersistentList<ParsedUnit>;
  private readonly assembly: Assembly;
  /** It would be a second copy of the text: who asks for it several times in a row gets the same one. */
  private joined: WeakRef<{ readonly text: string }> | undefined;

  /** @param assembly what the units amount to, when that is known already */
  constructor(uri: string, units: PersistentList<ParsedUnit>, assembly?: Assembly) {
    this.uri = uri;
    this.units = units;
    this.assembly = assembly ?? assemble(units);
  }

  get text(): string {
    let joined = this.joined?.deref();
    if (!joined) {
      joined = { text: this.units.map((unit) => unit.text).join('') };
      this.joined = new WeakRef(joined);
    }
    return joined.text;
  }

  get sections(): readonly Section[] {
    return this.assembly.sections;
  }

  get errors(): readonly SyntaxError[] {
    return this.assembly.errors;
  }

  get length(): number {
    const last = this.units.at(-1);
    return last === undefined ? 0 : last.start + last.text.length;
  }

  /** Index of the unit that holds an offset; the last one for an offset at or behind the end. */
  unitAt(offset: number): number {
    return this.units.lastNotAfter(startOf, offset);
  }

  slice(start: number, end: number): string {
    let text = '';
    for (let index = this.unitAt(start); index < this.units.length; index++) {
      const unit = this.units.at(index)!;
      if (unit.start >= end) break;
      text += unit.text.slice(Math.max(0, start - unit.start), end - unit.start);
    }
    return text;
  }

  positionAt(offset: number): Position {
    const unit = this.units.at(this.unitAt(offset));
    if (unit === undefined) return { line: 0, character: 0 };
    const starts = lineStarts(unit);
    const within = Math.max(0, Math.min(offset - unit.start, unit.text.length));
    const line = lastNotAfter(starts.length, (i) => starts[i]!, within);
    return {
      line: unit.startLine + line,
      character: Math.min(within, lineEnd(unit.text, starts, line)) - starts[line]!,
    };
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const unit = this.units.at(this.units.lastNotAfter(startLineOf, position.line));
    if (unit === undefined) return 0;
    const starts = lineStarts(unit);
    const line = position.line - unit.startLine;
    const start = starts[line];
    if (start === undefined) return this.length;
    return unit.start + Math.min(start + Math.max(0, position.character), lineEnd(unit.text, starts, line));
  }
}

const startOf = ({ start }: ParsedUnit): number => start;
const startLineOf = ({ startLine }: ParsedUnit): number => startLine;

/** Where a line ends, its line break not counted. */
function lineEnd(text: string, starts: readonly number[], line: number): number {
  const start = starts[line]!;
  let end = starts[line + 1] ?? text.length;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return end;
}
