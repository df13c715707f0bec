import { type Assembly, errorsOf } from './assemble.ts';
import type { Located, Section, SyntaxError } from './tree.ts';
import type { ParsedUnit } from './unit.ts';

/** Neighbouring units that went, and those that came for them. */
export interface UnitChange {
  readonly removed: readonly ParsedUnit[];
  readonly inserted: readonly ParsedUnit[];
}

/** With more changes than this, putting all together anew is cheaper. */
const manyChanges = 16;

/**
 * What {@link assemble} would give after changes inside lists, without a look at the units that stayed.
 *
 * @param before from the units before; their starts, and those of the new units, are up to date
 * @returns `undefined` when the changes may reach further: other units than items, anchors and aliases
 */
export function reassemble(before: Assembly, changes: readonly UnitChange[]): Assembly | undefined {
  const plain = changes.every(({ removed, inserted }) => removed.every(isPlainItem) && inserted.every(isPlainItem));
  if (!plain || changes.length > manyChanges) return undefined;
  return {
    sections: changes.reduce(replaceItems, before.sections),
    errors: replaceErrors(before.errors, changes),
  };
}

function isPlainItem(unit: ParsedUnit): boolean {
  return unit.item !== undefined && unit.names === undefined && !unit.irregular;
}

function replaceItems(sections: readonly Section[], { removed, inserted }: UnitChange): readonly Section[] {
  const first = removed[0]?.item;
  return sections.map((section) => {
    const at = first === undefined ? -1 : (section.items?.indexOf(first) ?? -1);
    if (section.items === undefined || at < 0) return section;
    return { ...section, items: section.items.replaced(at, removed.length, inserted.flatMap(itemsOf)) };
  });
}

function itemsOf({ item }: ParsedUnit): Located[] {
  return item === undefined ? [] : [item];
}

function replaceErrors(errors: readonly SyntaxError[], changes: readonly UnitChange[]): readonly SyntaxError[] {
  const removed = new Set(changes.flatMap((change) => change.removed.filter(hasErrors)));
  const inserted = changes.flatMap((change) => change.inserted.filter(hasErrors));
  if (removed.size === 0 && inserted.length === 0) return errors;
  const kept = errors.filter(({ place }) => !removed.has(place.unit as ParsedUnit));
  return [...kept, ...inserted.flatMap(errorsOf)].sort((a, b) => startOf(a) - startOf(b));
}

function hasErrors(unit: ParsedUnit): boolean {
  return unit.errors.length > 0;
}

function startOf({ place }: SyntaxError): number {
  return place.unit.start + place.start;
}
