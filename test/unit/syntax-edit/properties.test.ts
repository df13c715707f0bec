import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appendItem,
  appendTopLevel,
  insertPair,
  insertTopLevel,
  type PlacedEdit,
  removeItem,
  removePair,
  removeSection,
  removeTopLevelItem,
  renameKey,
  replaceNode,
  replaceScalar,
  type Value,
} from '../../../server/src/engine/syntax/edit/index.ts';
import type { SyntaxTree } from '../../../server/src/engine/syntax/index.ts';
import { randomFile, texts } from './random-file.ts';
import { at, type Data, edited, fileData, pairIn, parseText } from './support.ts';

const removeTopLevel = (tree: SyntaxTree, key: string) =>
  removeSection(
    tree,
    tree.sections.findIndex((section) => section.key === key),
  );

const values: fc.Arbitrary<{ readonly value: Value; readonly data: Data }> = fc
  .oneof(
    texts,
    fc.array(texts, { maxLength: 2 }),
    fc.constant([{ name: 'x', ports: ['1', '2'], none: [] as string[] }]),
    texts.map((text) => ({ a: text, b: { c: [{ d: text, e: text }], f: {} } })),
  )
  .map((value) => ({ value, data: value as Data }));

/** Paths of all nodes that a path can name. */
function pathsOf(data: Data, path = ''): string[] {
  if (data === null || typeof data === 'string') return path ? [path] : [];
  const children = Object.entries(data).flatMap(([key, value]) =>
    /^\w+$/.test(key) ? pathsOf(value as Data, path ? `${path}/${key}` : key) : [],
  );
  return path ? [path, ...children] : children;
}

/** The data with what `change` makes of the node at the path. */
function changed(data: Data, path: string, change: (node: Data) => Data): Data {
  const [key, ...rest] = path.split('/');
  const inner = (node: Data) => (rest.length > 0 ? changed(node, rest.join('/'), change) : change(node));
  if (Array.isArray(data)) return data.map((item, i) => (String(i) === key ? inner(item) : item));
  return Object.fromEntries(
    Object.entries(data as Record<string, Data>).map(([k, v]) => [k, k === key ? inner(v) : v]),
  );
}

function nodeAt(data: Data, path: string): Data {
  return path.split('/').reduce<Data>((node, key) => (node as Record<string, Data>)[key]!, data);
}

/** The comments of the entries that do not lie at or under the path; a comment names its entry. */
function foreignComments(text: string, path: string): string[] {
  const own = path
    .split('/')
    .map((key) => key.replace('k', ''))
    .join('/');
  return (text.match(/# [/\d]+:/g) ?? []).filter(
    (comment) => !comment.startsWith(`# /${own}:`) && !comment.startsWith(`# /${own}/`),
  );
}

interface Operation {
  readonly edits: (tree: SyntaxTree) => PlacedEdit[];
  readonly data: (data: Data) => Data;
  /** What may go: the entry at this path with all that is in it. */
  readonly loses?: string;
}

/** A list at the top level has no node of its own when its items are units; it has functions of its own instead. */
function operationsAt(
  file: Data,
  path: string,
  { value, data }: { value: Value; data: Data },
  text: string,
): Operation[] {
  const node = nodeAt(file, path);
  const top = !path.includes('/');
  const operations: Operation[] = [];
  const add = (edits: Operation['edits'], change: (node: Data) => Data, loses?: string) =>
    operations.push({ edits, data: (whole) => changed(whole, path, change), ...(loses !== undefined && { loses }) });

  if (Array.isArray(node)) {
    add(
      (tree) => (top ? appendTopLevel(tree, path, value, []) : appendItem(at(tree, path), value)),
      (list) => [...(list as Data[]), data],
    );
    node.forEach((_, index) => {
      add(
        (tree) => (top ? removeTopLevelItem(tree, path, index) : removeItem(at(tree, path), index)),
        (list) => (list as Data[]).filter((_item, i) => i !== index),
        `${path}/${index}`,
      );
    });
  } else if (node !== null && typeof node === 'object') {
    const keys = Object.keys(node);
    add(
      (tree) => insertPair(at(tree, path), 'new', value),
      (map) => ({ ...(map as object), new: data }),
    );
    for (const key of keys) {
      const pairs = Object.entries(node);
      const index = keys.indexOf(key);
      add(
        (tree) => insertPair(at(tree, path), 'new', value, { before: key }),
        () => Object.fromEntries([...pairs.slice(0, index), ['new', data], ...pairs.slice(index)]),
      );
      add(
        (tree) => insertPair(at(tree, path), 'new', value, { after: key }),
        () => Object.fromEntries([...pairs.slice(0, index + 1), ['new', data], ...pairs.slice(index + 1)]),
      );
      add(
        (tree) => removePair(at(tree, path), pairIn(at(tree, path).node, key)),
        () => Object.fromEntries(pairs.filter(([other]) => other !== key)),
        `${path}/${key}`,
      );
      add(
        (tree) => renameKey(at(tree, path), pairIn(at(tree, path).node, key), text),
        () => Object.fromEntries(pairs.map(([other, item]) => [other === key ? text : other, item])),
      );
    }
  } else {
    add(
      (tree) => replaceScalar(at(tree, path), text),
      () => text,
    );
  }
  if (node === null) {
    add(
      (tree) => insertPair(at(tree, path), 'new', value),
      () => ({ new: data }),
    );
    add(
      (tree) => appendItem(at(tree, path), value),
      () => [data],
    );
  }
  if (!top || !Array.isArray(node))
    add(
      (tree) => replaceNode(at(tree, path), value),
      () => data,
      path,
    );
  return operations;
}

function topLevelOperations(file: Data, { value, data }: { value: Value; data: Data }): Operation[] {
  const keys = Object.keys(file as object);
  const insert = {
    edits: (tree: SyntaxTree) => insertTopLevel(tree, 'new', value, []),
    data: (whole: Data) => ({ ...(whole as object), new: data }),
  };
  if (keys.length === 1) return [insert];
  const removals = keys.map((key) => ({
    edits: (tree: SyntaxTree) => removeTopLevel(tree, key),
    data: (whole: Data) => Object.fromEntries(Object.entries(whole as object).filter(([other]) => other !== key)),
    loses: key,
  }));
  return [insert, ...removals];
}

test('the generated files are read as what they were made of', () => {
  fc.assert(
    fc.property(randomFile, ({ text, data }) => {
      const tree = parseText(text);
      expect(tree.errors).toEqual([]);
      expect(fileData(tree)).toEqual(data);
    }),
  );
});

test('reading the edited text gives what the operation makes of the data, and other comments stay', () => {
  fc.assert(
    fc.property(randomFile, values, texts, fc.nat(), ({ text, data }, value, newText, choice) => {
      const operations = [
        ...pathsOf(data).flatMap((path) => operationsAt(data, path, value, newText)),
        ...topLevelOperations(data, value),
      ];
      const { edits, data: change, loses } = operations[choice % operations.length]!;
      const result = edited(text, edits(parseText(text)));
      const after = fileData(parseText(result));
      expect(JSON.stringify(after)).toBe(JSON.stringify(change(data)));
      expect(foreignComments(result, loses ?? '-')).toEqual(foreignComments(text, loses ?? '-'));
      expect(/\r(?!\n)|(?<!\r)\n/.test(result)).toBe(!text.includes('\r\n') && result.includes('\n'));
    }),
    { numRuns: 1000 },
  );
});

test('removing what was inserted gives the text back', () => {
  fc.assert(
    fc.property(randomFile, values, fc.nat(), ({ text, data }, { value }, choice) => {
      const collections = pathsOf(data).filter((path) => {
        const node = nodeAt(data, path);
        return node !== null && typeof node === 'object';
      });
      const path = collections[choice % (collections.length + 1)];
      const tree = parseText(text);
      if (path === undefined) {
        const inserted = edited(text, insertTopLevel(tree, 'new', value, []));
        expect(edited(inserted, removeTopLevel(parseText(inserted), 'new'))).toBe(text);
        return;
      }
      const node = nodeAt(data, path);
      const top = !path.includes('/');
      if (Array.isArray(node)) {
        const inserted = edited(text, top ? appendTopLevel(tree, path, value, []) : appendItem(at(tree, path), value));
        const again = parseText(inserted);
        const removal = top ? removeTopLevelItem(again, path, node.length) : removeItem(at(again, path), node.length);
        expect(edited(inserted, removal)).toBe(text);
      } else {
        const inserted = edited(text, insertPair(at(tree, path), 'new', value));
        const map = at(parseText(inserted), path);
        expect(edited(inserted, removePair(map, pairIn(map.node, 'new')))).toBe(text);
      }
    }),
    { numRuns: 500 },
  );
});

test('in a broken text every operation gives edits within the text, or none', () => {
  fc.assert(
    fc.property(randomFile, values, fc.nat(), fc.nat({ max: 8 }), fc.nat(), (file, value, from, length, choice) => {
      const cut = from % file.text.length;
      const text = file.text.slice(0, cut) + file.text.slice(cut + length);
      const tree = parseText(text);
      const data = fileData(tree);
      const operations = [
        ...pathsOf(data).flatMap((path) => operationsAt(data, path, value, 'x')),
        ...topLevelOperations(data, value),
      ];
      for (const edit of operations[choice % operations.length]!.edits(tree)) {
        expect(edit.start).toBeGreaterThanOrEqual(0);
        expect(edit.end).toBeGreaterThanOrEqual(edit.start);
        expect(edit.end).toBeLessThanOrEqual(edit.unit.text.length);
      }
    }),
    { numRuns: 2000 },
  );
});
