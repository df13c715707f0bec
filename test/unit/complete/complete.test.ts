import { describe, expect, it } from 'vitest';
import { complete } from '../../../server/src/engine/complete/complete.ts';
import { project } from '../../../server/src/engine/project/format.ts';
import { listOf, map, optional, required } from '../../../server/src/engine/schema/build.ts';
import { topology } from '../../../server/src/engine/schema/format.ts';
import * as scalar from '../../../server/src/engine/schema/scalars.ts';
import { cursorAt } from '../../../server/src/engine/syntax/cursor.ts';

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

  it('knows the other keys of its mapping, above and below, and no others', () => {
    const siblings = (marked: string) => [...cursor(marked)!.siblings];
    expect(siblings('rules:\n  a: off\n  |\n  "b": off\nx-c: 1\n')).toEqual(['a', 'b']);
    expect(siblings('vms:\n  - name: a\n    host: b\n  - |\n  - disks: []\n')).toEqual([]);
    expect(siblings('vms:\n  - name: a\n    |\n    host: b\n  - disks: []\n')).toEqual(['name', 'host']);
    expect(siblings('vms: [{ name: a, |, host: b }, { disks: [] }]\n')).toEqual(['name', 'host']);
    expect(siblings('rules:\n  a|: off\n')).toEqual([]);
  });

  it('takes no longer than a moment on a text made to be slow', () => {
    const started = performance.now();
    cursorAt(`a${' '.repeat(200_000)}`, 200_001);
    cursorAt('['.repeat(50_000), 50_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('completion', () => {
  function written(marked: string, label: string, type = project as Parameters<typeof complete>[0]): string {
    const [text, offset] = split(marked);
    const found = complete(type, text, offset).find((completion) => completion.label === label);
    expect(found, `${label} is offered`).toBeDefined();
    return `${text.slice(0, found!.start)}${found!.newText}|${text.slice(found!.end)}`;
  }
  const labels = (marked: string, type = project as Parameters<typeof complete>[0]) =>
    complete(type, ...split(marked)).map(({ label }) => label);

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
    const [text, offset] = split('rules:\n  |');
    const rule = complete(project, text, offset).find(({ label }) => label === 'firewall/disabled');
    expect(rule).toMatchObject({
      kind: 'key',
      detail: 'default: information',
      choices: ['error', 'warning', 'information', 'hint', 'off'],
    });
    expect(rule!.documentation).toContain('firewall');
  });

  it('puts required keys first, and serves lists, words and enumerations of any format', () => {
    const type = map({
      note: optional(scalar.text, 'A note.'),
      items: required(listOf(map({ name: required(scalar.nameText, 'Its name.') })), 'Items.'),
    });
    expect(labels('|', type)).toEqual(['items', 'note']);
    expect(written('|', 'items', type)).toBe('items:\n  - |');
    expect(labels('items:\n  - |', type)).toEqual(['name']);
    expect(labels('proxies:\n  - type: |', topology)).toEqual(['virtual', 'physical']);
    expect(labels('jobs:\n  - proxies: au|', topology)).toEqual(['automatic']);
    expect(labels('vms:\n  - { name: a, pow|', topology)).toContain('poweredOn');
  });
});
