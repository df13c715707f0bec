import { expect } from 'vitest';
import { applyEdits, combine, type PlacedEdit } from '../../../server/src/engine/syntax/edit/index.ts';
import {
  type Located,
  parse,
  type SyntaxTree,
  type YamlNode,
  type YamlPair,
} from '../../../server/src/engine/syntax/index.ts';

/** Plain data of a node: texts, lists and maps; null for a missing value. */
export type Data = string | null | Data[] | { [key: string]: Data };

export function dataOf(node: YamlNode): Data {
  if (node.kind === 'scalar') return node.style === 'missing' ? null : node.text;
  if (node.kind === 'seq') return node.items.map(dataOf);
  return Object.fromEntries(node.pairs.map((pair) => [pair.key.text, dataOf(pair.value)]));
}

/** Plain data of a whole file. */
export function fileData(tree: SyntaxTree): Data {
  return Object.fromEntries(
    tree.sections.map(({ key, value, items }) => [
      key,
      items ? items.map((item) => dataOf(item.node)) : value ? dataOf(value.node) : null,
    ]),
  );
}

export function parseText(text: string): SyntaxTree {
  return parse('file:///test.topology.yaml', text);
}

/** The node at a path like `hosts/0/firewall`. */
export function at(tree: SyntaxTree, path: string): Located {
  const [first, ...rest] = path.split('/');
  const section = tree.sections.find(({ key }) => key === first);
  if (!section) throw new Error(`no section ${first}`);
  let found: Located | undefined = section.items ? undefined : section.value;
  if (section.items) {
    found = section.items.at(Number(rest.shift()));
  }
  for (const step of rest) {
    const node = found?.node;
    const next =
      node?.kind === 'seq' ? node.items[Number(step)] : node?.kind === 'map' ? pairIn(node, step).value : undefined;
    found = found && next && { unit: found.unit, node: next };
  }
  if (!found) throw new Error(`nothing at ${path}`);
  return found;
}

/** The pair of a key. */
export function pairIn(node: YamlNode, key: string): YamlPair {
  const pair = node.kind === 'map' ? node.pairs.find((candidate) => candidate.key.text === key) : undefined;
  if (!pair) throw new Error(`no key ${key}`);
  return pair;
}

/** The text after the edits, which must be applicable and must leave a text that parses. */
export function edited(text: string, edits: readonly PlacedEdit[]): string {
  const combined = combine(edits, text);
  if (!combined) throw new Error('the edits overlap');
  const result = applyEdits(text, combined);
  expect(parseText(result).errors.map(({ message }) => message)).toEqual([]);
  return result;
}

/** A text written in a test: without the first line break and the indentation that all of its lines have. */
export function yaml(strings: TemplateStringsArray, ...values: unknown[]): string {
  const text = String.raw({ raw: strings }, ...values)
    .replace(/^\n/, '')
    .replace(/\n *$/, '\n');
  const widths = text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => /^ */.exec(line)![0].length);
  const width = Math.min(...widths);
  return text
    .split('\n')
    .map((line) => line.slice(width))
    .join('\n');
}
