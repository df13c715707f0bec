import { describe, expect, test } from 'vitest';
import { appendAt, appendItem, removeItem, type Value } from '../../../server/src/engine/syntax/edit/index.ts';
import { at, edited, parseText } from './support.ts';

function appended(text: string, path: string, value: Value): string {
  return edited(text, appendItem(at(parseText(text), path), value));
}

function removed(text: string, path: string, index: number): string {
  return edited(text, removeItem(at(parseText(text), path), index));
}

describe('appendItem', () => {
  test.each<[string, string, Value, string]>([
    ['a block list', 'v:\n  l:\n    - a # c\n  w: 1\n', 'x', 'v:\n  l:\n    - a # c\n    - x\n  w: 1\n'],
    ['at the column of the key', 'v:\n  l:\n  - a\n  w: 1\n', 'x', 'v:\n  l:\n  - a\n  - x\n  w: 1\n'],
    [
      'before the comment of what follows',
      'v:\n  l:\n    - a\n  # w\n  w: 1\n',
      'x',
      'v:\n  l:\n    - a\n    - x\n  # w\n  w: 1\n',
    ],
    [
      'with blank lines between',
      'v:\n  l:\n    - a\n\n    - b\n\n  w: 1\n',
      'x',
      'v:\n  l:\n    - a\n\n    - b\n\n    - x\n\n  w: 1\n',
    ],
    ['without a line break at the end', 'v:\n  l:\n    - a', 'x', 'v:\n  l:\n    - a\n    - x'],
    ['with CRLF', 'v:\r\n  l:\r\n    - a\r\n', { a: 1, b: 2 }, 'v:\r\n  l:\r\n    - a\r\n    - a: 1\r\n      b: 2\r\n'],
    [
      'a map',
      'v:\n  l:\n    - a: 1\n      b: 2\n',
      { a: 3, b: ['*'] },
      "v:\n  l:\n    - a: 1\n      b: 2\n    - a: 3\n      b: ['*']\n",
    ],
    [
      'wide dashes',
      'v:\n  l:\n    -   a: 1\n        b: 2\n',
      { a: 3, b: 4 },
      'v:\n  l:\n    -   a: 1\n        b: 2\n    -   a: 3\n        b: 4\n',
    ],
    [
      'one line an item',
      'v:\n  l:\n    - { a: 1 } # c\n',
      { a: 3, b: 4 },
      'v:\n  l:\n    - { a: 1 } # c\n    - { a: 3, b: 4 }\n',
    ],
    [
      'an anchored last item',
      'v:\n  l:\n    - &x { a: 1 }\n',
      { a: 3 },
      'v:\n  l:\n    - &x { a: 1 }\n    - { a: 3 }\n',
    ],
    [
      'an aliased last item',
      'v:\n  l:\n    - &x { a: 1 }\n    - *x # c\n',
      'y',
      'v:\n  l:\n    - &x { a: 1 }\n    - *x # c\n    - y\n',
    ],
    ['an empty last item', 'v:\n  l:\n    - a\n    - # c\n', 'x', 'v:\n  l:\n    - a\n    - # c\n    - x\n'],
    ['a list in a list', 'v:\n  l:\n    - - a\n', ['x', 'y'], 'v:\n  l:\n    - - a\n    - [x, y]\n'],
    ['a flow list', 'v:\n  l: [a, b] # c\n', 'x, y', "v:\n  l: [a, b, 'x, y'] # c\n"],
    ['an empty flow list', 'v:\n  l: []\n', 'x', 'v:\n  l: [x]\n'],
    ['an empty flow list, by lines', 'v:\n  l: [] # c\n  w: 1\n', { a: 1 }, 'v:\n  l: # c\n    - a: 1\n  w: 1\n'],
    ['an empty flow list at an anchor', 'v:\n  l: &n []\n', { a: 1 }, 'v:\n  l: &n\n    - a: 1\n'],
    ['an empty flow list with a comment', 'v:\n  l: [ # c\n    ]\n', { a: 1 }, 'v:\n  l: [{ a: 1 } # c\n    ]\n'],
    ['an empty flow list in flow style', 'v: { l: [] }\n', { a: 1 }, 'v: { l: [{ a: 1 }] }\n'],
    ['an empty list with a comment', 'v:\n  l: [ # c\n  ]\n', 'x', 'v:\n  l: [x # c\n  ]\n'],
    ['an anchored list', 'v:\n  l: &a [a]\n', 'x', 'v:\n  l: &a [a, x]\n'],
    ['a flow list in flow style', 'v: { l: [ a ] }\n', { a: 1 }, 'v: { l: [ a, { a: 1 } ] }\n'],
    [
      'a flow list, one a line',
      'v:\n  l: [\n    a, # a\n    b # b\n  ]\n',
      'x',
      'v:\n  l: [\n    a, # a\n    b, # b\n    x\n  ]\n',
    ],
    [
      'a flow list, commas at the end',
      'v:\n  l: [\n    a,\n    b, # b\n  ]\n',
      'x',
      'v:\n  l: [\n    a,\n    b, # b\n    x,\n  ]\n',
    ],
    ['a list with single pairs', 'v:\n  l: [a: 1, "b":2]\n', 'x', 'v:\n  l: [a: 1, "b":2, x]\n'],
    ['a missing value', 'v:\n  l: # c\n  w: 1\n', { a: 1, b: 2 }, 'v:\n  l: # c\n    - a: 1\n      b: 2\n  w: 1\n'],
    ['a missing value in flow style', 'v: { l: , w: 1 }\n', 'x', 'v: { l: [x], w: 1 }\n'],
  ])('%s', (_, text, value, result) => {
    expect(appended(text, 'v/l', value)).toBe(result);
  });

  test('a scalar or a map is left alone', () => {
    const tree = parseText('v: automatic\nw: {}\n');
    expect(appendItem(at(tree, 'v'), 'x')).toEqual([]);
    expect(appendItem(at(tree, 'w'), 'x')).toEqual([]);
  });
});

describe('appendAt', () => {
  const add = (text: string) => edited(text, appendAt(at(parseText(text), 'v'), ['f', 'rules'], { a: 1 }));

  test.each([
    ['writes what is not there', 'v:\n  a: 1\n', 'v:\n  a: 1\n  f:\n    rules:\n      - a: 1\n'],
    ['writes the list', 'v:\n  f:\n    b: 1\n', 'v:\n  f:\n    b: 1\n    rules:\n      - a: 1\n'],
    ['fills a missing map', 'v:\n  f:\n', 'v:\n  f:\n    rules:\n      - a: 1\n'],
    ['adds to the list', 'v: { f: { rules: [] } }\n', 'v: { f: { rules: [{ a: 1 }] } }\n'],
    ['leaves a text alone', 'v: { f: { rules: no } }\n', 'v: { f: { rules: no } }\n'],
  ])('%s', (_, text, result) => {
    expect(add(text)).toBe(result);
  });
});

describe('removeItem', () => {
  test.each<[string, string, number, string]>([
    ['the first', 'v:\n  l:\n    - a # c\n    - b\n', 0, 'v:\n  l:\n    - b\n'],
    ['one between', 'v:\n  l:\n    - a\n    - b: 1\n      c: 2\n    - d\n', 1, 'v:\n  l:\n    - a\n    - d\n'],
    ['the last', 'v:\n  l:\n    - a\n    - b\n  w: 1\n', 1, 'v:\n  l:\n    - a\n  w: 1\n'],
    ['the last, without a line break', 'v:\n  l:\n    - a\n    - b', 1, 'v:\n  l:\n    - a'],
    ['the last after a blank line', 'v:\n  l:\n    - a\n\n    - b\n\n  w: 1\n', 1, 'v:\n  l:\n    - a\n\n  w: 1\n'],
    ['the first before a blank line', 'v:\n  l:\n    - a\n\n    - b\n', 0, 'v:\n  l:\n    - b\n'],
    ['an alias', 'v:\n  l:\n    - &x a\n    - *x\n    - b\n', 1, 'v:\n  l:\n    - &x a\n    - b\n'],
    ['the only one', 'v:\n  l: # c\n    # d\n    - a # e\n  w: 1\n', 0, 'v:\n  l: [] # c\n    # d\n  w: 1\n'],
    ['of a list in a list', 'v:\n  l:\n    - - a\n      - b\n', 0, 'v:\n  l:\n    - - b\n'],
    ['the only one of a list in a list', 'v:\n  l:\n    - - a # c\n', 0, 'v:\n  l:\n    - [] # c\n'],
    ['the first in flow style', 'v: { l: [a, b, c] }\n', 0, 'v: { l: [b, c] }\n'],
    ['one between in flow style', 'v: { l: [a, b, c] }\n', 1, 'v: { l: [a, c] }\n'],
    ['the last in flow style', 'v: { l: [a, b, c,] }\n', 2, 'v: { l: [a, b,] }\n'],
    ['the only one in flow style', 'v: { l: [ a ] }\n', 0, 'v: { l: [] }\n'],
    ['one a line', 'v:\n  l: [\n    a,\n    b # b\n    ]\n', 1, 'v:\n  l: [\n    a\n    ]\n'],
  ])('%s', (_, text, index, result) => {
    const path = text.includes('- - a') ? 'v/l/0' : 'v/l';
    expect(removed(text, path, index)).toBe(result);
  });

  test('there is no such item', () => {
    expect(removeItem(at(parseText('v:\n  l: [a]\n'), 'v/l'), 1)).toEqual([]);
    expect(removeItem(at(parseText('v:\n  l:\n    - a\n'), 'v/l'), 1)).toEqual([]);
  });
});
