import type { Located, Place, SyntaxTree, TextEdit, Unit, YamlNode } from '../../../server/src/engine/syntax/index.ts';

/** A tree as plain data with absolute offsets, so that trees cut in different ways can be compared. */
export function view(tree: SyntaxTree) {
  return { ...contents(tree), errors: errors(tree) };
}

/** The sections of a tree, all offsets absolute. */
export function contents(tree: SyntaxTree) {
  return {
    sections: tree.sections.map(({ key, keyPlace, value, items }) => ({
      key,
      keyPlace: absolute(keyPlace),
      value: value && node(value),
      items: items?.map(node),
    })),
  };
}

/** The errors of a tree, all offsets absolute. */
export function errors(tree: SyntaxTree) {
  return tree.errors.map(({ code, message, place, related }) => ({
    code,
    message,
    ...absolute(place),
    related: related && absolute(related),
  }));
}

/** The errors in short: the code, and the text it covers. */
export function errorTexts(tree: SyntaxTree): string[] {
  return tree.errors.map(({ code, place }) => `${code}: ${tree.text.slice(...range(place))}`);
}

function range(place: Place): [number, number] {
  return [place.unit.start + place.start, place.unit.start + place.end];
}

function absolute(place: Place) {
  const [start, end] = range(place);
  return { start, end };
}

function node(located: Located) {
  return moved(located.unit, located.node);
}

function moved(unit: Unit, from: YamlNode): YamlNode {
  const span = { start: unit.start + from.start, end: unit.start + from.end };
  if (from.kind === 'seq') return { ...from, ...span, items: from.items.map((item) => moved(unit, item)) };
  if (from.kind === 'scalar') return { ...from, ...span };
  const pairs = from.pairs.map(({ key, value, merged }) => ({
    key: { ...key, start: unit.start + key.start, end: unit.start + key.end },
    value: moved(unit, value),
    merged,
  }));
  return { ...from, ...span, pairs };
}

/** Every span of a tree that can be reached, as absolute offsets. */
export function spans(tree: SyntaxTree): { start: number; end: number }[] {
  const all = tree.errors.flatMap(({ place, related }) => [absolute(place), ...(related ? [absolute(related)] : [])]);
  const visit = (at: YamlNode): void => {
    all.push({ start: at.start, end: at.end });
    if (at.kind === 'seq') at.items.forEach(visit);
    else if (at.kind === 'map') {
      for (const pair of at.pairs) {
        visit(pair.key);
        visit(pair.value);
      }
    }
  };
  for (const section of contents(tree).sections) {
    all.push(section.keyPlace);
    if (section.value) visit(section.value);
    section.items?.forEach(visit);
  }
  return all;
}

/** The text after edits, by the plainest means. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const backwards = [...edits].sort((a, b) => b.start - a.start || b.end - a.end);
  return backwards.reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
}
