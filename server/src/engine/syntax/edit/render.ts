import type { Indentation } from './indentation.ts';
import { quoteScalar } from './quote.ts';

/** YAML text to be written as it is, on one line: a placeholder of a snippet, say, or a number in hexadecimal. */
export class Verbatim {
  readonly yaml: string;
  constructor(yaml: string) {
    this.yaml = yaml;
  }
}

/**
 * YAML text that stood elsewhere: its lines from column 0. Inside `[…]` or `{…}`, where lines of block style cannot stand,
 * `value` is written in its place.
 */
export class Source {
  readonly lines: readonly string[];
  readonly value: Value;
  constructor(lines: readonly string[], value: Value) {
    this.lines = lines;
    this.value = value;
  }
}

/**
 * A value to be written. A string is written so that its text comes back: plain where that is safe, so `'2'` becomes
 * `2`. Keys whose value is undefined are left out.
 */
export type Value = string | number | boolean | null | Verbatim | Source | readonly Value[] | ValueMap;

export interface ValueMap {
  readonly [key: string]: Value | undefined;
}

/** A list of scalars this wide (in characters) or less is written as `[a, b]` also in block style. */
const FLOW_LIST_WIDTH = 60;

/** The value on one line; `flow` says that it will stand inside a flow collection. */
export function renderInline(value: Value, flow = false): string {
  if (value instanceof Verbatim) return value.yaml;
  if (value instanceof Source) return renderInline(value.value, flow);
  if (typeof value === 'string') return quoteScalar(value, { flow });
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map((item) => renderInline(item, true)).join(', ')}]`;
  const pairs = entriesOf(value).map(([key, item]) => renderInlinePair(key, item));
  return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
}

/** `key: value` as it stands inside `{…}`. */
export function renderInlinePair(key: string, value: Value): string {
  return `${quoteScalar(key, { flow: true })}: ${renderInline(value, true)}`;
}

/** The lines of `key: value` in block style, from column 0. */
export function renderPair(key: string, value: Value, indentation: Indentation): string[] {
  const name = `${quoteScalar(key)}:`;
  if (isInline(value)) return [`${name} ${renderInline(value)}`];
  const column = isList(value) ? indentation.sequence : indentation.step;
  return [name, ...indent(renderBlock(value, indentation), column)];
}

/** The lines of `- value` in block style, from column 0. */
export function renderItem(value: Value, indentation: Indentation): string[] {
  const dash = '-'.padEnd(indentation.dash);
  if (isInline(value)) return [dash + renderInline(value)];
  const [first, ...rest] = renderBlock(value, indentation);
  return [dash + first, ...indent(rest, indentation.dash)];
}

/** The lines of a value in block style, from column 0. One line for what is written on one line in block style, too. */
export function renderBlock(value: Value, indentation: Indentation): string[] {
  if (value instanceof Source) return [...value.lines];
  if (isInline(value)) return [renderInline(value)];
  if (isList(value)) return value.flatMap((item) => renderItem(item, indentation));
  return entriesOf(value as ValueMap).flatMap(([key, item]) => renderPair(key, item, indentation));
}

/** True for what is written on one line in block style, too: scalars, empty collections, short lists of scalars. */
export function isInline(value: Value): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Verbatim) return true;
  if (value instanceof Source) return false;
  if (!isList(value)) return entriesOf(value).length === 0;
  return value.every((item) => !isCollection(item)) && renderInline(value).length <= FLOW_LIST_WIDTH;
}

/** The lines moved right by `column` characters. */
export function indent(lines: readonly string[], column: number): string[] {
  return lines.map((line) => ' '.repeat(column) + line);
}

function entriesOf(value: ValueMap): [string, Value][] {
  return Object.entries(value).filter((entry): entry is [string, Value] => entry[1] !== undefined);
}

function isCollection(value: Value): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Verbatim);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
