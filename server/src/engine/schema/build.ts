import type {
  DictionaryType,
  EntityKind,
  Field,
  Fields,
  KeyNames,
  ListType,
  MapType,
  OneKeyType,
  Type,
  WordOrListType,
} from './types.ts';

/** Constructors of the descriptors, which keep `format.ts` short and its types exact. */

type Extra = Omit<Field, 'type' | 'doc' | 'required'>;

export function required<T extends Type>(type: T, doc: string, extra: Extra = {}): Field<T> {
  return { type, doc, required: true, ...extra };
}

export function optional<T extends Type>(type: T, doc: string, extra: Extra = {}): Field<T> {
  return { type, doc, ...extra };
}

/**
 * @param noun what an item describes, without article
 * @param entity given where others can refer to it
 */
export function listOf<E extends Type>(element: E, noun?: string, entity?: EntityKind): ListType<E> {
  return { kind: 'list', element, ...(noun === undefined ? {} : { noun }), ...(entity ? { entity } : {}) };
}

export function oneOrMore<E extends Type>(element: E): ListType<E> {
  return { kind: 'list', element, orOne: true };
}

export function wordOrList<W extends string, E extends Type>(
  word: W,
  meaning: string,
  element: E,
): WordOrListType<W, E> {
  return { kind: 'wordOrList', word, meaning, element };
}

/** @param more what holds between the keys */
export function map<F extends Fields>(
  fields: F,
  more: Pick<MapType<F>, 'alsoRequired' | 'shortAndLong'> = {},
): MapType<F> {
  return { kind: 'map', fields, ...more };
}

/** A mapping whose keys name things that there are. */
export function named<F extends Fields>(names: KeyNames, fields: F): MapType<F> {
  return { kind: 'map', fields, names };
}

export function oneKey<F extends Fields>(bare: keyof F & string, fields: F): OneKeyType<F> {
  return { kind: 'oneKey', bare, fields };
}

export function dictionary<E extends Type>(element: E): DictionaryType<E> {
  return { kind: 'dictionary', element };
}
