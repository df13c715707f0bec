/** What is the same in two lists, as the same objects. */
export interface ChangedPart {
  /** How many elements they share at their start. */
  readonly start: number;
  /** How many they share at their end, behind those. */
  readonly end: number;
}

/** So many elements are copied when one of them is replaced. */
const CHUNK = 256;

/**
 * A list that never changes. One that is made of it with some elements replaced shares all others with it, so that an edit
 * in a list of a hundred thousand costs what one in a short list does; and it knows what it replaced.
 */
export class PersistentList<T> implements Iterable<T> {
  readonly length: number;
  readonly #chunks: readonly (readonly T[])[];
  /** Index of the first element of each chunk. */
  readonly #starts: readonly number[];
  /** What it was made from, and what they share. One step back is remembered: the list before that may go. */
  #origin: (ChangedPart & { readonly from: PersistentList<T> }) | undefined;

  private constructor(chunks: readonly (readonly T[])[]) {
    const starts: number[] = [];
    let length = 0;
    for (const chunk of chunks) {
      starts.push(length);
      length += chunk.length;
    }
    this.length = length;
    this.#chunks = chunks;
    this.#starts = starts;
  }

  static of<T>(elements: readonly T[]): PersistentList<T> {
    return new PersistentList(cut(elements));
  }

  /** @returns `undefined` where no element has the index; a negative one counts from the end */
  at(index: number): T | undefined {
    const wanted = index < 0 ? index + this.length : index;
    const chunk = this.#chunkOf(wanted);
    return this.#chunks[chunk]?.[wanted - this.#starts[chunk]!];
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const chunk of this.#chunks) yield* chunk;
  }

  /** Calls back for the elements from one index to before another, both within the list. */
  forEach(visit: (element: T, index: number) => void, start = 0, end = this.length): void {
    for (let chunk = this.#chunkOf(start), index = start; index < end; chunk++) {
      const elements = this.#chunks[chunk]!;
      const from = this.#starts[chunk]!;
      for (const last = Math.min(end, from + elements.length); index < last; index++)
        visit(elements[index - from]!, index);
    }
  }

  /** The elements from one index to before another, as far as there are; neither counts from the end. */
  slice(start = 0, end = this.length): T[] {
    const elements: T[] = [];
    this.forEach((element) => void elements.push(element), Math.min(start, this.length), Math.min(end, this.length));
    return elements;
  }

  map<R>(make: (element: T, index: number) => R): R[] {
    const made: R[] = [];
    this.forEach((element, index) => void made.push(make(element, index)));
    return made;
  }

  indexOf(element: T): number {
    for (const [chunk, elements] of this.#chunks.entries()) {
      const index = elements.indexOf(element);
      if (index >= 0) return this.#starts[chunk]! + index;
    }
    return -1;
  }

  /** The last index whose value is not greater than the one sought, where values ascend; 0 when all are greater. */
  lastNotAfter(valueOf: (element: T) => number, sought: number): number {
    const chunk = lastNotAfter(this.#chunks.length, (index) => valueOf(this.#chunks[index]![0]!), sought);
    const elements = this.#chunks[chunk] ?? [];
    return (this.#starts[chunk] ?? 0) + lastNotAfter(elements.length, (index) => valueOf(elements[index]!), sought);
  }

  /** The list with some neighbouring elements replaced. */
  replaced(start: number, removed: number, added: readonly T[]): PersistentList<T> {
    const first = this.#chunkOf(start);
    const last = Math.max(first, this.#chunkOf(start + removed));
    const head = this.#chunks[first]?.slice(0, start - this.#starts[first]!) ?? [];
    const tail = this.#chunks[last]?.slice(start + removed - this.#starts[last]!) ?? [];
    const middle = cut(head.concat(added, tail));
    const list = new PersistentList(this.#chunks.slice(0, first).concat(middle, this.#chunks.slice(last + 1)));
    // Chunks that lost nearly all of their elements are put together now and then.
    const fitting = list.#chunks.length <= 2 + (4 * list.length) / CHUNK ? list : PersistentList.of(list.slice());
    return fitting.cameFrom(this, { start, end: this.length - start - removed });
  }

  /** Notes what the list shares with the one that it was made from. */
  cameFrom(from: PersistentList<T>, { start, end }: ChangedPart): this {
    from.#origin = undefined;
    this.#origin = { from, start, end };
    return this;
  }

  /** What it shares with a list of before. Takes no time where it was made from that by {@link replaced}. */
  changedSince(before: PersistentList<T>): ChangedPart {
    if (this.#origin?.from === before) return this.#origin;
    return commonEnds(before.slice(), this.slice());
  }

  /** The last chunk for an index behind the end. */
  #chunkOf(index: number): number {
    return lastNotAfter(this.#starts.length, (chunk) => this.#starts[chunk]!, index);
  }
}

/** What two lists share at their ends. */
export function commonEnds<T>(before: readonly T[], after: readonly T[]): ChangedPart {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end };
}

/** No chunk is empty. */
function cut<T>(elements: readonly T[]): (readonly T[])[] {
  if (elements.length === 0) return [];
  if (elements.length <= 2 * CHUNK) return [elements];
  const chunks: (readonly T[])[] = [];
  for (let at = 0; at < elements.length; at += CHUNK) chunks.push(elements.slice(at, at + CHUNK));
  return chunks;
}

/**
 * The last index whose value is not greater than the one sought, in an ascending row.
 *
 * @returns 0 when all are greater
 */
export function lastNotAfter(length: number, valueAt: (index: number) => number, sought: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueAt(middle) <= sought) low = middle;
    else high = middle - 1;
  }
  return low;
}
