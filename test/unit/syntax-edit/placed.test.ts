import { describe, expect, test } from 'vitest';
import {
  absolute,
  appendItem,
  applyEdits,
  combine,
  insertPair,
  type PlacedEdit,
  removeItem,
  replaceScalar,
} from '../../../server/src/engine/syntax/edit/index.ts';
import { at, edited, parseText } from './support.ts';

const text = 'vms:\n  - name: a\n    l: [x]\n  - name: b\n    l: []\n    m:\n';
const tree = parseText(text);

describe('absolute', () => {
  test('counts from the start of the file, with its line breaks', () => {
    const located = at(parseText(text.replaceAll('\n', '\r\n')), 'vms/1');
    const [edit] = insertPair(located, 'k', 'v');
    expect(absolute(edit!)).toEqual({ start: 61, end: 61, newText: '\r\n    k: v' });
  });
});

describe('combine', () => {
  test('sorts the edits of several units', () => {
    const edits = [...insertPair(at(tree, 'vms/1'), 'k', 'v'), ...replaceScalar(at(tree, 'vms/0/name'), 'c')];
    expect(edited(text, edits)).toBe('vms:\n  - name: c\n    l: [x]\n  - name: b\n    l: []\n    m:\n    k: v\n');
  });

  test.each<[string, () => PlacedEdit[], string]>([
    [
      'items of a flow list',
      () => [...appendItem(at(tree, 'vms/0/l'), 'y'), ...appendItem(at(tree, 'vms/0/l'), 'z')],
      'l: [x, y, z]',
    ],
    [
      'items of a missing list',
      () => [...appendItem(at(tree, 'vms/1/m'), 'y'), ...appendItem(at(tree, 'vms/1/m'), 'z')],
      'm:\n      - y\n      - z',
    ],
    [
      'pairs of a missing map',
      () => [...insertPair(at(tree, 'vms/1/m'), 'y', 1), ...insertPair(at(tree, 'vms/1/m'), 'z', 2)],
      'm:\n      y: 1\n      z: 2',
    ],
    [
      'pairs of a map',
      () => [...insertPair(at(tree, 'vms/0'), 'y', 1), ...insertPair(at(tree, 'vms/0'), 'z', 2)],
      'y: 1\n    z: 2',
    ],
    [
      'the same edit twice',
      () => [...appendItem(at(tree, 'vms/0/l'), 'y'), ...appendItem(at(tree, 'vms/0/l'), 'y')],
      'l: [x, y]',
    ],
  ])('joins insertions at one place in the order given: %s', (_, edits, result) => {
    expect(edited(text, edits())).toContain(result);
  });

  test.each<[string, () => PlacedEdit[]]>([
    ['two texts for one scalar', () => ['c', 'd'].flatMap((name) => replaceScalar(at(tree, 'vms/0/name'), name))],
    ['two texts for a missing value', () => ['c', 'd'].flatMap((name) => replaceScalar(at(tree, 'vms/1/m'), name))],
    ['two first items of an empty list', () => ['c', 'd'].flatMap((name) => appendItem(at(tree, 'vms/1/l'), name))],
    [
      'a change in what is removed',
      () => [...removeItem(at(tree, 'vms/0/l'), 0), ...replaceScalar(at(tree, 'vms/0/l/0'), 'c')],
    ],
  ])('refuses %s', (_, edits) => {
    expect(combine(edits(), text)).toBeUndefined();
  });

  test('joins an insertion with what is replaced beside it', () => {
    const { unit } = at(tree, 'vms/0');
    const edits = [
      { unit, start: 4, end: 8, newText: 'key' },
      { unit, start: 4, end: 4, newText: 'a' },
      { unit, start: 8, end: 8, newText: 'z' },
    ];
    const start = unit.start + 4;
    expect(combine(edits, text)).toEqual([{ start, end: start + 4, newText: 'akeyz' }]);
  });
});

describe('applyEdits', () => {
  test('takes edits in any order', () => {
    expect(
      applyEdits('abc', [
        { start: 2, end: 3, newText: 'z' },
        { start: 0, end: 1, newText: '' },
      ]),
    ).toBe('bz');
  });

  test('refuses edits that overlap', () => {
    const edits = [
      { start: 0, end: 2, newText: '' },
      { start: 1, end: 3, newText: '' },
    ];
    expect(() => applyEdits('abc', edits)).toThrow(RangeError);
  });
});
