import type { Entity } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { Plan } from '../planner/plan.ts';

/** A place in a text that is written where the user goes on. One that stands there twice is filled in once. */
export interface Stop {
  /** What stands there until it is filled in; it is all that is left where there are no snippets. */
  readonly text: string;
  /** What it can be filled with; empty where it can be anything. */
  readonly choices: readonly string[];
}

export type Part = string | Stop;

/** Something that may be written at the cursor. */
export interface Completion {
  readonly kind: 'key' | 'word' | 'name' | 'value' | 'path' | 'new';
  readonly label: string;
  /** What it is, on one line: the default of a key, say. */
  readonly detail?: string;
  /** In Markdown; `undefined` for what takes time to describe: `entity`. */
  readonly documentation?: string;
  /** What is named. */
  readonly entity?: Entity;
  /** What it is found by, besides its label. */
  readonly alias?: string;
  /** What it replaces: the word around the cursor, as absolute offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Lines after the first are indented as against the line that the cursor is on. */
  readonly parts: readonly Part[];
}

export interface Completions {
  /** The likeliest first. */
  readonly items: readonly Completion[];
  /** There are more, of which some may match when more is typed. */
  readonly isIncomplete: boolean;
}

/** Something that a value can be, before it is known how it is written. */
export interface Suggestion {
  readonly kind: Completion['kind'];
  readonly text: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly entity?: Entity;
  readonly alias?: string;
}

/** What is known of the topology; read only when a completion asks for it. */
export interface Site {
  readonly topology: Topology;
  readonly plan: Plan;
  /** Topology files that may be included, as paths relative to the file. */
  readonly paths?: readonly string[];
}

/** What is written where there are no snippets. */
export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
