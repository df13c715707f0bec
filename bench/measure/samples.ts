/** What was measured, by the id of a measure: in ms, or in bytes. */
export class Samples {
  readonly #byMeasure = new Map<string, number[]>();

  add(measure: string, value: number): void {
    const values = this.#byMeasure.get(measure);
    if (values) values.push(value);
    else this.#byMeasure.set(measure, [value]);
  }

  /** In the order in which they were measured; empty where nothing was. */
  of(measure: string): readonly number[] {
    return this.#byMeasure.get(measure) ?? [];
  }
}

/** The middle value; the mean of both where two stand in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

/** The value that 95 % of the values do not exceed; NaN of none. */
export function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
