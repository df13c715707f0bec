import { MODES, type Mode } from '../planner/ids.ts';

/** Where a VM ends up: its mode, or why it has none. */
export type Way = Mode | 'fails' | 'unprotected';

/** Each way in words, the best first. */
export const WAYS: { readonly [W in Way]: string } = { ...MODES, fails: 'Fails', unprotected: 'In no job' };

export type Column = 'vm' | 'way' | 'proxy' | 'job' | 'host';

/** Which rows of the table of VMs are shown, and in what order. */
export interface PlanQuery {
  /** Words of which each must stand in some cell of a row, whatever their case. */
  readonly text: string;
  /** One of these; any, where there is none. */
  readonly ways: readonly Way[];
  /** Exactly this name; any, where it is not given. */
  readonly only: { readonly [K in 'job' | 'proxy' | 'host' | 'system']?: string };
  /** The order of jobs and of the file, where it is not given. */
  readonly sort?: { readonly column: Column; readonly descending: boolean };
  readonly group?: GroupColumn;
  /** The groups whose rows are not shown, by their names. */
  readonly collapsed: readonly string[];
}

export type GroupColumn = Exclude<Column, 'vm'>;

/** How many rows go each way. */
export type Tally = { readonly [W in Way]: number };

/** A tally of nothing, to count in. */
export function noTally(): { [W in Way]: number } {
  return Object.fromEntries(Object.keys(WAYS).map((way) => [way, 0])) as { [W in Way]: number };
}
