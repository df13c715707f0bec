import type { Place, Unit, YamlMap, YamlNode, YamlPair } from '../syntax/nodes.ts';
import { nearest } from './nearest.ts';
import { DictionaryReading, ListReading, MapReading, ScalarReading, WordOrListReading } from './readings.ts';
import type {
  DictionaryEntry,
  Field,
  Fields,
  MapType,
  MapValue,
  OneKeyType,
  Read,
  ReadProblemCode,
  ScalarType,
  Type,
} from './types.ts';

/** Something in the text that the format does not allow. The rule of its `code` puts it into words and offers fixes. */
export interface ReadProblem {
  readonly code: ReadProblemCode;
  readonly message: string;
  readonly place: Place;
  /** What was probably meant, as text of the file. */
  readonly near?: string;
  /** The value is read as `near` all the same: what was meant is clear. */
  readonly understood?: true;
  /** For what stands alone where a list is wanted: what the list holds. `near` is the list of it. */
  readonly element?: Type;
  /** The node at fault: the value, or for a key the mapping that it stands or is missing in. */
  readonly node: YamlNode;
  readonly unit: Unit;
  /** The key that is unknown or missing. */
  readonly key?: string;
  /** For an unknown key: `near` is required, and missing. */
  readonly required?: true;
  /** For the short and the long form of one thing: the one that may stay. */
  readonly other?: { readonly key: string; readonly place: Place };
  /** For a missing key that can be inserted: what it holds. */
  readonly field?: Field;
  /** For a missing key: the keys that the format knows there, in its order. */
  readonly order?: readonly string[];
}

/**
 * Reads a node as the format's `type`. What cannot be read is left out of the value and reported to `report`; all else
 * stays alive. Gives `undefined` where nothing can be read at all.
 *
 * @param holder for messages: the key that the node is the value of, or in whose list it stands
 */
export function read<T extends Type>(
  type: T,
  unit: Unit,
  node: YamlNode,
  report: (problem: ReadProblem) => void,
  holder?: Holder,
): Read<T> | undefined {
  return new Reader(unit, report, holder).read(type, node) as Read<T> | undefined;
}

/** What a value stands under. */
export interface Holder {
  readonly key: string;
  readonly inList: boolean;
}

/** `topology`, which is a mapping of sections, has its keys judged one by one. Gives whether the format knows the key. */
export function readKeys(type: MapType<Fields>, key: string): { known: boolean; near?: string } {
  if (isOpenKey(key) || Object.hasOwn(type.fields, key)) return { known: true };
  const near = nearest(key, Object.keys(type.fields));
  return { known: false, ...(near === undefined ? {} : { near }) };
}

/** Keys that start with `x-` are the user's own; `<<` that could not be merged is a syntax error already. */
function isOpenKey(key: string): boolean {
  return key.startsWith('x-') || key === '<<';
}

interface MissingKey {
  /** The key to insert. */
  readonly key: string;
  /** For the message: "`hosts` or `clusters`". */
  readonly named: string;
  readonly because: string;
}

class Reader {
  readonly #unit: Unit;
  readonly #report: (problem: ReadProblem) => void;
  /** Of the node at hand. */
  /** Of the holder of the node at hand. */
  #key: string | undefined;
  #inList: boolean;

  constructor(unit: Unit, report: (problem: ReadProblem) => void, holder: Holder | undefined) {
    this.#unit = unit;
    this.#report = report;
    this.#key = holder?.key;
    this.#inList = holder?.inList ?? false;
  }

  read(type: Type, node: YamlNode): unknown {
    if (isMissing(node)) return undefined;
    switch (type.kind) {
      case 'scalar':
        return this.#scalar(type, node);
      case 'list':
        if (node.kind === 'seq')
          return new ListReading(this.#unit, node, this.#items(type.element, node.items), node.items.length);
        if (type.orOne && node.kind === 'scalar')
          return new ListReading(this.#unit, node, this.#items(type.element, [node]), 1);
        return this.#wrong(node, 'a list', this.#alone(type.element, node), type.element);
      case 'wordOrList':
        if (node.kind === 'seq') {
          const items = this.#items(type.element, node.items);
          return new WordOrListReading(this.#unit, node, undefined, items, node.items.length);
        }
        if (node.kind === 'scalar' && node.text === type.word)
          return new WordOrListReading(this.#unit, node, type.word, [], 1);
        return this.#wrong(
          node,
          `\`${type.word}\` or a list`,
          nearWord(type.word, node) ?? this.#alone(type.element, node),
        );
      case 'map':
        return node.kind === 'map' ? this.#map(type, node) : this.#wrong(node, 'a mapping');
      case 'oneKey':
        return this.#oneKey(type, node);
      case 'dictionary': {
        if (node.kind !== 'map') return this.#wrong(node, 'a mapping');
        const entries: DictionaryEntry<unknown>[] = [];
        for (const pair of node.pairs) {
          const value = this.read(type.element, pair.value);
          if (value !== undefined) entries.push({ name: pair.key.text, namePlace: this.#place(pair.key), value });
        }
        return new DictionaryReading(this.#unit, node, entries);
      }
    }
  }

  #scalar(type: ScalarType<unknown>, node: YamlNode): unknown {
    if (node.kind !== 'scalar') return this.#wrong(node, type.is);
    const { value, problem } = type.read(node.text, node.style);
    if (problem) {
      this.#report({
        ...problem,
        ...(value === undefined ? {} : { understood: true }),
        message: `\`${shorten(node.text)}\` ${problem.message}`,
        place: this.#place(node),
        node,
        unit: this.#unit,
      });
    }
    return value === undefined ? undefined : new ScalarReading(this.#unit, node, value);
  }

  #items(element: Type, nodes: readonly YamlNode[]): unknown[] {
    const items: unknown[] = [];
    const inList = this.#inList;
    for (const node of nodes) {
      this.#inList = true;
      const item = isMissing(node) ? this.#wrong(node, expected(element)) : this.read(element, node);
      if (item !== undefined) items.push(item);
    }
    this.#inList = inList;
    // A list keeps room for more, which takes more than what is in it.
    return items.slice();
  }

  #map(type: MapType<Fields>, node: YamlMap): MapValue<Fields> {
    const result = new MapReading(this.#unit, node) as MapReading & MapValue<Fields>;
    const value = result as unknown as Record<string, unknown>;
    const [holder, inList] = [this.#key, this.#inList];
    let unknown: YamlPair[] | undefined;
    for (const pair of node.pairs) {
      const key = pair.key.text;
      this.#key = key;
      this.#inList = false;
      const field = Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
      if (field && type.names && isMissing(pair.value)) this.#wrong(pair.value, expected(field.type));
      else if (field) value[key] = this.read(field.type, pair.value);
      else if (!isOpenKey(key)) unknown = [...(unknown ?? []), pair];
    }
    this.#key = holder;
    this.#inList = inList;
    const meant = unknown ? new Set(unknown.flatMap(({ key }) => nearKey(type, node, key.text) ?? [])) : NONE;
    const missing = missingKeys(type, result, node, meant);
    for (const pair of unknown ?? []) {
      const others = new Set(meant);
      others.delete(nearKey(type, node, pair.key.text) ?? '');
      this.#unknownKey(type, node, pair, missingKeys(type, result, node, others).length > missing.length);
    }
    if (!node.incomplete) this.#missingKeys(type, node, missing);
    if (type.shortAndLong) this.#shortAndLong(node, ...type.shortAndLong);
    return result;
  }

  #unknownKey(type: MapType<Fields>, node: YamlMap, pair: YamlPair, required: boolean): void {
    const key = pair.key.text;
    const near = nearKey(type, node, key);
    this.#report({
      code: 'format/unknown-key',
      message: type.names
        ? `There is no ${type.names.noun} \`${shorten(key)}\``
        : `The format has no key \`${shorten(key)}\` here`,
      place: this.#place(pair.key),
      ...(near === undefined ? {} : { near }),
      ...(required ? { required } : {}),
      node,
      unit: this.#unit,
      key,
    });
  }

  #missingKeys(type: MapType<Fields>, node: YamlMap, missing: readonly MissingKey[]): void {
    for (const { key, named, because } of missing) {
      const written = node.pairs.findLast((pair) => pair.key.text === key)?.key;
      const empty = written && this.#place(written);
      this.#report({
        code: 'format/missing-key',
        message: empty
          ? `\`${key}\` is empty${because === '' ? ': a value is required here' : `, but ${because}`}`
          : `${named} is missing${because === '' ? '' : `: ${because}`}`,
        place: empty ?? this.#owner(node),
        node,
        unit: this.#unit,
        key,
        ...(type.fields[key] ? { field: type.fields[key] } : {}),
        order: Object.keys(type.fields),
      });
    }
  }

  #shortAndLong(node: YamlMap, short: string, long: string): void {
    const written = (name: string): YamlPair | undefined =>
      node.pairs.find(({ key, value }) => key.text === name && !isMissing(value));
    const [first, second] = [written(short), written(long)];
    if (!first || !second) return;
    // A merged key is shared with others: what this mapping has of its own is too much.
    const [one, other] = first.merged ? [second, first] : [first, second];
    this.#report({
      code: 'format/short-and-long',
      message: `both \`${short}\` and \`${long}\`: \`${long}\` counts, and \`${short}\` is ignored`,
      place: this.#place(one.key),
      other: { key: other.key.text, place: this.#place(other.key) },
      node,
      unit: this.#unit,
    });
  }

  /** What is missing squiggles its owner's name, else the owner's first key, else the mapping itself. */
  #owner(node: YamlMap): Place {
    const name = node.pairs.find(
      (pair) => pair.key.text === 'name' && pair.value.kind === 'scalar' && !isMissing(pair.value),
    );
    return this.#place(name?.value ?? node.pairs[0]?.key ?? node);
  }

  #oneKey(type: OneKeyType<Fields>, node: YamlNode): unknown {
    if (node.kind === 'scalar') {
      const value = this.read(type.fields[type.bare]!.type, node);
      return value === undefined ? undefined : { key: type.bare, value };
    }
    const keys = Object.keys(type.fields);
    const wanted = `one of ${keys.map((key) => `\`${key}\``).join(', ')}`;
    if (node.kind !== 'map') return this.#wrong(node, `a name or a mapping with ${wanted}`);
    let result: unknown;
    const own = node.pairs.filter(({ key }) => !isOpenKey(key.text));
    for (const pair of own) {
      const key = pair.key.text;
      if (!Object.hasOwn(type.fields, key)) {
        this.#unknownKey({ kind: 'map', fields: type.fields }, node, pair, false);
        continue;
      }
      if (result !== undefined) {
        this.#wrong(node, `a mapping with exactly ${wanted}`);
        return result;
      }
      const value = this.read(type.fields[key]!.type, pair.value);
      if (value !== undefined) result = { key, value };
      else if (isMissing(pair.value))
        this.#wrong(
          pair.value,
          type.fields[key]!.type.kind === 'scalar' ? expected(type.fields[key]!.type) : 'a value',
        );
    }
    if (own.length === 0 && !node.incomplete) this.#wrong(node, `a mapping with ${wanted}`);
    return result;
  }

  /** What stands alone where a list is wanted, as a list of one. `undefined` when it is no element either. */
  #alone(element: Type, node: YamlNode): string | undefined {
    if (node.kind !== 'scalar' || node.style === 'block') return undefined;
    const type = element.kind === 'oneKey' ? element.fields[element.bare]!.type : element;
    if (type.kind !== 'scalar' || type.read(node.text, node.style).problem) return undefined;
    const written = this.#unit.text.slice(node.start, node.end);
    return node.style === 'plain' && /[,[\]{}\n]/.test(written) ? undefined : `[${written}]`;
  }

  #wrong(node: YamlNode, wanted: string, near?: string, element?: Type): undefined {
    const found =
      node.kind === 'map'
        ? 'a mapping'
        : node.kind === 'seq'
          ? 'a list'
          : isMissing(node)
            ? 'nothing'
            : `\`${shorten(node.text)}\``;
    this.#report({
      code: 'format/invalid-value',
      message: `Expected ${wanted}${this.#where()}, but found ${found}`,
      place: this.#place(node),
      ...(near === undefined ? {} : { near }),
      ...(near === undefined || !element ? {} : { element }),
      node,
      unit: this.#unit,
    });
    return undefined;
  }

  #where(): string {
    return this.#key === undefined ? '' : ` ${this.#inList ? 'in' : 'for'} \`${shorten(this.#key)}\``;
  }

  #place(node: YamlNode): Place {
    return { unit: this.#unit, start: node.start, end: node.end };
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The key that was probably meant by an unknown one, among those that do not stand there. */
function nearKey(type: MapType<Fields>, node: YamlMap, key: string): string | undefined {
  const free = Object.keys(type.fields).filter((name) => !node.pairs.some((other) => other.key.text === name));
  return (type.names?.nearest ?? nearest)(key, free);
}

/** The required keys that neither stand there with a value, nor are `meant` by keys that are misspelt. */
function missingKeys(
  type: MapType<Fields>,
  value: MapValue<Fields>,
  node: YamlMap,
  meant: ReadonlySet<string>,
): MissingKey[] {
  const has = (key: string): boolean =>
    meant.has(key) || node.pairs.some((pair) => pair.key.text === key && !isMissing(pair.value));
  const missing = requiredKeys(type)
    .filter((key) => !has(key))
    .map((key) => ({ key, named: `\`${key}\``, because: '' }));
  const also = (type.alsoRequired ?? [])
    .filter(({ oneOf, unless, when }) => {
      const applies = !(unless && has(unless)) && (!when || valueOf(value[when.key]) === when.is);
      return applies && !oneOf.some(has);
    })
    .map(({ oneOf, because }) => ({ key: oneOf[0], named: oneOf.map((key) => `\`${key}\``).join(' or '), because }));
  return [...missing, ...also];
}

const required = new WeakMap<MapType<Fields>, readonly string[]>();

function requiredKeys(type: MapType<Fields>): readonly string[] {
  let keys = required.get(type);
  if (!keys) {
    keys = Object.keys(type.fields).filter((key) => type.fields[key]!.required);
    required.set(type, keys);
  }
  return keys;
}

function valueOf(read: unknown): unknown {
  return (read as { readonly value?: unknown } | undefined)?.value;
}

/** The word, where it is misspelt or cut short: `auto`. */
function nearWord(word: string, node: YamlNode): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  const isCut = node.text.length >= 3 && word.startsWith(node.text.toLowerCase());
  return isCut ? word : nearest(node.text, [word]);
}

function isMissing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'missing';
}

function expected(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.is;
    case 'list':
    case 'wordOrList':
      return 'a list';
    case 'oneKey':
      return 'a selector';
    default:
      return 'a mapping';
  }
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
