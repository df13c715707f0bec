import type { Place, Unit } from './nodes.ts';

/** Values by place: a text that several things share, by an alias, is one place. */
export class PlaceMap<V> {
  readonly #byUnit = new Map<Unit, Map<number, V>>();

  get({ unit, start, end }: Place): V | undefined {
    return this.#byUnit.get(unit)?.get(keyOf(start, end));
  }

  set({ unit, start, end }: Place, value: V): void {
    let values = this.#byUnit.get(unit);
    if (!values) {
      values = new Map();
      this.#byUnit.set(unit, values);
    }
    values.set(keyOf(start, end), value);
  }
}

/** Places, each once. */
export class PlaceSet {
  readonly #places = new PlaceMap<true>();

  /** @returns whether it was not there yet */
  add(place: Place): boolean {
    const isNew = !this.has(place);
    if (isNew) this.#places.set(place, true);
    return isNew;
  }

  has(place: Place): boolean {
    return this.#places.get(place) === true;
  }
}

/** No unit is as long as 2²⁶ code units, since no file is that is opened or read. */
function keyOf(start: number, end: number): number {
  return start * 2 ** 26 + end;
}
