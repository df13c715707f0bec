import { expect } from 'vitest';
import { complete } from '../../../server/src/engine/complete/complete.ts';
import { type Completion, plainText, type Site } from '../../../server/src/engine/complete/completion.ts';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { topology } from '../../../server/src/engine/schema/format.ts';
import type { Type } from '../../../server/src/engine/schema/types.ts';
import { analyzeFixture, splitFixture } from '../../support/topology-files.ts';

const engine = createEngine();

export interface Expected {
  /** Labels that come first, in this order. */
  readonly first?: readonly string[];
  /** All labels, in their order. */
  readonly all?: readonly string[];
  readonly without?: readonly string[];
  readonly details?: { readonly [label: string]: string };
  /** The first file's text when the item is chosen, without snippets. */
  readonly writes?: { readonly [label: string]: string };
}

/**
 * Completes at the `$0` in the first file of a fixture, and looks at what is offered.
 *
 * @returns what is offered
 */
export async function check(
  fixture: string,
  expected: Expected,
  root: Type = topology,
): Promise<readonly Completion[]> {
  const [[path, marked], ...others] = [...splitFixture('/site/main.topology.yaml', fixture)] as [[string, string]];
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const analysis = await analyzeFixture(engine, new Map([[path, text], ...others]));
  const { items } = complete(root, analysis.tree, offset, analysis);
  const labels = items.map(({ label }) => label);
  if (expected.all) expect(labels).toEqual(expected.all);
  if (expected.first) expect(labels.slice(0, expected.first.length)).toEqual(expected.first);
  for (const label of expected.without ?? []) expect(labels).not.toContain(label);
  const find = (label: string): Completion => {
    const found = items.find((item) => item.label === label);
    expect(found, `${label} is offered, among ${labels.join(', ')}`).toBeDefined();
    return found!;
  };
  for (const [label, detail] of Object.entries(expected.details ?? {})) expect(find(label).detail).toBe(detail);
  for (const [label, after] of Object.entries(expected.writes ?? {})) expect(applied(text, find(label))).toBe(after);
  return items;
}

/** The text after an item was chosen in a client without snippets, which indents further lines as the first. */
export function applied(text: string, { start, end, parts }: Completion): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^\uFEFF?( *)/.exec(text.slice(lineStart, start))![1]!;
  return text.slice(0, start) + plainText(parts).replaceAll('\n', `\n${indent}`) + text.slice(end);
}

/** What is known where there is nothing. */
export const EMPTY: Site = engine.analyze('file:///empty', '');
