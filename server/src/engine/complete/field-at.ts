import type { Field, Fields, MapType, Type } from '../schema/types.ts';
import type { Cursor } from '../syntax/cursor.ts';

/** A key of the format, where it stands, with its field. */
export interface FieldAt {
  readonly key: string;
  readonly field: Field;
  /** The keys from the root down to it, `null` for an item of a list. */
  readonly path: readonly (string | null)[];
  /** The value that the cursor is on; `undefined` when it is on the key. */
  readonly value: string | undefined;
}

/** The key that the cursor is on, or the key of the value that it is on; `undefined` where the format knows none. */
export function fieldAt(root: Type, { path, word, hasColon, afterColon }: Cursor): FieldAt | undefined {
  if (word === '') return undefined;
  const full = hasColon ? [...path, word] : path;
  const last = full.findLastIndex((step) => step !== null);
  const key = full[last];
  if (key === undefined || key === null || !(hasColon || afterColon || last < full.length - 1)) return undefined;
  const field = fieldsOf(typeAt(root, full.slice(0, last)))?.[key];
  return field && { key, field, path: full, value: hasColon ? undefined : word };
}

/** The type of what stands at the end of the path; `undefined` where the format knows nothing. */
export function typeAt(root: Type, path: readonly (string | null)[]): Type | undefined {
  let type: Type | undefined = root;
  for (const step of path) {
    if (!type) return undefined;
    if (step === null) type = type.kind === 'list' || type.kind === 'wordOrList' ? type.element : undefined;
    else if (type.kind === 'dictionary') type = type.element;
    else type = fieldsOf(type)?.[step]?.type;
  }
  return type;
}

/** The keys that a mapping of the type may have. */
export function fieldsOf(type: Type | undefined): Fields | undefined {
  if (type?.kind !== 'map' && type?.kind !== 'oneKey') return undefined;
  return (type as MapType<Fields>).fields;
}
