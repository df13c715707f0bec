import { describe, expect, it } from 'vitest';
import { complete } from '../../../server/src/engine/complete/complete.ts';
import { plainText } from '../../../server/src/engine/complete/completion.ts';
import { project } from '../../../server/src/engine/project/format.ts';
import { listOf, map, optional, required } from '../../../server/src/engine/schema/build.ts';
import { topology } from '../../../server/src/engine/schema/format.ts';
import * as scalar from '../../../server/src/engine/schema/scalars.ts';
import type { Type } from '../../../server/src/engine/schema/types.ts';
import { cursorAt, cursorIn } from '../../../server/src/engine/syntax/cursor.ts';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { growth, LINEAR } from '../../support/growth.ts';
import { EMPTY } from './support.ts';

/** `|` is the cursor. */
function split(marked: string): [text: string, offset: number] {
  const offset = marked.indexOf('|');
  return [marked.slice(0, offset) + marked.slice(offset + 1), offset];
}

function cursor(marked: string) {
  return cursorAt(...split(marked));
}

describe('the cursor', () => {
  it.each([
    ['|', [], false, ''],
    ['ru|', [], false, 'ru'],
    ['rules:\n  |', ['rules'], false, ''],
    ['rules:\n  fire|wall\n  a/b: off\n', ['rules'], false, 'firewall'],
    ['rules:\n  a/b: off\n|', [], false, ''],
    ['rules:\n  a/b: o|', ['rules', 'a/b'], true, 'o'],
    ['rules:\n  a/b: |\n  c/d: off\n', ['rules', 'a/b'], true, ''],
    ['rules:\n  "a/|\n  c/d: off\n', ['rules'], false, 'a/'],
    ["rules:\n  a/b: 'o|f'\n", ['rules', 'a/b'], true, 'of'],
    ['rules: { a/b: off, c|', ['rules'], false, 'c'],
    ['rules: { a/b: |, c: d }', ['rules', 'a/b'], true, ''],
    ['rules: {\n  a/b: off,\n  c|\n}', ['rules'], false, 'c'],
    ['rules: [off\nx-note: |', ['x-note'], true, ''],
    ['hosts:\n  - name: a\n    fire|', ['hosts', null], false, 'fire'],
    ['hosts:\n- name: a\n- |', ['hosts', null], false, ''],
    ['jobs: [{ name: a, include: [|', ['jobs', null, 'include', null], false, ''],
    ['a: b # c\r\nrules:\r\n  x|: off\r\n', ['rules'], false, 'x'],
    ['"rules":\n  |', ['rules'], false, ''],
    ['rules: &all\n  a/b: |', ['rules', 'a/b'], true, ''],
  ])('in %j', (marked, path, afterColon, word) => {
    expect(cursor(marked)).toMatchObject({ path, afterColon, word });
  });

  it('is not in block texts, but below them', () => {
    const text = 'note: |\n  rules:\n    a\nrules:\n  ';
    expect(cursorAt(text, text.indexOf('a\n'))).toBeUndefined();
    expect(cursorAt(text, text.length)).toMatchObject({ path: ['rules'] });
  });

  it.each(['# ru|', 'rules: # a|', 'rules:|', 'rules:\n  a/b: off # |', 'rules: { # |'])(
    'says nothing in %j',
    (marked) => {
      expect(cursor(marked)).toBeUndefined();
    },
  );

  it('is found in a text that begins with a line break', () => {
    expect(cursorAt('\nname: a', 7)).toMatchObject({ path: ['name'], afterColon: true });
    expect(cursorAt('\n', 1)).toMatchObject({ path: [] });
  });

  it('knows the other keys of its mapping, above and below, and no others', () => {
    const siblings = (marked: string) => [...cursor(marked)!.siblings];
    expect(siblings('rules:\n  a: off\n  |\n  "b": off\nx-c: 1\n')).toEqual(['a', 'b']);
    expect(siblings('vms:\n  - name: a\n    host: b\n  - |\n  - disks: []\n')).toEqual([]);
    expect(siblings('vms:\n  - name: a\n    |\n    host: b\n  - disks: []\n')).toEqual(['name', 'host']);
    expect(siblings('vms: [{ name: a, |, host: b }, { disks: [] }]\n')).toEqual(['name', 'host']);
    expect(siblings('rules:\n  a|: off\n')).toEqual([]);
  });

  it('is told from the item around it as from the whole text', () => {
    const text =
      'topology: 1\nvms:\n  - name: a\n    host: b\n\n  - { name: c,  }\n  \n\nhosts:\n- name: d\n  cluster: e\nx';
    const tree = parse('file:///a', text);
    expect(tree.units.length).toBeGreaterThan(3);
    for (let offset = 0; offset <= text.length; offset++) {
      const { around: _, ...whole } = cursorAt(text, offset) ?? { around: [] };
      const { around: __, ...part } = cursorIn(tree, offset) ?? { around: [] };
      expect(part, `at ${offset}`).toEqual(whole);
    }
  });

  it('knows the scalars around it, and the other items of its list', () => {
    const at = cursor(
      'hosts:\n  - name: a\n    firewall:\n      rules:\n        - ports: 1\n          list: [b, |, "c"]\n    cluster: d\n',
    )!;
    expect(at.around.map((values) => Object.fromEntries(values))).toEqual([
      {},
      { name: 'a', cluster: 'd' },
      {},
      { ports: '1' },
      {},
    ]);
    expect([...at.listed]).toEqual(['b', 'c']);
    expect([...cursor('a:\n  - b\n  - c|\n  - d\n')!.listed]).toEqual(['b', 'd']);
    expect([...cursor('a:\n  - b\n  |\n')!.listed]).toEqual(['b']);
  });

  it('goes on behind the colon of an item', () => {
    expect(cursor('a:\n  - proxy:|')).toMatchObject({ path: ['a', null], word: 'proxy:' });
    expect(cursor('a: [b, proxy:|]')).toMatchObject({ path: ['a', null], word: 'proxy:' });
  });

  it.each<[string, (length: number) => [string, number]]>([
    ['spaces behind a word', (length) => [`a${' '.repeat(length)}`, length + 1]],
    ['open brackets', (length) => ['['.repeat(length), length]],
    ['spaces behind the cursor', (length) => [`a: b${' '.repeat(length)}`, 4]],
  ])('grows with the text and no more: %s', async (_, slow) => {
    const find = (length: number) => {
      const [text, offset] = slow(length);
      return () => void cursorAt(text, offset);
    };
    expect(await growth(find, 50_000)).toBeLessThan(LINEAR);
  });
});

describe('completion', () => {
  const found = (marked: string, type: Type = project) => {
    const [text, offset] = split(marked);
    return complete(type, parse('file:///a', text), offset, EMPTY).items;
  };
  function written(marked: string, label: string, type: Type = project): string {
    const [text] = split(marked);
    const item = found(marked, type).find((completion) => completion.label === label);
    expect(item, `${label} is offered`).toBeDefined();
    return `${text.slice(0, item!.start)}${plainText(item!.parts)}|${text.slice(item!.end)}`;
  }
  const labels = (marked: string, type: Type = project) => found(marked, type).map(({ label }) => label);

  it.each([
    ['|', 'rules', 'rules:\n  |'],
    ['ru|', 'rules', 'rules:\n  |'],
    ['ru|: {}', 'rules', 'rules|: {}'],
    ['rules:\n  |', 'firewall/disabled', 'rules:\n  firewall/disabled: |'],
    [
      'rules:\n  fire|\n  proxy/unused: off',
      'firewall/disabled',
      'rules:\n  firewall/disabled: |\n  proxy/unused: off',
    ],
    ['rules:\n  fire|wall/x: off', 'firewall/disabled', 'rules:\n  firewall/disabled|: off'],
    ['rules:\n  "fire|', 'firewall/disabled', 'rules:\n  "firewall/disabled": |'],
    ['rules:\n  "fire|"', 'firewall/disabled', 'rules:\n  "firewall/disabled": |'],
    ["rules:\n  'fire|': off", 'firewall/disabled', "rules:\n  'firewall/disabled|': off"],
    ['rules: { fire|', 'firewall/disabled', 'rules: { firewall/disabled: |'],
    ['rules:\n  firewall/disabled: |', 'off', 'rules:\n  firewall/disabled: off|'],
    ['rules:\n  firewall/disabled: "o|', 'off', 'rules:\n  firewall/disabled: "off"|'],
    ['rules:\n  firewall/disabled: "o|ff"', 'hint', 'rules:\n  firewall/disabled: "hint|"'],
    ['rules: { firewall/disabled: er|ror }', 'off', 'rules: { firewall/disabled: off| }'],
  ])('in %j writes %s', (marked, label, after) => {
    expect(written(marked, label)).toBe(after);
  });

  it('offers what does not stand there yet', () => {
    expect(labels('rules:\n  firewall/disabled: off\n  |')).not.toContain('firewall/disabled');
    expect(labels('rules:\n  firewall/disabled: off\n|')).toEqual([]);
  });

  it('offers severities for a rule only, and nothing where the format knows nothing', () => {
    expect(labels('rules:\n  firewall/disabled: |')).toEqual(['error', 'warning', 'information', 'hint', 'off']);
    expect(labels('rules:\n  fire/wall: |')).toEqual([]);
    expect(labels('x-note:\n  |')).toEqual([]);
    expect(labels('rules: |')).toEqual([]);
  });

  it('tells what a rule is, and the severity that it has by itself', () => {
    const rule = found('rules:\n  |').find(({ label }) => label === 'firewall/disabled');
    expect(rule).toMatchObject({
      kind: 'key',
      detail: 'default: information',
      parts: ['firewall/disabled', ': ', { choices: ['error', 'warning', 'information', 'hint', 'off'] }],
    });
    expect(rule!.documentation).toContain('firewall');
  });

  it('tells of a key what its words mean, before one is chosen', () => {
    const license = found('backupServer:\n  lic|', topology).find(({ label }) => label === 'license');
    expect(license!.documentation).toContain('- `universal`: Veeam Universal License');
    expect(found('hyperflex:\n  - add|', topology)[1]!.documentation).not.toContain('`false`:');
  });

  it('puts required keys first, and serves lists, words and enumerations of any format', () => {
    const type = map({
      note: optional(scalar.text, 'A note.'),
      items: required(listOf(map({ name: required(scalar.nameText, 'Its name.') })), 'Items.'),
    });
    expect(labels('|', type)).toEqual(['new file', 'items', 'note']);
    expect(written('|', 'items', type)).toBe('items:\n  - name: |');
    expect(labels('items:\n  - |', type)).toEqual(['name']);
    expect(labels('proxies:\n  - type: |', topology)).toEqual(['virtual', 'physical']);
    expect(labels('jobs:\n  - proxies: au|', topology)).toEqual(['automatic']);
    expect(labels('vms:\n  - { name: a, pow|', topology)).toContain('poweredOn');
  });
});
