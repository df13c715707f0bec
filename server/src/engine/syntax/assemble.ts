import { duplicateKeyMessage } from './convert.ts';
import { tidy } from './errors.ts';
import type { Place, Span, Unit, YamlNode } from './nodes.ts';
import { PersistentList } from './persistent-list.ts';
import type { Located, Section, SyntaxError } from './tree.ts';
import type { ParsedUnit } from './unit.ts';

/** What the units of a text amount to. */
export interface Assembly {
  readonly sections: readonly Section[];
  readonly errors: readonly SyntaxError[];
}

/** A section, whose items come to it. */
type Found = Omit<Section, 'items'> & { readonly items: Located[] | undefined };

/** Puts the sections together, and lists the errors of all units in the order of the file. */
export function assemble(units: Iterable<ParsedUnit>): Assembly {
  const sections = new Map<string, Found>();
  const errors: SyntaxError[] = [];
  let items: Located[] = [];
  for (const unit of units) {
    if (unit.item !== undefined) items.push(unit.item);
    if (unit.item !== undefined && unit.errors.length === 0) continue;
    const own = errorsOf(unit);
    if (unit.item === undefined) items = addSections(unit, sections, own);
    if (own.length > 1) own.sort((a, b) => a.place.start - b.place.start);
    for (const error of own) errors.push(error);
  }
  const found = [...sections.values()].map(({ items, ...rest }) => ({
    ...rest,
    items: items && PersistentList.of(items),
  }));
  return { sections: found, errors };
}

/** @returns the list that the items after a header go to */
function addSections(unit: ParsedUnit, sections: Map<string, Found>, errors: SyntaxError[]): Located[] {
  const { root } = unit;
  const headerItems: Located[] = [];
  if (root === undefined) return headerItems;
  if (root.kind !== 'map') {
    errors.unshift(notAMapping(unit, root));
    return headerItems;
  }
  for (const { key, value } of root.pairs) {
    const keyPlace: Place = { unit, start: key.start, end: key.end };
    const first = sections.get(key.text);
    if (first !== undefined) {
      const message = duplicateKeyMessage(key.text);
      errors.push({ code: 'duplicate-key', message, place: keyPlace, related: first.keyPlace });
    } else sections.set(key.text, section(unit, key.text, keyPlace, value, headerItems));
  }
  return headerItems;
}

function section(unit: ParsedUnit, key: string, keyPlace: Place, value: YamlNode, headerItems: Located[]): Found {
  if (unit.kind === 'header') return { key, keyPlace, value: undefined, items: headerItems };
  if (value.kind !== 'seq') return { key, keyPlace, value: { unit, node: value }, items: undefined };
  return { key, keyPlace, value: undefined, items: value.items.map((node) => ({ unit, node })) };
}

function notAMapping(unit: Unit, root: YamlNode): SyntaxError {
  const what = root.kind === 'seq' ? 'a list' : 'a plain text';
  const message = `The file consists of keys, each with a colon and what belongs to it (\`key: …\`); this starts with ${what}.`;
  return { code: 'syntax', message, place: { unit, ...tidy(unit.text, root) } };
}

/** The errors of a unit with their places. */
export function errorsOf(unit: Unit): SyntaxError[] {
  return unit.errors.map(({ code, message, related, ...span }) => {
    const place = placeIn(unit, span);
    return related === undefined ? { code, message, place } : { code, message, place, related: placeIn(unit, related) };
  });
}

function placeIn(unit: Unit, { start, end }: Span): Place {
  return { unit, start, end };
}
