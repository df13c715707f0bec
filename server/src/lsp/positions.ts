import type { Position, Range } from 'vscode-languageserver';
import { type SyntaxTree, unitAt } from '../engine/syntax/index.ts';
import { lineStarts } from '../engine/syntax/lines.ts';
import type { Place, Unit } from '../engine/syntax/nodes.ts';
import { positionIn } from '../engine/syntax/position-in.ts';

export type Encoding = 'utf-16' | 'utf-8';

/** Turns the engine's offsets into LSP positions and back, in the encoding that client and server agreed on. */
export class Positions {
  readonly #tree: SyntaxTree;
  readonly encoding: Encoding;

  constructor(tree: SyntaxTree, encoding: Encoding) {
    this.#tree = tree;
    this.encoding = encoding;
  }

  position(offset: number): Position {
    const unit = unitAt(this.#tree, offset);
    return unit ? this.#inFile(unit, offset - unit.start) : { line: 0, character: 0 };
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  placeRange({ unit, start, end }: Place): Range {
    return { start: this.#inFile(unit, start), end: this.#inFile(unit, end) };
  }

  /** Where an offset of the unit lies, with lines counted from the unit's first: that holds wherever the unit moves. */
  inUnit(unit: Unit, offset: number): Position {
    const { line, character } = positionIn(unit, offset);
    if (this.encoding === 'utf-16') return { line, character };
    const start = lineStarts(unit)[line]!;
    return { line, character: utf8Length(unit.text.slice(start, start + character)) };
  }

  /** Clamped to the line and to the text. */
  offset(position: Position): number {
    if (this.encoding === 'utf-16') return this.#tree.offsetAt(position);
    const character = utf16Length(this.#lineText(position.line), position.character);
    return this.#tree.offsetAt({ line: position.line, character });
  }

  #inFile(unit: Unit, offset: number): Position {
    const { line, character } = this.inUnit(unit, offset);
    return { line: unit.startLine + line, character };
  }

  #lineText(line: number): string {
    const start = this.#tree.offsetAt({ line, character: 0 });
    const end = this.#tree.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    return this.#tree.slice(start, end);
  }
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) length += utf8Width(character.codePointAt(0)!);
  return length;
}

/** UTF-16 code units of the first `bytes` UTF-8 bytes of the text. */
function utf16Length(text: string, bytes: number): number {
  let left = bytes;
  let length = 0;
  for (const character of text) {
    left -= utf8Width(character.codePointAt(0)!);
    if (left < 0) break;
    length += character.length;
  }
  return length;
}

function utf8Width(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
