import type { Field, Fields, ListType, MapType, Type } from '../schema/types.ts';
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

/** What may stand at a path. */
export interface Slot {
  readonly type: Type;
  /** The key whose value, or part of a value, it is; `undefined` at the root. */
  readonly field: Field | undefined;
  /** The list that it is an item of. */
  readonly list: ListType<Type> | undefined;
}

/** The key that the cursor is on, or the key of the value that it is on; `undefined` where the format knows none. */
export function fieldAt(root: Type, { path, word, hasColon, afterColon }: Cursor): FieldAt | undefined {
  if (word === '') return undefined;
  const full = hasColon ? [...path, word] : path;
  const last = full.findLastIndex((step) => step !== null);
  const key = full[last];
  if (key === undefined || key === null || !(hasColon || afterColon || last < full.length - 1)) return undefined;
  const field = fieldOf(slotAt(root, full.slice(0, last))?.type, key);
  return field && { key, field, path: full, value: hasColon ? undefined : word };
}

/** What may stand at the end of the path; `undefined` where the format knows nothing. */
export function slotAt(root: Type, path: readonly (string | null)[]): Slot | undefined {
  let slot: Slot | undefined = { type: root, field: undefined, list: undefined };
  for (const step of path) {
    slot = step === null ? itemOf(slot) : valueOf(slot, step);
    if (!slot) return undefined;
  }
  return slot;
}

function itemOf({ type, field }: Slot): Slot | undefined {
  if (type.kind === 'list') return { type: type.element, field, list: type };
  return type.kind === 'wordOrList' ? { type: type.element, field, list: undefined } : undefined;
}

function valueOf({ type, field }: Slot, key: string): Slot | undefined {
  if (type.kind === 'dictionary') return { type: type.element, field, list: undefined };
  const own = fieldOf(type, key);
  return own && { type: own.type, field: own, list: undefined };
}

/** Files may have keys such as `valueOf`, which every object has. */
function fieldOf(type: Type | undefined, key: string): Field | undefined {
  const fields = fieldsOf(type);
  return fields && Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** The keys that a mapping of the type may have. */
export function fieldsOf(type: Type | undefined): Fields | undefined {
  if (type?.kind !== 'map' && type?.kind !== 'oneKey') return undefined;
  const { fields } = type as MapType<Fields>;
  return fields;
}

/** The single value that can stand there, be it an item of a list or what a bare scalar stands for. */
export function singleOf({ type, field }: Slot): Slot | undefined {
  switch (type.kind) {
    case 'scalar':
      return { type, field, list: undefined };
    case 'list':
    case 'wordOrList':
      return singleOf({ type: type.element, field, list: undefined });
    case 'oneKey': {
      const bare: Field = (type.fields as Fields)[type.bare]!;
      return { type: bare.type, field: bare, list: undefined };
    }
    default:
      return undefined;
  }
}
