import { typeText } from '../schema/type-text.ts';
import type { Field, Type } from '../schema/types.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { fieldAt } from './field-at.ts';

/** What the format says of a place in a text. */
export interface FieldDescription {
  readonly key: string;
  /** A key, a word of an enumeration, or any other value. */
  readonly of: 'key' | 'word' | 'value';
  /** In Markdown. */
  readonly markdown: string;
  /** What it speaks of, as absolute offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/**
 * What the format `root` says of the key or value at the cursor: type, default, meaning and source. `undefined` where it
 * knows nothing.
 */
export function describeField(root: Type, cursor: Cursor | undefined): FieldDescription | undefined {
  const found = cursor && fieldAt(root, cursor);
  if (!cursor || !found) return undefined;
  const { key, field, value } = found;
  const place = { key, start: cursor.start, end: cursor.end };
  if (value === undefined) return { ...place, of: 'key', markdown: keyMarkdown(key, field) };
  const words = wordsOf(field.type);
  if (!Object.hasOwn(words, value)) return { ...place, of: 'value', markdown: keyMarkdown(key, field) };
  const markdown = [`\`${value}\`: ${words[value]}`, `\`${key}\`: ${field.doc}`, ...sourceLine(field)].join('\n\n');
  return { ...place, of: 'word', markdown };
}

function keyMarkdown(key: string, field: Field): string {
  const { type, doc, required, default: standard } = field;
  const need = required ? ' · required' : standard ? ` · default: ${standard}` : '';
  return [`**${key}** · ${typeText(type)}${need}`, doc, ...wordsMarkdown(type), ...sourceLine(field)].join('\n\n');
}

/** The words that a value can be with their meaning, as one paragraph of Markdown; empty where there are none. */
export function wordsMarkdown(type: Type): string[] {
  const words = Object.entries(wordsOf(type)).map(([word, meaning]) => `- \`${word}\`: ${meaning}`);
  return words.length > 0 ? [words.join('\n')] : [];
}

function sourceLine({ source }: Field): string[] {
  return source ? [`Source: ${source}.`] : [];
}

/** The words that want a meaning; those of a boolean speak for themselves. */
function wordsOf(type: Type): { readonly [word: string]: string } {
  if (type.kind === 'wordOrList') return { [type.word]: type.meaning };
  return type.kind === 'scalar' && type.values && !('true' in type.values) ? type.values : {};
}
