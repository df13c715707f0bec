import type { Field, Fields, Type } from '../schema/types.ts';
import { type Cursor, cursorAt } from '../syntax/cursor.ts';
import { fieldsOf, typeAt } from './field-at.ts';

/** Something that may be written at the cursor. */
export interface Completion {
  readonly kind: 'key' | 'value';
  readonly label: string;
  /** What it is, on one line: the default of a key, say. */
  readonly detail?: string;
  /** In Markdown. */
  readonly documentation: string;
  /** What it replaces: the word around the cursor, as absolute offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** After `newText` one of these wants to be chosen. */
  readonly choices: readonly string[];
}

/**
 * What the format allows at the offset of a text, in its order, required keys first: keys that do not stand there yet,
 * and the words of an enumeration. It looks at the text, not at what parses, so a half-typed line is no hindrance.
 */
export function complete(root: Type, text: string, offset: number): Completion[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const type = typeAt(root, cursor.path);
  const fields = cursor.afterColon ? undefined : fieldsOf(type);
  return fields ? keys(fields, cursor) : values(type, cursor);
}

function keys(fields: Fields, cursor: Cursor): Completion[] {
  const free = Object.entries(fields).filter(([key]) => !cursor.siblings.has(key));
  const required = free.filter(([, field]) => field.required);
  const optional = free.filter(([, field]) => !field.required);
  return [...required, ...optional].map(([key, field]) => {
    const choices = cursor.hasColon ? [] : wordsOf(field.type).map(([word]) => word);
    return {
      kind: 'key' as const,
      label: key,
      ...(field.required ? { detail: 'required' } : field.default ? { detail: `default: ${field.default}` } : {}),
      documentation: fieldMarkdown(field),
      ...writing(cursor, key, cursor.hasColon ? '' : behindKey(field.type, cursor)),
      choices,
    };
  });
}

function values(type: Type | undefined, cursor: Cursor): Completion[] {
  if (!type) return [];
  return wordsOf(type).map(([word, meaning]) => ({
    kind: 'value' as const,
    label: word,
    documentation: meaning,
    ...writing(cursor, word, ''),
    choices: [],
  }));
}

/** The words that can stand for a value of the type, with their meaning. */
function wordsOf(type: Type): [word: string, meaning: string][] {
  if (type.kind === 'scalar') return Object.entries(type.values ?? {});
  return type.kind === 'wordOrList' ? [[type.word, type.meaning]] : [];
}

/** Keeps the quotes that stand there, and closes one that is open. */
function writing({ start, end, quote, closed }: Cursor, word: string, after: string) {
  if (!quote || (closed && after === '')) return { start, end, newText: word + after };
  return { start, end: closed ? end + 1 : end, newText: word + quote + after };
}

function behindKey(type: Type, { flow }: Cursor): string {
  const isBlock = !flow && (type.kind === 'map' || type.kind === 'list');
  return isBlock ? `:\n  ${type.kind === 'list' ? '- ' : ''}` : ': ';
}

/** What a key is and does, in Markdown. */
export function fieldMarkdown({ doc, default: standard, source }: Field): string {
  const notes = [...(standard ? [`Default: ${standard}.`] : []), ...(source ? [`Source: ${source}.`] : [])];
  return [doc, ...notes].join('\n\n');
}
