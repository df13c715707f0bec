import type { Choices, PlanQuery, PlanTableResult, TableLine } from '../../server/src/lsp/plan-protocol.ts';
import { ask } from './host.ts';

type Window = NonNullable<PlanTableResult>;

/** Lines before and after those in sight that are asked for with them, so that scrolling finds them. */
const MARGIN = 60;

/**
 * The lines of the table that the page knows: those in sight, and some around. It asks for others when they come into sight,
 * and for the same again after a change; until the answer comes, what is known stays.
 */
export class TableModel {
  window: Window | undefined;
  choices: Choices | undefined;
  /** Whether the text does not parse: what is shown is then the plan of its last good state. */
  outdated = false;
  /** The file cannot be read as a topology. */
  missing = false;
  readonly #changed: () => void;
  #query: PlanQuery;
  #first = 0;
  #count = 40;
  #stale: 'query' | 'plan' | undefined = 'query';
  #running = false;

  constructor(query: PlanQuery, changed: () => void) {
    this.#query = query;
    this.#changed = changed;
  }

  line(index: number): TableLine | undefined {
    return this.window?.lines[index - this.window.offset];
  }

  /** These lines are in sight. */
  see(first: number, count: number): void {
    this.#first = first;
    this.#count = count;
    void this.#run();
  }

  query(query: PlanQuery): void {
    if (JSON.stringify(query) === JSON.stringify(this.#query)) return;
    this.#query = query;
    this.#stale = 'query';
    void this.#run();
  }

  /** Another file is shown: nothing of what is known counts. */
  reset(): void {
    this.window = undefined;
    this.choices = undefined;
    this.outdated = false;
    this.#stale = 'query';
    void this.#run();
  }

  planChanged(): void {
    this.#stale ??= 'plan';
    void this.#run();
  }

  /** Where a VM stands in the table as it is now asked for. */
  async find(vm: string, job?: string | null): Promise<Window['found']> {
    const find = job === undefined ? { vm } : { vm, job };
    const result = await ask('table', {
      query: this.#query,
      offset: 0,
      count: 0,
      find,
      choices: this.choices?.id ?? '',
    });
    return result?.found;
  }

  #isKnown(): boolean {
    if (!this.window) return false;
    const { offset, lines, total } = this.window;
    return this.#first >= offset && Math.min(total, this.#first + this.#count) <= offset + lines.length;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#stale || !this.#isKnown()) {
      const stale = this.#stale;
      this.#stale = undefined;
      const offset = Math.max(0, this.#first - MARGIN);
      const result = await ask('table', {
        query: this.#query,
        offset,
        count: this.#count + 2 * MARGIN,
        choices: this.choices?.id ?? '',
      });
      this.missing = result === null;
      if (result) this.#take(result, stale);
      this.#changed();
      if (!result) break;
    }
    this.#running = false;
  }

  #take(result: Window, stale: 'query' | 'plan' | undefined): void {
    // While someone types, a plan of what is left of the text would be another one on every keystroke.
    this.outdated = result.incomplete && this.window !== undefined && stale === 'plan';
    if (this.outdated) return;
    this.window = result;
    this.choices = result.choices ?? this.choices;
    this.#first = Math.min(this.#first, Math.max(0, result.total - this.#count));
  }
}
