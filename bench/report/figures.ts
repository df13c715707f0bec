import { median, p95, type Samples } from '../measure/samples.ts';

/** A line of a table: figures of one thing at each size. */
export interface Row {
  readonly label: string;
  readonly unit: Unit;
  /** One or two figures, in ms or bytes; NaN where nothing was measured. */
  readonly figures: (samples: Samples) => readonly number[];
}

export type Unit = 'ms' | 's' | 'MB';

const SCALE = { ms: 1, s: 1e3, MB: 1e6 } satisfies { [unit in Unit]: number };

/** A row of one measure: median and p95. */
export function spread(label: string, measure: string): Row {
  return { label, unit: 'ms', figures: (samples) => [median(samples.of(measure)), p95(samples.of(measure))] };
}

/** A row of one measure: its median. */
export function middle(label: string, measure: string, unit: Unit = 'ms'): Row {
  return { label, unit, figures: (samples) => [median(samples.of(measure))] };
}

/** A row of one measure: its p95. */
export function tail(label: string, measure: string): Row {
  return { label, unit: 'ms', figures: (samples) => [p95(samples.of(measure))] };
}

/** A row of the highest that was measured, of several measures. */
export function highest(label: string, measures: readonly string[]): Row {
  const figures = (samples: Samples): number[] => {
    const values = measures.flatMap((measure) => samples.of(measure));
    return [values.length === 0 ? Number.NaN : Math.max(...values)];
  };
  return { label, unit: 'ms', figures };
}

/** What a row is about, with its unit: `cold open, ms`. */
export function titled({ label, unit }: Row): string {
  return `${label}, ${unit}`;
}

/** Figures in the unit of their row: `3.2 · 7.9`; a dash where nothing was measured. */
export function written(figures: readonly number[], unit: Unit): string {
  if (figures.some(Number.isNaN)) return '–';
  return figures.map((figure) => rounded(figure / SCALE[unit])).join(' · ');
}

/** With two digits or more: `0.84`, `3.2`, `84`, `3,447`. */
export function rounded(value: number): string {
  const digits = value >= 10 ? 0 : value >= 1 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Whether figures stay within their goals, which are in the row's unit. */
export function meets(figures: readonly number[], goals: readonly number[], unit: Unit): boolean {
  return goals.every((goal, index) => figures[index]! / SCALE[unit] <= goal);
}
