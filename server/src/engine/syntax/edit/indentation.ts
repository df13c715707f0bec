import type { Unit, YamlNode } from '../nodes.ts';
import { ownPairs } from './extent.ts';
import { columnOf, lineStart } from './lines.ts';

/** How a text indents block collections, in characters. */
export interface Indentation {
  /** From a key to the keys of the map under it. */
  readonly step: number;
  /** From a key to the dashes of the sequence under it. */
  readonly sequence: number;
  /** From a dash to what stands behind it. */
  readonly dash: number;
}

/**
 * The indentation that the units' own texts show, the first evidence of each kind counting. Where they show nothing: two
 * spaces a step, and sequences a step under their key.
 */
export function indentationOf(units: Iterable<Unit>): Indentation {
  const seen: Seen = {};
  for (const unit of units) {
    const { step, sequence, dash } = seenIn(unit);
    seen.step ??= step;
    seen.sequence ??= sequence;
    seen.dash ??= dash;
    if (seen.step !== undefined && seen.sequence !== undefined && seen.dash !== undefined) break;
  }
  const step = seen.step ?? (seen.sequence || 2);
  return { step, sequence: seen.sequence ?? step, dash: seen.dash ?? 2 };
}

/** As far as a text shows it. */
interface Seen {
  step?: number | undefined;
  sequence?: number | undefined;
  dash?: number | undefined;
}

/** A unit never changes, and every fix in it asks. */
const known = new WeakMap<Unit, Seen>();

function seenIn(unit: Unit): Seen {
  let seen = known.get(unit);
  if (!seen) {
    seen = {};
    if (unit.root) collect(unit.text, unit.root, undefined, seen);
    known.set(unit, seen);
  }
  return seen;
}

function collect(text: string, node: YamlNode, keyColumn: number | undefined, seen: Seen): void {
  if (node.kind === 'scalar' || node.flow) return;
  const column = columnOf(text, node.start);
  if (node.kind === 'map') {
    if (keyColumn !== undefined && column > keyColumn) seen.step ??= column - keyColumn;
    for (const pair of ownPairs(node)) {
      if (pair.value.start > pair.key.start) collect(text, pair.value, columnOf(text, pair.key.start), seen);
    }
    return;
  }
  // A sequence that is the root of its unit stands under a top-level key.
  const parent = keyColumn ?? (/\S/.test(text.slice(lineStart(text, node.start), node.start)) ? undefined : 0);
  if (parent !== undefined && column >= parent) seen.sequence ??= column - parent;
  for (const item of node.items) {
    if (item.start <= node.start) continue;
    if (/^- +$/.test(text.slice(node.start, item.start))) {
      seen.dash ??= columnOf(text, item.start) - column;
    }
    collect(text, item, undefined, seen);
  }
}
