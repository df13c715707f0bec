import type { EntityKind } from '../schema/types.ts';
import type { Entity } from './entities.ts';
import type { Reference } from './names.ts';

/** In the order in which entities are linked. */
const KINDS: readonly EntityKind[] = ['hyperflex', 'cluster', 'host', 'datastore', 'proxy', 'vm', 'job'];

/** Every name that points to an entity, by the entity that holds it, in the order in which these were linked. */
export class References implements Iterable<Reference> {
  readonly #held = new Map<Entity, Reference[]>();
  /** How often each entity is named. */
  readonly #uses = new Map<Entity, number>();
  /** Holders of names that nothing declares, or that are declared with other letters’ case. */
  readonly #loose = new Set<Entity>();
  #last: { readonly holder: Entity; readonly held: Reference[] } | undefined;

  /** What is added from now on is held by the entity; what it held before is forgotten. */
  begin(holder: Entity): void {
    for (const { target } of this.heldBy(holder)) if (target) this.#uses.set(target, this.#uses.get(target)! - 1);
    this.#loose.delete(holder);
    // A list that grew has room for many more.
    if (this.#last) this.#held.set(this.#last.holder, this.#last.held.slice());
    this.#last = { holder, held: [] };
    this.#held.set(holder, this.#last.held);
  }

  add(holder: Entity, reference: Reference): void {
    this.#last?.held.push(reference);
    const { target, name } = reference;
    if (target) this.#uses.set(target, (this.#uses.get(target) ?? 0) + 1);
    if (target?.name !== name) this.#loose.add(holder);
  }

  heldBy(entity: Entity): readonly Reference[] {
    return this.#held.get(entity) ?? [];
  }

  /** Whether the entity is named anywhere but at itself. */
  isUsed(entity: Entity): boolean {
    return (this.#uses.get(entity) ?? 0) > 0;
  }

  /** The entities that hold a name that nothing declares, or that is declared with other letters’ case. */
  loose(): Entity[] {
    return [...this.#loose].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.index - b.index);
  }

  /** Whether the entity is one of them. */
  isLoose(entity: Entity): boolean {
    return this.#loose.has(entity);
  }

  /** The names that nothing declares. */
  unresolved(): Reference[] {
    return this.#ofLoose(({ target }) => !target);
  }

  /** The names that are declared with other letters’ case. */
  inOtherCase(): (Reference & { readonly target: Entity })[] {
    return this.#ofLoose(({ target, name }) => target !== undefined && target.name !== name) as (Reference & {
      readonly target: Entity;
    })[];
  }

  *[Symbol.iterator](): Iterator<Reference> {
    for (const held of this.#held.values()) yield* held;
  }

  #ofLoose(wanted: (reference: Reference) => boolean): Reference[] {
    return this.loose().flatMap((holder) => this.heldBy(holder).filter(wanted));
  }
}
