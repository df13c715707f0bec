import { describe, expect, test } from 'vitest';
import { replaceNode, replaceScalar, type Value, Verbatim } from '../../../server/src/engine/syntax/edit/index.ts';
import { at, edited, parseText } from './support.ts';

describe('replaceScalar', () => {
  test.each<[string, string, string, string]>([
    ['plain', 'v:\n  k: a # c\n', 'b', 'v:\n  k: b # c\n'],
    ['plain that needs quotes', 'v:\n  k: a # c\n', '*b', "v:\n  k: '*b' # c\n"],
    ['plain in flow style', 'v: {k: a}\n', 'a, b', "v: {k: 'a, b'}\n"],
    ['single quotes', "v:\n  k: 'a'\n", "it's", "v:\n  k: 'it''s'\n"],
    ['double quotes', 'v:\n  k: "a"\n', 'C:\\b', 'v:\n  k: "C:\\\\b"\n'],
    ['behind an anchor', 'v:\n  k: &x a\n', 'b', 'v:\n  k: &x b\n'],
    ['behind a tag', 'v:\n  k: !!str a\n', 'b', 'v:\n  k: !!str b\n'],
    ['over two lines', 'v:\n  k: a\n    b # c\n', 'b', 'v:\n  k: b # c\n'],
    ['missing', 'v:\n  k: # c\n', 'b', 'v:\n  k: b # c\n'],
    ['missing at the end of the file', 'v:\n  k:', 'b', 'v:\n  k: b'],
    ['missing with CRLF', 'v:\r\n  k:\r\n  l: 1\r\n', 'b', 'v:\r\n  k: b\r\n  l: 1\r\n'],
    ['missing behind an anchor', 'v:\n  k: &x # c\n  l: 1\n', 'b', 'v:\n  k: &x b # c\n  l: 1\n'],
    ['missing before an anchored key', 'v:\n  k:\n  &x l: 1\n', 'b', 'v:\n  k: b\n  &x l: 1\n'],
    ['missing in flow style', 'v: { k: }\n', 'b', 'v: { k: b }\n'],
    ['missing without a colon', 'v: {k}\n', 'b', 'v: {k: b}\n'],
    ['literal', 'v:\n  k: | # c\n      a\n      b\n  l: 1\n', 'x\ny\n', 'v:\n  k: | # c\n      x\n      y\n  l: 1\n'],
    ['literal, without its line break', 'v:\n  k: |-\n    a\n  l: 1\n', 'x', 'v:\n  k: |-\n    x\n  l: 1\n'],
    ['literal that does not fit', 'v:\n  k: | # c\n    a\n\n    b\n  l: 1\n', 'x', 'v:\n  k: x # c\n  l: 1\n'],
    [
      'literal with CRLF',
      'v:\r\n  k: |\r\n    a\r\n  l: 1\r\n',
      'x\ny\n',
      'v:\r\n  k: |\r\n    x\r\n    y\r\n  l: 1\r\n',
    ],
    ['literal without a text', 'v:\n  k: | # c\n  l: 1\n', 'x', 'v:\n  k: x # c\n  l: 1\n'],
    ['folded', 'v:\n  k: >-\n    a\n    b\n  l: 1\n', 'x', 'v:\n  k: >-\n    x\n  l: 1\n'],
    ['folded that would fold', 'v:\n  k: >-\n    a\n    b\n  l: 1\n', 'x\ny', 'v:\n  k: "x\\ny"\n  l: 1\n'],
    ['umlauts', 'v:\n  k: über\n  l: 1\n', 'größer', 'v:\n  k: größer\n  l: 1\n'],
  ])('%s', (_, text, newText, result) => {
    expect(edited(text, replaceScalar(at(parseText(text), 'v/k'), newText))).toBe(result);
  });

  test('an empty item', () => {
    const text = 'v:\n  - # c\n  - a\n';
    expect(edited(text, replaceScalar(at(parseText(text), 'v/0'), 'b'))).toBe('v:\n  - b # c\n  - a\n');
  });

  test('an alias is changed at its anchor', () => {
    const text = 'x: &x a\nv:\n  k: *x\n';
    expect(edited(text, replaceScalar(at(parseText(text), 'v/k'), 'b'))).toBe('x: &x b\nv:\n  k: *x\n');
  });
});

describe('replaceNode', () => {
  test.each<[string, string, Value, string]>([
    ['a scalar by a number', 'v:\n  k: a # c\n', 2, 'v:\n  k: 2 # c\n'],
    ['a scalar by verbatim text', 'v:\n  k: a # c\n', new Verbatim('0xFF'), 'v:\n  k: 0xFF # c\n'],
    ['a scalar by a map', 'v:\n  k: a # c\n  l: 1\n', { a: 1 }, 'v:\n  k: # c\n    a: 1\n  l: 1\n'],
    ['a missing value by a list', 'v:\n  k: # c\n  l: 1\n', [{ a: 1 }], 'v:\n  k: # c\n    - a: 1\n  l: 1\n'],
    ['a flow list by a scalar', 'v:\n  k: &x [\n    a\n  ] # c\n', 'all', 'v:\n  k: &x all # c\n'],
    [
      'a block list by a scalar',
      'v:\n  k: # c\n    - a # d\n    - b # e\n  # f\n  l: 1\n',
      'all',
      'v:\n  k: all # c\n  # f\n  l: 1\n',
    ],
    ['a block list by a map', 'v:\n  k: # c\n    - a\n    - b\n  l: 1\n', { a: 1 }, 'v:\n  k: # c\n    a: 1\n  l: 1\n'],
    ['a block list at the column of its key', 'v:\n  k:\n  - a\n  - b\n  l: 1\n', ['x'], 'v:\n  k: [x]\n  l: 1\n'],
    ['an anchored block map', 'v:\n  k: &x # c\n    a: 1\n  l: 1\n', {}, 'v:\n  k: &x {} # c\n  l: 1\n'],
    ['a value on the next line', 'v:\n  k:\n    a\n  l: 1\n', 'b', 'v:\n  k:\n    b\n  l: 1\n'],
    ['a value in flow style', 'v: { k: [a], l: 1 }\n', { a: ['x'] }, 'v: { k: { a: [x] }, l: 1 }\n'],
    ['with CRLF', 'v:\r\n  k:\r\n    - a\r\n  l: 1\r\n', { a: 1 }, 'v:\r\n  k:\r\n    a: 1\r\n  l: 1\r\n'],
  ])('%s', (_, text, value, result) => {
    expect(edited(text, replaceNode(at(parseText(text), 'v/k'), value))).toBe(result);
  });

  test.each<[string, string, Value, string]>([
    ['a text by a map', 'v:\n  - a # c\n  - b\n', { a: 1, b: 2 }, 'v:\n  - a: 1\n    b: 2 # c\n  - b\n'],
    ['a map by a text', 'v:\n  - a: 1\n    b: 2 # c\n  - b\n', 'a', 'v:\n  - a # c\n  - b\n'],
    ['an anchored text by a map', 'v:\n  - &x a\n  - b\n', { a: 1, b: 2 }, 'v:\n  - &x\n    a: 1\n    b: 2\n  - b\n'],
    ['a map by a map', 'v:\n  - a: 1\n    b: 2\n  - b\n', { x: [{ y: 1 }] }, 'v:\n  - x:\n      - y: 1\n  - b\n'],
  ])('an item: %s', (_, text, value, result) => {
    expect(edited(text, replaceNode(at(parseText(text), 'v/0'), value))).toBe(result);
  });
});
