import { describe, expect, test } from 'vitest';
import {
  appendTopLevel,
  insertTopLevel,
  removeSection,
  removeTopLevelItem,
  type Value,
} from '../../../server/src/engine/syntax/edit/index.ts';
import type { SyntaxTree } from '../../../server/src/engine/syntax/index.ts';
import { edited, parseText } from './support.ts';

const removeTopLevel = (tree: SyntaxTree, key: string) =>
  removeSection(
    tree,
    tree.sections.findIndex((section) => section.key === key),
  );

const order = ['topology', 'name', 'backupServer', 'hyperflex', 'hosts', 'vms', 'jobs'];

function inserted(text: string, key: string, value: Value): string {
  return edited(text, insertTopLevel(parseText(text), key, value, order));
}

function appended(text: string, key: string, value: Value): string {
  return edited(text, appendTopLevel(parseText(text), key, value, order));
}

describe('insertTopLevel', () => {
  test('below a key without a name, behind a line break that begins the text', () => {
    expect(insertTopLevel(parseText('\n:'), 'name', 'x', order)).toHaveLength(1);
    expect(insertTopLevel(parseText('!t\n\uFEFF: v\n'), 'name', 'x', order)).toHaveLength(1);
  });

  test.each<[string, string, string, Value, string]>([
    ['in an empty file', '', 'topology', 1, 'topology: 1\n'],
    ['in a file of comments', '# site', 'topology', 1, '# site\ntopology: 1\n'],
    ['behind a byte order mark', '\uFEFF', 'topology', 1, '\uFEFFtopology: 1\n'],
    [
      'a text after its neighbour',
      'topology: 1 # v\n\nhosts:\n  - a\n',
      'name',
      'x',
      'topology: 1 # v\nname: x\n\nhosts:\n  - a\n',
    ],
    ['before the first, under the head comment', '# site\nname: x\n', 'topology', 1, '# site\ntopology: 1\nname: x\n'],
    [
      'before the comment of the next section',
      '# site\n\n# the hosts\nhosts:\n  - name: a\n',
      'name',
      'x',
      '# site\n\nname: x\n\n# the hosts\nhosts:\n  - name: a\n',
    ],
    [
      'between sections, with blank lines',
      'topology: 1\n\nhosts:\n  - name: a # a\n  # end\n\n# jobs\njobs:\n  - name: j\n',
      'vms',
      [{ name: 'v' }],
      'topology: 1\n\nhosts:\n  - name: a # a\n\nvms:\n  - name: v\n  # end\n\n# jobs\njobs:\n  - name: j\n',
    ],
    [
      'without blank lines where the file has none',
      'topology: 1\nhosts:\n- name: a\njobs:\n- name: j\n',
      'vms',
      [{ name: 'v' }],
      'topology: 1\nhosts:\n- name: a\nvms:\n- name: v\njobs:\n- name: j\n',
    ],
    [
      'at the end, with the steps of the file',
      'topology: 1\n\nhosts:\n    - name: a\n      firewall:\n          enabled: true',
      'jobs',
      [{ name: 'j', s: { enabled: true } }],
      'topology: 1\n\nhosts:\n    - name: a\n      firewall:\n          enabled: true\n\njobs:\n    - name: j\n      s:\n          enabled: true',
    ],
    [
      'with CRLF',
      'topology: 1\r\nhosts:\r\n  - name: a',
      'name',
      'x',
      'topology: 1\r\nname: x\r\nhosts:\r\n  - name: a',
    ],
    ['after the key behind a byte order mark', '\uFEFFtopology: 1\n', 'name', 'x', '\uFEFFtopology: 1\nname: x\n'],
    ['before the key behind a byte order mark', '\uFEFFname: x\n', 'topology', 1, '\uFEFFtopology: 1\nname: x\n'],
    ['of a key that the order does not know', 'topology: 1\nname: x\n', 'x-a', 1, 'topology: 1\nname: x\nx-a: 1\n'],
    ['after what the order does not know', 'x-a: 1\n', 'name', 'x', 'x-a: 1\nname: x\n'],
    ['in a file in flow style', '{ topology: 1, hosts: [] }\n', 'name', 'x', '{ topology: 1, name: x, hosts: [] }\n'],
    ['after a document marker', '---\nhosts: []\n', 'topology', 1, '---\ntopology: 1\nhosts: []\n'],
    [
      'that has no value yet',
      'topology: 1\nbackupServer: # c\n',
      'backupServer',
      { name: 'v' },
      'topology: 1\nbackupServer: # c\n  name: v\n',
    ],
    ['that has another value', 'topology: 2\n', 'topology', 1, 'topology: 1\n'],
  ])('%s', (_, text, key, value, result) => {
    expect(inserted(text, key, value)).toBe(result);
  });

  test('a file that is no mapping is left alone', () => {
    expect(insertTopLevel(parseText('- a\n'), 'name', 'x', order)).toEqual([]);
  });
});

describe('appendTopLevel', () => {
  test.each<[string, string, Value, string]>([
    ['a section that is not there', 'topology: 1\n', { name: 'v' }, 'topology: 1\n\nvms:\n  - name: v\n'],
    [
      'a section without items',
      'hosts:\n    - name: a\nvms: # c\njobs: []\n',
      { name: 'v' },
      'hosts:\n    - name: a\nvms: # c\n    - name: v\njobs: []\n',
    ],
    ['an empty list', 'vms: []\n', { name: 'v' }, 'vms:\n  - name: v\n'],
    [
      'a flow list',
      'vms: [\n  { name: a }, # a\n]\n',
      { name: 'v' },
      'vms: [\n  { name: a }, # a\n  { name: v },\n]\n',
    ],
    [
      'items in units of their own',
      'vms:\n  - name: a\n    host: h # h\n\n# jobs\njobs: []\n',
      { name: 'v', host: 'h' },
      'vms:\n  - name: a\n    host: h # h\n  - name: v\n    host: h\n\n# jobs\njobs: []\n',
    ],
    ['items of one line', 'vms:\n- { name: a }   # a\n', { name: 'v' }, 'vms:\n- { name: a }   # a\n- { name: v }\n'],
    [
      'items with blank lines between',
      'vms:\n  - name: a\n\n  # b\n  - name: b\n\njobs: []\n',
      { name: 'v' },
      'vms:\n  - name: a\n\n  # b\n  - name: b\n\n  - name: v\n\njobs: []\n',
    ],
    [
      'an empty last item',
      'vms:\n  - name: a\n  - # c\njobs: []\n',
      { name: 'v' },
      'vms:\n  - name: a\n  - # c\n  - name: v\njobs: []\n',
    ],
    [
      'the indentation of other items',
      'vms:\n    - name: a\n',
      { n: { a: 1 } },
      'vms:\n    - name: a\n    - n:\n          a: 1\n',
    ],
    [
      'with CRLF, without a line break at the end',
      'vms:\r\n  - name: a',
      { name: 'v' },
      'vms:\r\n  - name: a\r\n  - name: v',
    ],
  ])('%s', (_, text, value, result) => {
    expect(appended(text, 'vms', value)).toBe(result);
  });

  test('a section that is no list is left alone', () => {
    expect(appendTopLevel(parseText('vms: none\n'), 'vms', 'x', order)).toEqual([]);
  });
});

describe('removeSection', () => {
  test.each([
    ['between blank lines', 'topology: 1\n\nvms:\n  - name: a\n\njobs: []\n', 'topology: 1\n\njobs: []\n'],
    ['the first', '# site\n\nvms: []\n\njobs: []\n', '# site\n\njobs: []\n'],
    ['the last', 'topology: 1\n\nvms:\n  - name: a\n  - name: b # c\n', 'topology: 1\n'],
    ['behind a byte order mark', '\uFEFFvms: []\njobs: []\n', '\uFEFFjobs: []\n'],
    ['that is not there', 'topology: 1\n', 'topology: 1\n'],
  ])('%s', (_, text, result) => {
    expect(edited(text, removeTopLevel(parseText(text), 'vms'))).toBe(result);
  });
});

describe('removeTopLevelItem', () => {
  test.each<[string, string, number, string]>([
    ['the first', 'vms:\n  - name: a\n    host: h # h\n  - name: b\n', 0, 'vms:\n  - name: b\n'],
    [
      'one under a comment',
      'vms:\n  - name: a\n  # b\n  - name: b\n  - name: c\n',
      1,
      'vms:\n  - name: a\n  # b\n  - name: c\n',
    ],
    [
      'the last after a blank line',
      'vms:\n  - name: a\n\n  - name: b\n\njobs: []\n',
      1,
      'vms:\n  - name: a\n\njobs: []\n',
    ],
    ['the last, without a line break', 'vms:\n  - name: a\n  - name: b', 1, 'vms:\n  - name: a'],
    ['the last, with CRLF', 'vms:\r\n  - name: a\r\n  - name: b\r\n', 1, 'vms:\r\n  - name: a\r\n'],
    ['the only one', 'vms: # c\n  - name: a\n    host: h\njobs: []\n', 0, 'vms: [] # c\njobs: []\n'],
    ['an empty one', 'vms:\n  - # c\n  - name: a\n', 0, 'vms:\n  - name: a\n'],
    ['in flow style', 'vms: [{ name: a }, { name: b }]\n', 1, 'vms: [{ name: a }]\n'],
    ['that is not there', 'vms: [a]\n', 1, 'vms: [a]\n'],
  ])('%s', (_, text, index, result) => {
    expect(edited(text, removeTopLevelItem(parseText(text), 'vms', index))).toBe(result);
  });
});
