import { expect, test } from 'vitest';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { errorTexts } from './view.ts';

/** What stands wrong, the text that the error covers, and a piece of its message. */
const mistakes: [string, string, RegExp][] = [
  ['a: "x\n', '"x', /never closed/],
  ["a: 'x\nb: 1\n", "'x", /never closed/],
  ['a: [x, y\nb: 1\n', '[', /never closed/],
  ['a: { x: 1\n', '{', /never closed/],
  ['a:\n\tb: 1\n', '\t', /tab.*of a line\.$/],
  ['a:\n\tb: 1\n\tc: 1\n', '\t', /tab.*So is 1 more line\.$/],
  ['a:\n\t- b: 1\n\t  c: 1\n\t- b: 1\n', '\t', /tab.*So are 2 more lines\.$/],
  ['a:\n  b: 1\n c: 2\n', 'c', /does not fit the ones above/],
  ['a: b: c\n', 'b', /one `key: value` too many/],
  ['a: 1\n  b: 2\n', '1', /one `key: value` too many/],
  ['a:\n  - x: 1\n    y\n', 'y', /colon is missing/],
  ['a:\n  - x\n    y: 1\n', 'x', /runs on into the line below/],
  ['vms:\n  - x: 1\n  ho\n  - x: 2\n', 'ho', /does not fit the ones above/],
  ['vms:\n  - x: 1\njob\n', 'job', /colon .* is missing/],
  ['vms:\n    - x: 1\n  - x: 2\n', '-', /does not fit the ones above/],
  ['a: "x" y\n', 'y', /`y` does not belong here/],
  ['a: [x]]\n', ']', /`\]` does not belong here/],
  ['a: @x\n', '@', /cannot start with `@`/],
  ['a: %x\n', '%', /cannot start with `%`/],
  ['a: |x\n  y\n', 'x', /next line/],
  ['a: [x, , y]\n', ',', /value is missing before this comma/],
  ['a: ["x" "y"]\n', '"', /comma or a colon is missing/],
  ['a: &x &y z\n', '&y', /two anchors/],
  ['a: x\n---\nb: y\n---\nc: z\n', '---', /this `---` starts another/],
  ['a: x\n...\nb: y\n', 'b: y', /ended above/],
  ['- a\n', '- a', /consists of keys/],
  ['just text\n', 'just text', /consists of keys/],
  ['a: { <<: 3 }\n', '3', /mapping/],
  ['a: { [x]: 1 }\n', '[x]', /single name/],
];

test.each(mistakes)('%j is one error, with a place and a message one can use', (text, place, message) => {
  const tree = parse('u', text);
  expect(errorTexts(tree)).toEqual([`syntax: ${place}`]);
  expect(tree.errors[0]!.message).toMatch(message);
});

test.each([
  ['jobs:\n  - include: [*-sql, *]\n', ['*-sql', '*']],
  ['jobs:\n  - include:\n      - *web # all\n', ['*web']],
  ['jobs:\n  - include:\n      - *web server # all\n', ['*web server']],
  ['include: [*[ab], x]\n', ['*']],
  ['a: *b\nb: 1\n', ['*b']],
])('an unquoted glob in %j is one error for the glob, and reads as its text', (text, globs) => {
  const tree = parse('u', text);
  const found = errorTexts(tree).filter((error) => error.startsWith('unresolved-alias'));
  expect(found).toEqual(globs.map((glob) => `unresolved-alias: ${glob}`));
  expect(tree.errors[0]!.message).toContain(`'${globs[0]}'`);
  expect(
    JSON.stringify(tree.sections.map(({ value, items }) => [value?.node, items?.map(({ node }) => node)])),
  ).toContain(`"text":"${globs[0]}","style":"plain"`);
});

test('a Windows path in double quotes is one error for the whole text, which is kept as it is written', () => {
  const tree = parse('u', 'vms:\n  - key: "HKLM\\SOFTWARE\\new\\Veeam"\n    host: x\n');
  expect(errorTexts(tree)).toEqual(['bad-escape: "HKLM\\SOFTWARE\\new\\Veeam"']);
  expect(JSON.stringify(tree.sections[0]!.items!.at(0)!.node)).toContain(JSON.stringify('HKLM\\SOFTWARE\\new\\Veeam'));
});
