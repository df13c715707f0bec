import { describe, expect, test } from 'vitest';
import {
  insertAt,
  insertPair,
  type PairPosition,
  removePair,
  renameKey,
  type Value,
  Verbatim,
} from '../../../server/src/engine/syntax/edit/index.ts';
import { at, edited, pairIn, parseText, yaml } from './support.ts';

function inserted(text: string, path: string, key: string, value: Value, position?: PairPosition): string {
  return edited(text, insertPair(at(parseText(text), path), key, value, position));
}

function removed(text: string, path: string, key: string): string {
  const map = at(parseText(text), path);
  return edited(text, removePair(map, pairIn(map.node, key)));
}

describe('insertPair in block style', () => {
  test('goes after the last pair and its comment, before the comments of the next item', () => {
    const text = yaml`
      hosts:
        - name: esx01
          cluster: cl # the first

        # the second
        - name: esx02
    `;
    expect(inserted(text, 'hosts/0', 'version', '8.0')).toBe(yaml`
      hosts:
        - name: esx01
          cluster: cl # the first
          version: 8.0

        # the second
        - name: esx02
    `);
  });

  test('writes a structure with the indentation of the file', () => {
    const text = yaml`
      hosts:
          - name: esx01
            cluster: cl
    `;
    const firewall = { rules: [{ name: 'veeam', ports: '0-65535', allowedAddresses: ['10.0.0.1', '10.0.0.2'] }] };
    expect(inserted(text, 'hosts/0', 'firewall', firewall)).toBe(yaml`
      hosts:
          - name: esx01
            cluster: cl
            firewall:
                rules:
                    - name: veeam
                      ports: 0-65535
                      allowedAddresses: [10.0.0.1, 10.0.0.2]
    `);
  });

  test('writes sequences at the column of their key where the file does', () => {
    const text = yaml`
      jobs:
      - name: a
        include:
        - x
    `;
    expect(inserted(text, 'jobs/0', 'exclude', [{ vm: 'y' }])).toBe(yaml`
      jobs:
      - name: a
        include:
        - x
        exclude:
        - vm: y
    `);
  });

  test.each<[string, PairPosition, string]>([
    ['before the first key, behind the dash', { before: 'name' }, '- key: v\n    name: a # n\n    host: h\n'],
    ['before another key', { before: 'host' }, '- name: a # n\n    key: v\n    host: h\n'],
    ['after a key', { after: 'name' }, '- name: a # n\n    key: v\n    host: h\n'],
    [
      'in order after the nearest earlier key',
      { order: ['name', 'key', 'host'] },
      '- name: a # n\n    key: v\n    host: h\n',
    ],
    ['in order before the nearest later key', { order: ['key', 'host'] }, '- name: a # n\n    key: v\n    host: h\n'],
    ['at the end when the order does not know it', { order: ['host'] }, '- name: a # n\n    host: h\n    key: v\n'],
    ['at the end when the neighbour is not there', { before: 'no' }, '- name: a # n\n    host: h\n    key: v\n'],
  ])('%s', (_, position, result) => {
    const text = 'vms:\n  - name: a # n\n    host: h\n';
    expect(inserted(text, 'vms/0', 'key', 'v', position)).toBe(`vms:\n  ${result}`);
  });

  test.each([
    ['without a line break at the end', 'vms:\n  - name: a', 'vms:\n  - name: a\n    k: v'],
    [
      'with CRLF',
      'vms:\r\n  - name: a # c\r\n  - name: b\r\n',
      'vms:\r\n  - name: a # c\r\n    k: v\r\n  - name: b\r\n',
    ],
    [
      'after a block scalar',
      'vms:\n  - d: |\n      x\n      y\n\n  - b: 1\n',
      'vms:\n  - d: |\n      x\n      y\n    k: v\n\n  - b: 1\n',
    ],
    [
      'after a block scalar that keeps its end',
      'vms:\n  - d: |+\n      x\n\n  - b: 1\n',
      'vms:\n  - d: |+\n      x\n\n    k: v\n  - b: 1\n',
    ],
    [
      'after a nested list',
      'vms:\n  - d:\n      - x # c\n      # more\n',
      'vms:\n  - d:\n      - x # c\n    k: v\n      # more\n',
    ],
    ['with a quoted and an umlaut key', 'vms:\n  - "größe": 1\n', 'vms:\n  - "größe": 1\n    k: v\n'],
    ['with an anchored key', 'vms:\n  - &k größe: 1\n', 'vms:\n  - &k größe: 1\n    k: v\n'],
    ['with an explicit key', 'vms:\n  - ? a\n    : b\n', 'vms:\n  - ? a\n    : b\n    k: v\n'],
    ['after an anchor on the map', 'vms:\n  - &a\n    x: 1\n', 'vms:\n  - &a\n    x: 1\n    k: v\n'],
    ['with a byte order mark', '\uFEFFvms:\n  - a: 1\n', '\uFEFFvms:\n  - a: 1\n    k: v\n'],
    ['after an alias', 'x: &f {q: 1}\nvms:\n  - a: *f # c\n', 'x: &f {q: 1}\nvms:\n  - a: *f # c\n    k: v\n'],
    ['after a merge key', 'x: &f {q: 1}\nvms:\n  - <<: *f\n', 'x: &f {q: 1}\nvms:\n  - <<: *f\n    k: v\n'],
  ])('%s', (_, text, result) => {
    expect(inserted(text, 'vms/0', 'k', 'v')).toBe(result);
  });

  test('the line break is that of the file, also for a last line that has none', () => {
    expect(inserted('vms:\r\n  - a: 1\r\n  - b: 2', 'vms/1', 'k', 'v')).toBe(
      'vms:\r\n  - a: 1\r\n  - b: 2\r\n    k: v',
    );
  });

  test('a merged pair does not count: the map itself gets the key', () => {
    const text = 'x: &f { k: 1 }\nvms:\n  - <<: *f\n    a: 1\n';
    expect(inserted(text, 'vms/0', 'k', '2')).toBe('x: &f { k: 1 }\nvms:\n  - <<: *f\n    a: 1\n    k: 2\n');
  });

  test.each([
    ['a plain value', 'v:\n  k: old # c\n', 'v:\n  k: new # c\n'],
    ['an alias', 'x: &a 1\nv:\n  k: *a # c\n', 'x: &a 1\nv:\n  k: new # c\n'],
    ['a missing value', 'v:\n  k: # c\n', 'v:\n  k: new # c\n'],
    ['a block map', 'v:\n  k: # c\n    # d\n    a: 1\n    b: 2 # e\n  l: 1\n', 'v:\n  k: new # c\n    # d\n  l: 1\n'],
    ['a value in flow style', 'v: { k, l: 1 }\n', 'v: { k: new, l: 1 }\n'],
  ])('a key that is there gets the value: %s', (_, text, result) => {
    expect(inserted(text, 'v', 'k', 'new')).toBe(result);
  });

  test.each([
    ['a key', 'v: # c\nw: 1\n', 'v', 'v: # c\n  k:\n    a: 1\nw: 1\n'],
    ['a key with an anchor', 'v: &a # c\n', 'v', 'v: &a # c\n  k:\n    a: 1\n'],
    ['an item', 'v:\n  - # c\n', 'v/0', 'v:\n  - k:\n      a: 1 # c\n'],
    ['a key in flow style', 'v: { w: , x: 1 }\n', 'v/w', 'v: { w: { k: { a: 1 } }, x: 1 }\n'],
    ['a key without a colon', 'v: { w, x: 1 }\n', 'v/w', 'v: { w: { k: { a: 1 } }, x: 1 }\n'],
  ])('a missing value becomes a map: %s', (_, text, path, result) => {
    expect(inserted(text, path, 'k', { a: 1 })).toBe(result);
  });

  test('a scalar or a list is left alone', () => {
    const tree = parseText('v: 1\nw: [a: 1]\nx: []\n');
    expect(insertPair(at(tree, 'v'), 'k', 'v')).toEqual([]);
    expect(insertPair(at(tree, 'w/0'), 'k', 'v')).toEqual([]);
  });
});

describe('insertPair in flow style', () => {
  test.each<[string, string, string, PairPosition?]>([
    ['at the end', '{ a: 1, b: 2 }', '{ a: 1, b: 2, k: v }'],
    ['without inner spaces', '{a: 1}', '{a: 1, k: v}'],
    ['before a comma at the end', '{ a: 1, }', '{ a: 1, k: v, }'],
    ['in an empty map', '{}', '{ k: v }'],
    ['in an empty map with space', '{ }', '{ k: v }'],
    ['at the start', '{ a: 1, b: 2 }', '{ k: v, a: 1, b: 2 }', { before: 'a' }],
    ['in order', '{ a: 1, b: 2 }', '{ a: 1, k: v, b: 2 }', { order: ['a', 'k', 'b'] }],
    ['after a quoted bracket', `{ a: "}, b", c: '},''' }`, `{ a: "}, b", c: '},''', k: v }`],
    ['after an escaped quote', '{ a: "\\"}", b: 2 }', '{ a: "\\"}", b: 2, k: v }'],
    ['after an apostrophe in a plain text', "{ a: it's, b: [x, {}] }", "{ a: it's, b: [x, {}], k: v }"],
    ['behind a merge key', '{ a: 1, <<: {b: 2} }', '{ a: 1, <<: {b: 2}, k: v }'],
    ['behind an anchor', '&a { a: 1 }', '&a { a: 1, k: v }'],
    ['in an empty anchored map', '&a {}', '&a { k: v }'],
    ['one pair a line', '{\n  a: 1,\n  b: 2\n  }', '{\n  a: 1,\n  b: 2,\n  k: v\n  }'],
    ['one pair a line, commas at the end', '{\n  a: 1,\n  b: 2, # c\n  }', '{\n  a: 1,\n  b: 2, # c\n  k: v,\n  }'],
    ['one pair a line, with a comment', '{\n  a: 1,\n  b: 2 # c, d\n  }', '{\n  a: 1,\n  b: 2, # c, d\n  k: v\n  }'],
    ['one pair a line, at the start', '{\n  a: 1,\n  }', '{\n  k: v,\n  a: 1,\n  }', { before: 'a' }],
    [
      'one pair a line, in between',
      '{\n  a: 1, # c\n  b: 2\n  }',
      '{\n  a: 1, # c\n  k: v,\n  b: 2\n  }',
      { after: 'a' },
    ],
    ['wrapped', '{ a: 1,\n  b: 2, c: 3 }', '{ a: 1,\n  b: 2, c: 3, k: v }'],
  ])('%s', (_, map, result, position) => {
    const key = map.startsWith('{ a: 1, <<') ? 'x' : 'm';
    expect(inserted(`${key}: ${map} # end\n`, key, 'k', 'v', position)).toBe(`${key}: ${result} # end\n`);
  });

  test('a structure is written in flow style', () => {
    const value = { rules: [{ name: 'a, b', ports: [1, 2], on: true }], none: {}, skipped: undefined };
    expect(inserted('vms:\n  - { name: a }\n', 'vms/0', 'k', value)).toBe(
      "vms:\n  - { name: a, k: { rules: [{ name: 'a, b', ports: [1, 2], on: true }], none: {} } }\n",
    );
  });

  test('a verbatim value is written as it is', () => {
    expect(inserted('v: { a: 1 }\n', 'v', 'k', new Verbatim('0x1F'))).toBe('v: { a: 1, k: 0x1F }\n');
  });
});

describe('insertAt', () => {
  const set = (text: string, path: string[]) => edited(text, insertAt(at(parseText(text), 'v'), path, true));

  test.each([
    ['writes the maps on the way', 'v:\n  a: 1\n', 'v:\n  a: 1\n  s:\n    enabled: true\n'],
    ['goes into a map that is there', 'v:\n  s:\n    x: 1\n', 'v:\n  s:\n    x: 1\n    enabled: true\n'],
    ['fills a missing map', 'v:\n  s: # c\n', 'v:\n  s: # c\n    enabled: true\n'],
    ['sets a value that is there', 'v: { s: { enabled: false } }\n', 'v: { s: { enabled: true } }\n'],
  ])('%s', (_, text, result) => {
    expect(set(text, ['s', 'enabled'])).toBe(result);
  });

  test('changes a merged map where its anchor is', () => {
    const text = 'x: &x\n  s: { a: 1 }\nv:\n  <<: *x\n';
    expect(set(text, ['s', 'enabled'])).toBe('x: &x\n  s: { a: 1, enabled: true }\nv:\n  <<: *x\n');
  });
});

describe('removePair', () => {
  test.each([
    ['a line with its comment', 'v:\n  a: 1\n  k: 2 # c\n  b: 3\n', 'v:\n  a: 1\n  b: 3\n'],
    ['not the comment above', 'v:\n  a: 1\n  # about\n  k: 2\n', 'v:\n  a: 1\n  # about\n'],
    ['the first', 'v:\n  k: 1\n  b: 3\n', 'v:\n  b: 3\n'],
    ['a nested value', 'v:\n  a: 1\n  k:\n    - x: 1\n      y: 2\n  b: 3\n', 'v:\n  a: 1\n  b: 3\n'],
    ['a block scalar', 'v:\n  k: |\n    x\n\n    y\n\n  b: 3\n', 'v:\n  b: 3\n'],
    ['the last, without a line break', 'v:\n  a: 1\n  k: 2', 'v:\n  a: 1'],
    ['with CRLF', 'v:\r\n  a: 1\r\n  k: 2\r\n  b: 3\r\n', 'v:\r\n  a: 1\r\n  b: 3\r\n'],
    ['an alias', 'x: &x [1]\nv:\n  k: *x # c\n  b: 3\n', 'x: &x [1]\nv:\n  b: 3\n'],
    ['a missing value', 'v:\n  k: # c\n  b: 3\n', 'v:\n  b: 3\n'],
    ['between blank lines', 'v:\n  a: 1\n\n  k: 2\n\n  b: 3\n', 'v:\n  a: 1\n\n  b: 3\n'],
    ['after a blank line that parts groups', 'v:\n  a: 1\n\n  k: 2\n  b: 3\n', 'v:\n  a: 1\n\n  b: 3\n'],
    ['the only one', 'v: # c\n  k: 2\nw: 1\n', 'v: {} # c\nw: 1\n'],
    ['the only one behind an anchor', 'v: &a # c\n  k: 2 # d\nw: 1\n', 'v: &a {} # c\nw: 1\n'],
    ['the only one beside a merge key', 'x: &x {a: 1}\nv:\n  <<: *x\n  k: 2\n', 'x: &x {a: 1}\nv:\n  <<: *x\n'],
    ['in flow style', 'v: { a: 1, k: 2, b: 3 }\n', 'v: { a: 1, b: 3 }\n'],
    ['the first in flow style', 'v: { k: 2, b: 3 }\n', 'v: { b: 3 }\n'],
    ['the last in flow style', 'v: { a: 1, k: [1, 2] }\n', 'v: { a: 1 }\n'],
    ['the only one in flow style', 'v: { k: 2, }\n', 'v: {}\n'],
    ['the only one in flow style, with a comment', 'v: { # c\n  k: 2,\n  }\n', 'v: { # c\n  \n  }\n'],
    ['one a line', 'v: {\n  a: 1, # a\n  k: 2 # k\n  }\n', 'v: {\n  a: 1 # a\n  }\n'],
    ['one a line, commas at the end', 'v: {\n  a: 1,\n  k: 2,\n  }\n', 'v: {\n  a: 1,\n  }\n'],
    ['with a comment between', 'v: { a: 1, # a\n  k: 2, b: 3 }\n', 'v: { a: 1, # a\n  b: 3 }\n'],
    ['the last after a comment', 'v: { a: 1, # a\n  k: 2 }\n', 'v: { a: 1 # a\n   }\n'],
    ['the first before a comment', 'v: { k: 1, # k\n  b: 2 }\n', 'v: {  # k\n  b: 2 }\n'],
  ])('%s', (_, text, result) => {
    expect(removed(text, 'v', 'k')).toBe(result);
  });

  test('the next key moves up behind the dash', () => {
    expect(removed('v:\n  - k: 1 # c\n\n    b: 2\n', 'v/0', 'k')).toBe('v:\n  - b: 2\n');
    expect(removed('v:\n  - k: 1\n    # about b\n    b: 2\n', 'v/0', 'k')).toBe('v:\n  - # about b\n    b: 2\n');
    expect(removed('v:\n  - k: 1 # c\n  - b: 2\n', 'v/0', 'k')).toBe('v:\n  - {} # c\n  - b: 2\n');
  });

  test('a merged pair goes at its anchor', () => {
    expect(removed('x: &x { a: 1, k: 2 }\nv:\n  <<: *x\n', 'v', 'k')).toBe('x: &x { a: 1 }\nv:\n  <<: *x\n');
  });
});

describe('renameKey', () => {
  test.each([
    ['a plain key', 'v:\n  k: 1 # c\n', 'v:\n  key: 1 # c\n'],
    ['a quoted key', 'v: { "k": 1 }\n', 'v: { "key": 1 }\n'],
    ['a merged key, at its anchor', 'x: &x { k: 1 }\nv:\n  <<: *x\n', 'x: &x { key: 1 }\nv:\n  <<: *x\n'],
  ])('%s', (_, text, result) => {
    const map = at(parseText(text), 'v');
    expect(edited(text, renameKey(map, pairIn(map.node, 'k'), 'key'))).toBe(result);
  });
});
