import type { Host, Proxy } from '../model/entities.ts';
import type { Place } from '../syntax/nodes.ts';
import type { AssumptionId, ConditionId } from './ids.ts';

/** What one condition comes to, and why. */
export interface Judgement {
  readonly condition: ConditionId;
  /** `null`: cannot be decided from the file. It then counts as holding, and `assumption` says so. */
  readonly holds: boolean | null;
  /** Given where the condition is one of a proxy. */
  readonly proxy?: Proxy | undefined;
  /** The place in the file that decided it: where one would change it. */
  readonly place: Place | undefined;
  readonly assumption?: AssumptionId | undefined;
  /** Why, in a sentence that names the user's own things. */
  readonly message: string;
}

interface Parts {
  readonly proxy?: Proxy | undefined;
  readonly place?: Place | undefined;
  readonly assumption?: AssumptionId | undefined;
}

/** Makes a judgement whose sentence is put together only when someone reads it. */
export function judge(
  condition: ConditionId,
  holds: boolean | null,
  { proxy, place, assumption }: Parts,
  describe: () => string,
): Judgement {
  return new LazyJudgement(condition, holds, proxy, place, assumption, describe);
}

/** A class, since many thousands are made: their getter is one for all. */
class LazyJudgement implements Judgement {
  readonly condition: ConditionId;
  readonly holds: boolean | null;
  readonly proxy: Proxy | undefined;
  readonly place: Place | undefined;
  readonly assumption: AssumptionId | undefined;
  readonly #describe: () => string;

  constructor(
    condition: ConditionId,
    holds: boolean | null,
    proxy: Proxy | undefined,
    place: Place | undefined,
    assumption: AssumptionId | undefined,
    describe: () => string,
  ) {
    this.condition = condition;
    this.holds = holds;
    this.proxy = proxy;
    this.place = place;
    this.assumption = assumption;
    this.#describe = describe;
  }

  get message(): string {
    return this.#describe();
  }
}

/** Unknown counts as holding: it is assumed, and said so. */
export function holds(judgement: Judgement): boolean {
  return judgement.holds !== false;
}

export function hold(judgements: readonly Judgement[]): boolean {
  return judgements.every(holds);
}

/** Remembers one result for each pair of keys, as long as the first of them lives: some are made for a question alone. */
export class PairMemo<A extends object, B extends object, R> {
  readonly #rows = new WeakMap<A, Map<B, R>>();

  /** Forgets all pairs with the key. */
  forget(a: A): void {
    this.#rows.delete(a);
  }

  get(a: A, b: B, make: () => R): R {
    let row = this.#rows.get(a);
    if (!row) {
      row = new Map();
      this.#rows.set(a, row);
    }
    let result = row.get(b);
    if (result === undefined) {
      result = make();
      row.set(b, result);
    }
    return result;
  }
}

/** Where a proxy says which host it runs on, else its name. */
export function hostPlace(proxy: Proxy): Place {
  return proxy.value.host ?? proxy.namePlace;
}

/** The datacenter of a host; hosts without a named one share an implied one. */
export function datacenterOf(host: Host): string | undefined {
  return host.cluster?.datacenter;
}
