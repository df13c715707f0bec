import { parseDocument } from 'yaml';
import { type Converted, convert, type Names } from './convert.ts';
import { maxDepth, tooDeepAt } from './depth.ts';
import { tidy } from './errors.ts';
import type { Unit, YamlError, YamlNode } from './nodes.ts';
import { keepAtHand, type Rereadable } from './nodes-at-hand.ts';
import { readPlain } from './plain.ts';
import { missingAt } from './scalar.ts';
import type { Piece } from './scan.ts';
import type { Located } from './tree.ts';

/** A unit as this folder keeps it: with what is needed to put the tree together and to cut again after an edit. */
export interface ParsedUnit extends Unit {
  readonly kind: Piece['kind'] | 'file';
  readonly indent: number;
  readonly irregular: boolean;
  /** How many line breaks the text has; a carriage return alone, found only in a whole file, does not count. */
  readonly lineBreaks: number;
  readonly names: Names | undefined;
  /** The item of a unit of kind `item`; `undefined` for the other kinds. */
  readonly item: Located | undefined;
}

/**
 * Parses one piece of text. Never throws: what the YAML library cannot take is an error of the unit.
 *
 * @param kind `file` for a text that may hold document markers and directives
 */
export function parseUnit(uri: string, text: string, piece: UnitPiece): ParsedUnit {
  const plain = readPlain(text);
  if (piece.kind === 'item' && plain && plain !== 'empty') return new PlainItem(uri, text, piece, plain);
  const { root, errors, names } = plain ? converted(plain) : readByLibrary(text);
  const unit: { -readonly [K in keyof ParsedUnit]: ParsedUnit[K] } = {
    uri,
    text,
    start: piece.start,
    startLine: piece.startLine,
    root,
    isReread: false,
    errors,
    kind: piece.kind,
    indent: piece.indent,
    irregular: piece.irregular,
    lineBreaks: countLineBreaks(text),
    names,
    item: undefined,
  };
  if (piece.kind === 'item') unit.item = { unit, node: onlyItem(unit) };
  return unit;
}

type UnitPiece = Pick<ParsedUnit, 'kind' | 'indent' | 'irregular' | 'start' | 'startLine'>;

/** An item of plain YAML, as nearly all are: its tree is at hand for a while, and then read again when it is asked for. */
class PlainItem implements ParsedUnit, Located, Rereadable {
  readonly uri: string;
  readonly text: string;
  start: number;
  startLine: number;
  readonly indent: number;
  readonly irregular: boolean;
  readonly lineBreaks: number;
  atHand: YamlNode | undefined;

  constructor(uri: string, text: string, piece: UnitPiece, root: YamlNode) {
    this.uri = uri;
    this.text = text;
    this.start = piece.start;
    this.startLine = piece.startLine;
    this.indent = piece.indent;
    this.irregular = piece.irregular;
    this.lineBreaks = countLineBreaks(text);
    this.atHand = undefined;
    keepAtHand(this, root);
  }

  get kind(): 'item' {
    return 'item';
  }

  get isReread(): true {
    return true;
  }

  get errors(): readonly YamlError[] {
    return NO_ERRORS;
  }

  get names(): undefined {
    return undefined;
  }

  get root(): YamlNode {
    if (this.atHand) return this.atHand;
    const root = readPlain(this.text) as YamlNode;
    keepAtHand(this, root);
    return root;
  }

  get item(): Located {
    return this;
  }

  get unit(): Unit {
    return this;
  }

  get node(): YamlNode {
    return onlyItem(this);
  }
}

/** The item of a unit that holds one; a missing one when it could not be read. */
function onlyItem({ root, text }: Pick<Unit, 'root' | 'text'>): YamlNode {
  if (root?.kind === 'seq' && root.items[0] !== undefined) return root.items[0];
  return missingAt(text, text.indexOf('-') + 1);
}

function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function converted(plain: YamlNode | 'empty'): Converted {
  return { root: plain === 'empty' ? undefined : plain, errors: NO_ERRORS, names: undefined };
}

const NO_ERRORS: readonly YamlError[] = [];

/** Reads any text by the YAML library. */
export function readByLibrary(text: string): Converted {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return failed(text, deep, `This is nested more than ${maxDepth} levels deep.`);
  try {
    return convert(
      text,
      parseDocument(text, {
        schema: 'failsafe',
        version: '1.2',
        prettyErrors: false,
        // The library's check is quadratic; the conversion does it.
        uniqueKeys: false,
        resolveKnownTags: false,
      }),
    );
  } catch (error) {
    return failed(text, 0, `This cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function failed(text: string, start: number, message: string): Converted {
  const error: YamlError = { code: 'syntax', message, ...tidy(text, { start, end: start + 1 }) };
  return { root: undefined, errors: [error], names: undefined };
}
