import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { readFile } from '../../../server/src/engine/model/read-file.ts';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { NodePlace } from '../../../server/src/engine/syntax/node-place.ts';
import { filesUnder } from '../../support/files.ts';
import { regularText } from './texts.ts';

const large = largeTopology(200);

it('lets the tree of an item go, and reads it again when someone asks', () => {
  const items = parse('u', large).sections.find(({ key }) => key === 'vms')!.items!;
  const { node } = items.at(0)!;
  expect(items.at(0)!.node).toBe(node);
  for (const item of items) void item.node;
  expect(items.at(0)!.node).not.toBe(node);
  expect(items.at(0)!.node).toEqual(node);
});

/** Everything that was read of a file, down to its scalars. */
function* readingsIn(value: unknown): Iterable<NodePlace> {
  if (value instanceof NodePlace) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) if (key !== 'unit') yield* readingsIn(part);
}

const root = join(import.meta.dirname, '../../..');
const files = ['samples', 'test/fixtures'].flatMap((folder) => filesUnder(join(root, folder), '.topology.yaml'));
const texts = files.map((file) => [basename(file), readFileSync(file, 'utf8')] as const);

it.each([['large', large] as const, ...texts])('finds the node of each value of %s again', (_, text) => {
  const { lists, tree } = readFile(parse('u', text));
  for (const { node } of tree.sections.flatMap(({ items }) => items?.slice() ?? [])) void node;
  for (const reading of readingsIn(lists)) {
    const { node, start, end } = reading;
    expect([node.start, node.end]).toEqual([start, end]);
    // What is made of a scalar is one, what is made of a mapping has its keys.
    if ('value' in reading) expect(node.kind).toBe('scalar');
    if ('$has' in reading) expect(node.kind).toBe('map');
  }
});

test('a slice is that of the text', () => {
  fc.assert(
    fc.property(regularText, fc.nat(300), fc.nat(300), (text, start, end) => {
      expect(parse('u', text).slice(start, end)).toBe(text.slice(start, end));
    }),
  );
});
