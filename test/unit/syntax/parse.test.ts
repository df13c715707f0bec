import { expect, test } from 'vitest';
import { parse, type SyntaxTree, type YamlNode } from '../../../server/src/engine/syntax/index.ts';
import { errorTexts } from './view.ts';

/** A tree as the plain values it stands for. */
function values(tree: SyntaxTree): Record<string, unknown> {
  return Object.fromEntries(
    tree.sections.map(({ key, value, items }) => [
      key,
      items ? items.map(({ node }) => valueOf(node)) : value && valueOf(value.node),
    ]),
  );
}

function valueOf(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.style === 'missing' ? null : node.text;
  if (node.kind === 'seq') return node.items.map(valueOf);
  return node.pairs.map(({ key, value, merged }) => [`${merged ? '<<' : ''}${key.text}`, valueOf(value)]);
}

function read(text: string): Record<string, unknown> {
  const tree = parse('u', text);
  expect(errorTexts(tree)).toEqual([]);
  return values(tree);
}

test('units: preamble, header and items, each with the comments right above it', () => {
  const tree = parse(
    'u',
    '# file\n\n# vms\nvms: # list\n\n  # a\n  - name: a\n    host: x\n  # b\n  - name: b\n\n# end\nbackupServer:\n  name: c\n',
  );
  expect(tree.units.map((unit) => unit.text)).toEqual([
    '# file\n\n',
    '# vms\nvms: # list\n\n',
    '  # a\n  - name: a\n    host: x\n',
    '  # b\n  - name: b\n\n',
    '# end\nbackupServer:\n  name: c\n',
  ]);
  expect(tree.units.map((unit) => unit.startLine)).toEqual([0, 2, 5, 8, 11]);
});

test('items at column 0 under their key are items', () => {
  const tree = parse('u', 'vms:\n- name: a\n- name: b\nhosts:\n- c\n');
  expect(values(tree)).toEqual({ vms: [[['name', 'a']], [['name', 'b']]], hosts: ['c'] });
  expect(tree.units).toHaveLength(5);
});

test('a node lies where its text is, counted from its unit', () => {
  const tree = parse(
    'u',
    "vms:\n  - name: 'a b' # why\n    note: >\n      long\n    list: [x]\n    none:   # nothing\n",
  );
  const { unit, node } = tree.sections[0]!.items!.at(0)!;
  if (node.kind !== 'map') throw new Error('no map');
  const texts = node.pairs.map(({ key, value }) => [key, value].map(({ start, end }) => unit.text.slice(start, end)));
  expect(texts).toEqual([
    ['name', "'a b'"],
    ['note', '>\n      long'],
    ['list', '[x]'],
    ['none', ''],
  ]);
  const none = node.pairs[3]!.value;
  expect(unit.text.slice(0, none.start)).toMatch(/none:$/);
  expect(unit.text.slice(node.start, node.end)).toMatch(/^name: [\s\S]*none:$/);
});

test.each([
  ['plain texts keep their source', 'version: 8.0\nname: 0x1F\nflag: ~\n', { version: '8.0', name: '0x1F', flag: '~' }],
  ['quotes', "a: 'it''s'\nb: \"x\\ty\"\nc: ''\n", { a: "it's", b: 'x\ty', c: '' }],
  ['block texts', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', { a: 'x\ny\n', b: 'x y' }],
  ['empty items and values', 'a:\n  -\n  - x\nb:\n', { a: [null, 'x'], b: null }],
  [
    'flow collections',
    'a: { x: [1, { y: 2 }], z }\n',
    {
      a: [
        ['x', ['1', [['y', '2']]]],
        ['z', null],
      ],
    },
  ],
  ['a flow list closed at column 0', 'a: [\n  x\n]\nb: 1\n', { a: ['x'], b: '1' }],
  ['CRLF', 'a: 1\r\nb:\r\n  - c\r\n', { a: '1', b: ['c'] }],
  ['a byte order mark', '\uFEFFa: 1\n', { a: '1' }],
  ['quoted and odd keys', '"a": 1\nb c:\n  - 2\n', { a: '1', 'b c': ['2'] }],
  [
    'names of the prototype',
    'a: { __proto__: 1, constructor: 2 }\n',
    {
      a: [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    },
  ],
  ['a document start and end', '%YAML 1.2\n---\na: 1\n...\n', { a: '1' }],
  ['line separators inside a text', 'a: x\u2028y\u0085z\nb: 1\n', { a: 'x\u2028y\u0085z', b: '1' }],
  ['an explicit key', '? a\n: b\n', { a: 'b' }],
  ['a tag', 'a: !!int 5\n', { a: '5' }],
  ['nothing', '', {}],
  ['comments only', '# a\n\n  # b\n', {}],
])('reads %s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('an alias is the anchored node itself, in one unit and across units', () => {
  expect(read('a:\n  - x: &d [1]\n    y: *d\n')).toEqual({
    a: [
      [
        ['x', ['1']],
        ['y', ['1']],
      ],
    ],
  });
  const tree = parse('u', 'a: &d { x: 1 }\nb:\n  - *d\n  - *d\n');
  expect(tree.errors).toEqual([]);
  const [first, second] = tree.sections[1]!.items!;
  expect(first!.node).toBe(second!.node);
  expect(tree.text.slice(first!.unit.start + first!.node.start).startsWith('{ x: 1 }')).toBe(true);
});

test('merge keys: own keys win, then earlier maps', () => {
  const text = 'x: &x { a: 1, b: 1 }\ny: &y { b: 2, c: 2 }\nz:\n  c: 3\n  <<: [*x, *y]\n';
  expect(read(text).z).toEqual([
    ['c', '3'],
    ['<<a', '1'],
    ['<<b', '1'],
  ]);
  expect(read("z: { '<<': 1 }\n")).toEqual({ z: [['<<', '1']] });
});

test('an alias inside its own anchor, and aliases that multiply, are errors and end', () => {
  expect(errorTexts(parse('u', 'a: &a [*a]\n'))).toEqual(['syntax: *a']);
  const laughs = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('');
  expect(parse('u', `a0: &a0 x\n${laughs}`).errors.length).toBeGreaterThan(0);
});

test.each([
  ['brackets', `a: ${'['.repeat(10_000)}`],
  ['dashes', `a:\n  ${'- '.repeat(10_000)}x`],
  ['explicit keys', '? '.repeat(10_000)],
  ['pairs in brackets', `a: [${'a: '.repeat(10_000)}x]`],
  ['indentation', Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
])('nesting without end is one error: %s', (_, text) => {
  const tree = parse('u', text);
  expect(tree.errors.map((error) => error.message)).toEqual(['This is nested more than 100 levels deep.']);
});

test('a long list on one line is not deep', () => {
  const vms = Array.from({ length: 200 }, (_, index) => ({ name: `vm${index}`, host: 'esx' }));
  const tree = parse('u', `topology: 1\nvms: ${JSON.stringify(vms)}\n`);
  expect(tree.errors).toEqual([]);
});

test('brackets in quotes and comments do not count as nesting', () => {
  expect(read(`a: '${'['.repeat(200)}' # ${'{'.repeat(200)}\n`)).toEqual({ a: '['.repeat(200) });
});

test('a key written twice counts once, and both places are told', () => {
  const tree = parse('u', 'a: 1\nvms:\n  - name: x\n    name: y\nvms:\n  - z\n');
  expect(values(tree)).toEqual({ a: '1', vms: [[['name', 'x']]] });
  expect(errorTexts(tree)).toEqual(['duplicate-key: name', 'duplicate-key: vms']);
  const starts = tree.errors.map(({ place, related }) => [place, related!].map((at) => at.unit.start + at.start));
  expect(starts).toEqual([
    [26, 14],
    [34, 5],
  ]);
});

test('a broken item leaves its neighbours alive', () => {
  const tree = parse('u', 'vms:\n  - name: a\n  - name: "b\n    host: x\n  - name: [c\n  - name: d\nhosts:\n  - e\n');
  expect(errorTexts(tree)).toEqual(['syntax: "b', 'syntax: [']);
  expect(values(tree)).toMatchObject({ vms: [[['name', 'a']], [['name', 'b']], [['name', ['c']]], [['name', 'd']]] });
  expect(values(tree).hosts).toEqual(['e']);
});
