import type { Part } from './rule.ts';

/** Something that is worked out of parts of the topology and its plan, and of other such things. */
export interface Source<T> {
  /** Of the parts, those that it reads by itself; all, where it is not given. */
  readonly reads?: readonly Part[];
  /** Whether what was worked out anew is worth the same: what hangs on it stays as it is then. */
  readonly same?: (before: T, after: T) => boolean;
}

/** What was worked out, and what was asked for meanwhile. */
interface Cell {
  readonly source: Source<unknown>;
  readonly work: () => unknown;
  readonly uses: Set<Cell>;
  value: unknown;
  /** The round in which the value became another one. */
  changed: number;
  /** The last round of which it is known that the value holds. */
  holds: number;
}

/**
 * Remembers what was worked out for as long as nothing changes that it read, or that anything read that it asked for. Who
 * asks for what is seen while it works, as incremental compilers do (salsa).
 */
export class Memory {
  #round = 0;
  /** The round in which anything changed that is not in a part. */
  #allChanged = 0;
  readonly #changed = new Map<Part, number>();
  readonly #cells = new Map<Source<never>, Cell>();
  readonly #working: Cell[] = [];

  /** @param changed what changed since the last time */
  begin(changed: ReadonlySet<Part> | 'all'): void {
    this.#round++;
    if (changed === 'all') this.#allChanged = this.#round;
    else for (const part of changed) this.#changed.set(part, this.#round);
  }

  /** @param work is called when it was never, or something changed that it read; the same each time */
  get<T>(source: Source<T>, work: () => T): T {
    let cell = this.#cells.get(source as Source<never>);
    if (!cell) {
      cell = { source: source as Source<unknown>, work, uses: new Set(), value: undefined, changed: 0, holds: -1 };
      this.#cells.set(source as Source<never>, cell);
    }
    this.#working.at(-1)?.uses.add(cell);
    this.#update(cell);
    return cell.value as T;
  }

  #update(cell: Cell): void {
    if (cell.holds === this.#round) return;
    if (this.#isStale(cell)) this.#workOut(cell);
    cell.holds = this.#round;
  }

  #isStale({ source, uses, holds }: Cell): boolean {
    if (holds < this.#allChanged || !source.reads) return true;
    if (source.reads.some((part) => (this.#changed.get(part) ?? 0) > holds)) return true;
    for (const used of uses) {
      this.#update(used);
      if (used.changed > holds) return true;
    }
    return false;
  }

  #workOut(cell: Cell): void {
    const { source, value: before, holds } = cell;
    cell.uses.clear();
    this.#working.push(cell);
    try {
      cell.value = cell.work();
    } finally {
      this.#working.pop();
    }
    if (holds >= this.#allChanged && (cell.value === before || source.same?.(before, cell.value))) cell.value = before;
    else cell.changed = this.#round;
  }
}
