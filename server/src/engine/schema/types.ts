import type { Place, YamlMap, YamlNode, YamlScalar } from '../syntax/nodes.ts';

/**
 * The words in which the format is defined (`format.ts`), and the TypeScript types of what reading gives. Everything
 * that speaks of the format (reading, JSON Schema, completion, hovers, the reference page) walks these descriptors.
 */

/** What can be named in a topology, and referred to. */
export type EntityKind = 'hyperflex' | 'cluster' | 'host' | 'datastore' | 'proxy' | 'vm' | 'job';

/** The rule under which a problem of reading is reported. */
export type ReadProblemCode =
  | 'format/unknown-key'
  | 'format/missing-key'
  | 'format/short-and-long'
  | 'format/invalid-value'
  | 'network/invalid-address'
  | 'network/ipv6';

export interface ScalarProblem {
  readonly code: 'format/invalid-value' | 'network/invalid-address' | 'network/ipv6';
  /** What is wrong, as a sentence that goes on after the value: "is no IPv4 address". */
  readonly message: string;
  /** What was probably meant, as text of the file. */
  readonly near?: string;
}

/** A value, a problem, or both: what was meant is clear although it is not written as it should be. */
export interface ScalarReading<T> {
  readonly value?: T;
  readonly problem?: ScalarProblem;
}

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export interface ScalarType<T> {
  readonly kind: 'scalar';
  /** For messages and hovers, with article: "an IPv4 address". */
  readonly is: string;
  readonly read: (text: string, style: YamlScalar['style']) => ScalarReading<T>;
  readonly json: JsonSchema;
  /** The values of an enumeration, with their meaning. */
  readonly values?: { readonly [value: string]: string };
  /** What a reference names. */
  readonly to?: EntityKind;
}

export interface ListType<E extends Type> {
  readonly kind: 'list';
  readonly element: E;
  /** What an item describes, without article: "firewall rule". */
  readonly noun?: string;
  /** Given where others can refer to it. */
  readonly entity?: EntityKind;
  /** A single element may stand without the list around it. */
  readonly orOne?: true;
}

/** One word, or a list. */
export interface WordOrListType<W extends string, E extends Type> {
  readonly kind: 'wordOrList';
  readonly word: W;
  readonly meaning: string;
  readonly element: E;
}

export interface MapType<F extends Fields> {
  readonly kind: 'map';
  readonly fields: F;
  /** What is required besides, by what else stands there. */
  readonly alsoRequired?: readonly Requirement[];
  /** A short form and the long one that counts where both stand. */
  readonly shortAndLong?: readonly [short: string, long: string];
  /** Given where the keys are names of things: each then wants a value. */
  readonly names?: KeyNames;
}

/** What the keys of a mapping name. */
export interface KeyNames {
  /** The thing, without article: "rule". */
  readonly noun: string;
  /** What was probably meant by a name that there is not. */
  readonly nearest: (text: string, candidates: readonly string[]) => string | undefined;
}

/** At least one of some keys is required. */
export interface Requirement {
  /** The first is the one to insert. */
  readonly oneOf: readonly [string, ...string[]];
  /** Not where this key has a value. */
  readonly unless?: string;
  /** Only where this key has this value. */
  readonly when?: { readonly key: string; readonly is: string };
  /** Why it is required: "a virtual proxy runs on an ESXi host". */
  readonly because: string;
}

/** A mapping with exactly one of the given keys; a bare scalar stands for the first key. */
export interface OneKeyType<F extends Fields> {
  readonly kind: 'oneKey';
  readonly bare: keyof F & string;
  readonly fields: F;
}

/** A mapping of names that the user chooses. */
export interface DictionaryType<E extends Type> {
  readonly kind: 'dictionary';
  readonly element: E;
}

// biome-ignore lint/suspicious/noExplicitAny: the descriptors are covariant in their value types
type Any = any;
export type Type =
  | ScalarType<Any>
  | ListType<Any>
  | WordOrListType<string, Any>
  | MapType<Any>
  | OneKeyType<Any>
  | DictionaryType<Any>;

export interface Field<T extends Type = Type> {
  readonly type: T;
  /** What it is and does, for hovers, completion, JSON Schema and the reference page. */
  readonly doc: string;
  readonly required?: true;
  /** The default, as text. */
  readonly default?: string;
  /** Where the behaviour is documented. */
  readonly source?: string;
  /**
   * What a new mapping starts with here: its value as text, or empty where there is none to propose. Required keys stand
   * in every new mapping; others only where this is given.
   */
  readonly inNew?: string;
  /** What completion finds for it in the topology. References need not say it. */
  readonly offers?: Offer;
}

/** What completion can find for a value, besides the words of an enumeration and the names of a reference. */
export type Offer =
  /** Whom a firewall may let in. */
  | 'allowedSources'
  /** A free address of the HX data network. */
  | 'dataAddress'
  /** A free address of the cluster's management network. */
  | 'managementAddress'
  /** Free addresses of the networks that a proxy may be in. */
  | 'proxyAddresses'
  /** Patterns that match several VMs. */
  | 'vmGlobs'
  | 'registryKey'
  | 'registryName'
  | 'registryData'
  /** Names and values of a mapping that stands for the registry. */
  | 'settings'
  /** Topology files around this one. */
  | 'paths';

export interface Fields {
  readonly [key: string]: Field;
}

/** A scalar as read. It is a {@link Place}: of the value, quotes included. */
export interface Value<T> extends Place {
  readonly value: T;
  readonly node: YamlScalar;
}

export interface ListValue<E> extends Place {
  readonly items: readonly E[];
  /** Whether all that stands there, in a list or alone without one, could be read as items. */
  readonly isWhole: boolean;
  readonly node: YamlNode;
}

export interface WordOrListValue<W extends string, E> extends Place {
  /** Given when the word stands there. */
  readonly word: W | undefined;
  /** Empty when the word stands there. */
  readonly items: readonly E[];
  /** Whether all that stands there, in a list or alone without one, could be read as items. */
  readonly isWhole: boolean;
  readonly node: YamlNode;
}

export type OneKeyValue<F extends Fields> = {
  [K in keyof F & string]: { readonly key: K; readonly value: Read<F[K]['type']> };
}[keyof F & string];

export interface DictionaryEntry<E> {
  readonly name: string;
  readonly namePlace: Place;
  readonly value: E;
}

export interface DictionaryValue<E> extends Place {
  readonly entries: readonly DictionaryEntry<E>[];
  readonly node: YamlMap;
}

interface MapBase extends Place {
  readonly node: YamlMap;
  /** The place of each key that stands there, known to the format or not. */
  readonly $keys: ReadonlyMap<string, Place>;
  /** Whether a key that the format knows stands there, with or without a value. */
  $has(key: string): boolean;
}

/** A mapping as read. A key that is missing, empty or unreadable is `undefined`; `$keys` tells which stand there. */
export type MapValue<F extends Fields> = MapBase & { readonly [K in keyof F]?: Read<F[K]['type']> };

/** What reading a type gives. */
export type Read<T> =
  T extends ScalarType<infer V>
    ? Value<V>
    : T extends ListType<infer E>
      ? ListValue<Read<E>>
      : T extends WordOrListType<infer W, infer E>
        ? WordOrListValue<W, Read<E>>
        : T extends MapType<infer F>
          ? MapValue<F>
          : T extends OneKeyType<infer F>
            ? OneKeyValue<F>
            : T extends DictionaryType<infer E>
              ? DictionaryValue<Read<E>>
              : never;
