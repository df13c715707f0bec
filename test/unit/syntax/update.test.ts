import { expect, test } from 'vitest';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import { edited, view } from './view.ts';

const text = 'topology: 1\nvms:\n  - name: a\n    host: x\n  - name: b\n  - name: c\nhosts:\n  - name: x\n';

function replace(from: string, to: string) {
  const start = text.indexOf(from);
  return { start, end: start + from.length, newText: to };
}

/** The indices of the old units that the new tree has too, as the same objects. */
function kept(...edits: ReturnType<typeof replace>[]): number[] {
  const before = parse('u', text);
  const units = [...before.units];
  const after = update(before, edits);
  const fresh = parse('u', edited(text, edits));
  expect(view(after)).toEqual(view(fresh));
  expect(after.units.map((unit) => unit.text)).toEqual(fresh.units.map((unit) => unit.text));
  return units.flatMap((unit, i) => (after.units.indexOf(unit) >= 0 ? [i] : []));
}

test('only the item that an edit touches is parsed again', () => {
  expect(kept(replace('host: x', 'host: yy\n    note: z'))).toEqual([0, 1, 3, 4, 5, 6]);
  expect(kept(replace('name: b', 'name: "b'))).toEqual([0, 1, 2, 4, 5, 6]);
});

test('an item that goes, comes or is split leaves the others', () => {
  expect(kept(replace('  - name: b\n', ''))).toEqual([0, 1, 2, 4, 5, 6]);
  expect(kept(replace('  - name: b\n', '  - name: b\n  - name: n\n'))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(kept(replace('name: b', 'name: bb\n  - name: n'))).toEqual([0, 1, 2, 4, 5, 6]);
});

test('a line that fits nowhere yet, as while typing, leaves the other items', () => {
  expect(kept(replace('    host: x\n', '    host: x\n  ho\n'))).toEqual([0, 1, 3, 4, 5, 6]);
  expect(kept(replace('  - name: c\n', '  - name: c\njob\n'))).toEqual([0, 1, 2, 3, 5, 6]);
});

test('a new comment goes to the item, or the key, that it stands above', () => {
  expect(kept(replace('    host: x\n', '    host: x\n  # why\n'))).toEqual([0, 1, 2, 4, 5, 6]);
  expect(kept(replace('  - name: c\n', '  - name: c\n# why\n'))).toEqual([0, 1, 2, 3, 4, 6]);
});

test('several edits at once, in any order', () => {
  expect(kept(replace('name: c', 'name: cc'), replace('host: x', 'host: longer'), replace('1', '2'))).toEqual([
    1, 3, 5, 6,
  ]);
});

test('a new key in the middle of a list moves what follows under it, and parses nothing else', () => {
  expect(kept(replace('  - name: c', 'more:\n  - name: c'))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('items keep their identity in the sections, so that what was made from them can be kept', () => {
  const before = parse('u', text);
  const [a, , c] = before.sections[1]!.items!;
  const after = update(before, [replace('name: b', 'name: bb')]);
  expect(after.sections[1]!.items!.at(0)).toBe(a);
  expect(after.sections[1]!.items!.at(2)).toBe(c);
  expect(after.sections[2]).toBe(before.sections[2]);
});

test('an anchor that comes into use across items, and goes again', () => {
  let tree = parse('u', text);
  tree = update(tree, [replace('name: c', '*n')]);
  expect(tree.errors.map((error) => error.code)).toEqual(['unresolved-alias']);
  const at = tree.text.indexOf('name: a') + 'name: '.length;
  tree = update(tree, [{ start: at, end: at, newText: '&n ' }]);
  expect(tree.errors).toEqual([]);
  tree = update(tree, [{ start: at, end: at + 3, newText: '' }]);
  expect(tree.errors.map((error) => error.code)).toEqual(['unresolved-alias']);
});
