import type { Entity } from '../model/entities.ts';
import type { EntityKind, Field, Fields, ListType, Type } from '../schema/types.ts';
import type { Cursor } from '../syntax/cursor.ts';
import type { Part, Site, Stop, Suggestion } from './completion.ts';
import { fieldsOf, type Slot, singleOf } from './field-at.ts';
import { suggest } from './suggest.ts';
import { yamlOf } from './write.ts';

/** More names than this are no choice at a glance: whoever fills them in asks for completion there. */
const MOST_CHOICES = 12;

/** Writes mappings, and what stands behind keys, as the format defines them, with stops where the user goes on. */
export class NewMapping {
  readonly #root: Type;
  readonly #cursor: Cursor;
  readonly #site: Site;
  /** The names of what is being written, which references to them share. */
  readonly #named = new Map<EntityKind, Stop>();

  constructor(root: Type, cursor: Cursor, site: Site) {
    this.#root = root;
    this.#cursor = cursor;
    this.#site = site;
  }

  /**
   * The keys that belong in every new mapping of the type.
   *
   * @param indent of the lines after the first, as against the line of the first; `undefined` in flow style
   * @param list the list that the mapping is an item of
   */
  keys(type: Type, indent: string | undefined, list?: ListType<Type>): Part[] {
    const fields = Object.entries(fieldsOf(type) ?? {}).filter(([, field]) => belongs(field));
    if (type.kind === 'oneKey') fields.length = 0;
    return fields.flatMap(([key, field], index) => {
      const behind = this.behindKey(field, indent, key === 'name' ? list?.entity : undefined);
      // The sections of a file stand apart.
      const between = index === 0 ? '' : indent === undefined ? ', ' : `${type === this.#root ? '\n' : ''}\n${indent}`;
      return [between + key, ...behind];
    });
  }

  /** What follows a key: its colon and the start of its value. `names`: the kind of entity that the value names. */
  behindKey(field: Field, indent: string | undefined, names?: EntityKind): Part[] {
    const { type } = field;
    const element: Type = type.kind === 'list' || type.kind === 'wordOrList' ? type.element : type;
    const isMap = element.kind === 'map' || element.kind === 'dictionary';
    if (!isMap) return [': ', ...this.#scalar(field, names)];
    const list = type.kind === 'list' ? (type as ListType<Type>) : undefined;
    if (indent === undefined) {
      const keys = this.keys(element, undefined, list);
      return list ? [': [{ ', ...keys, ' }]'] : [': { ', ...keys, ' }'];
    }
    const own = `${indent}  ${list ? '  ' : ''}`;
    return [`:\n${indent}  ${list ? '- ' : ''}`, ...this.keys(element, own, list)];
  }

  #scalar(field: Field, names: EntityKind | undefined): Part[] {
    const { type } = field;
    const words = type.kind === 'scalar' ? Object.keys(type.values ?? {}) : [];
    if (words.length === 1) return words;
    const single = singleOf({ type, field, list: undefined });
    const isList = type.kind === 'wordOrList' || (type.kind === 'list' && !(type as ListType<Type>).orOne);
    const stop = single ? this.#stop(field, single, names, isList) : { text: '', choices: [] };
    if (!isList) return [stop];
    // A list of which nothing is known is better written line by line.
    if (stop.text !== '' || stop.choices.length > 0) return ['[', stop, ']'];
    return type.kind === 'wordOrList' ? [{ text: '', choices: [type.word] }] : ['[', stop, ']'];
  }

  #stop(field: Field, single: Slot, names: EntityKind | undefined, isList: boolean): Stop {
    const { type } = single;
    const to = type.kind === 'scalar' ? type.to : undefined;
    const known = to && !field.inNew && this.#named.get(to);
    if (known) return known;
    const flow = isList || this.#cursor.flow;
    if (names) {
      const stop = { text: yamlOf(this.#freeName(names, field.inNew ?? ''), flow), choices: [] };
      this.#named.set(names, stop);
      return stop;
    }
    const written = (text: string): string => yamlOf(text, flow);
    const words = type.kind === 'scalar' ? Object.keys(type.values ?? {}) : [];
    if (words.length > 0) return { text: field.inNew ?? '', choices: first(field.inNew, words).map(written) };
    const found = this.#suggested(field, single).map(({ text }) => written(text));
    const proposed = field.inNew && written(field.inNew);
    if (found.length > MOST_CHOICES) return { text: proposed ?? '', choices: [] };
    // What is known of the topology comes before what is proposed for any.
    const isKnown = found.length > 0 && !found.includes(proposed ?? '');
    const choices = isKnown ? found : first(proposed, found);
    // One is no choice.
    if (choices.length === 1) return { text: choices[0]!, choices: [] };
    return { text: (isKnown ? undefined : proposed) ?? '', choices };
  }

  /** What of the topology can stand there: as many as can be chosen from, and one more. */
  #suggested(field: Field, single: Slot): readonly Suggestion[] {
    // These ask for the plan, which would have every key wait for it.
    if (field.offers === 'allowedSources') return [];
    return suggest(this.#root, single, this.#cursor, this.#site).slice(0, MOST_CHOICES + 1);
  }

  /** The name that counts on from the last one of its kind, else the proposed one. */
  #freeName(kind: EntityKind, proposed: string): string {
    const table = this.#site.topology.names[kind];
    let last: Entity | undefined;
    for (const entity of table.entities()) last = entity;
    let name = last && /\d$/.test(last.name) ? last.name : proposed;
    while (table.get(name)) name = next(name);
    return name;
  }
}

/** Whether a key stands in every new mapping. */
function belongs({ required, inNew }: Field): boolean {
  return required === true || inNew !== undefined;
}

/** `esx09` to `esx10`, `nightly` to `nightly2`. */
function next(name: string): string {
  const number = /(?<!\d)\d+$/.exec(name)?.[0];
  if (number === undefined) return `${name}2`;
  return name.slice(0, -number.length) + String(BigInt(number) + 1n).padStart(number.length, '0');
}

function first(preferred: string | undefined, words: readonly string[]): string[] {
  return preferred === undefined || preferred === '' || words.length === 0
    ? [...words]
    : [preferred, ...words.filter((word) => word !== preferred)];
}

/** The keys of a mapping that are required, then the others, each in the format's order. */
export function requiredFirst(fields: Fields): [key: string, field: Field][] {
  const entries = Object.entries(fields);
  return [...entries.filter(([, { required }]) => required), ...entries.filter(([, { required }]) => !required)];
}
