import type { ListType, Type } from '../schema/types.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { quoteScalar } from '../syntax/edit/index.ts';
import type { Completion, Part } from './completion.ts';

/** How something is written in place of the word at the cursor. */
type Written = Pick<Completion, 'start' | 'end' | 'parts'>;

/** Writes a key, and what follows it. Keeps the quotes that stand there, and closes one that is open. */
export function writeKey({ start, end, quote, closed }: Cursor, key: string, after: readonly Part[]): Written {
  if (!quote || (closed && after.length === 0)) return { start, end, parts: [key, ...after] };
  return { start, end: closed ? end + 1 : end, parts: [key + quote, ...after] };
}

/** Writes a scalar in the style that stands there. */
export function writeScalar({ start, end, quote, closed, flow }: Cursor, text: string): Written {
  if (!quote) return { start, end, parts: [yamlOf(text, flow)] };
  const quoted = quoteScalar(text, { style: quote === '"' ? 'double' : 'single' });
  return { start, end, parts: [quoted.slice(1, closed ? -1 : undefined)] };
}

/** Writes a scalar as an item of a list of which nothing stands there yet; `undefined` inside quotes. */
export function writeItem({ start, end, quote, afterColon, flow }: Cursor, text: string): Written | undefined {
  if (quote) return undefined;
  return { start, end, parts: [afterColon || flow ? `[${yamlOf(text, true)}]` : `- ${yamlOf(text, false)}`] };
}

/** Whether a scalar at the cursor has a list to be written around it. */
export function wantsList(type: Type): boolean {
  return type.kind === 'wordOrList' || (type.kind === 'list' && !(type as ListType<Type>).orOne);
}

/** A scalar where nothing stands yet: plain, else in the quotes that the samples have. */
export function yamlOf(text: string, flow: boolean): string {
  const quoted = quoteScalar(text, { flow });
  return quoted.startsWith("'") && !/["\\]/.test(text) ? quoteScalar(text, { style: 'double' }) : quoted;
}

/** By how many blanks a line that belongs below the cursor's column is further in than the cursor's line. */
export function indentOf({ lead }: Cursor): string {
  return ' '.repeat(lead.replace(/^\uFEFF/, '').length - /^\uFEFF?( *)/.exec(lead)![1]!.length);
}
