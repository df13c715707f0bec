import type { EntityKind, Value } from '../schema/types.ts';
import type { Cluster, Datastore, Entity, Host, HxSystem, Job, Proxy, Vm } from './entities.ts';

export interface EntityByKind {
  readonly hyperflex: HxSystem;
  readonly cluster: Cluster;
  readonly host: Host;
  readonly datastore: Datastore;
  readonly proxy: Proxy;
  readonly vm: Vm;
  readonly job: Job;
}

/** A name written somewhere to point to an entity. */
export interface Reference {
  readonly to: EntityKind;
  /** The name as written, without the `proxy:` of an allowed address. */
  readonly name: string;
  /** Where the name is written, quotes included. */
  readonly at: Value<unknown>;
  /** The names of the list that it stands in, where it stands in one; itself among them. */
  readonly among?: readonly string[];
  /** What it names; `undefined` when nothing declares it. */
  readonly target: Entity | undefined;
}

/** The declared names of one kind. A name declared twice means the first; one that differs in case only still resolves. */
export class NameTable<E extends { readonly name: string; readonly index: number }> {
  readonly #exact = new Map<string, E>();
  readonly #folded = new Map<string, E>();
  #size = 0;

  add(entity: E): void {
    this.#size++;
    const goesFirst = (known: E | undefined): boolean => known === undefined || entity.index < known.index;
    if (goesFirst(this.#exact.get(entity.name))) this.#exact.set(entity.name, entity);
    const folded = entity.name.toLowerCase();
    if (goesFirst(this.#folded.get(folded))) this.#folded.set(folded, entity);
  }

  /** Takes an entity out that was of this name. `others` are those of the kind, of which the next one then has the name. */
  remove(entity: E, name: string, others: readonly E[]): void {
    const isOnlyOne = !this.hasDuplicates;
    const isOnlyFolded = this.#folded.size === this.#size;
    this.#size--;
    if (this.#exact.get(name) === entity) {
      const next = isOnlyOne ? undefined : others.find((other) => other !== entity && other.name === name);
      if (next) this.#exact.set(name, next);
      else this.#exact.delete(name);
    }
    const folded = name.toLowerCase();
    if (this.#folded.get(folded) === entity) {
      const next = isOnlyFolded
        ? undefined
        : others.find((other) => other !== entity && other.name.toLowerCase() === folded);
      if (next) this.#folded.set(folded, next);
      else this.#folded.delete(folded);
    }
  }

  get(name: string): E | undefined {
    return this.#exact.get(name) ?? this.#folded.get(name.toLowerCase());
  }

  /** The entity of exactly this name. */
  getExact(name: string): E | undefined {
    return this.#exact.get(name);
  }

  /** Whether some name is declared more than once. */
  get hasDuplicates(): boolean {
    return this.#exact.size < this.#size;
  }

  entities(): Iterable<E> {
    return this.#exact.values();
  }

  names(): Iterable<string> {
    return this.#exact.keys();
  }
}
