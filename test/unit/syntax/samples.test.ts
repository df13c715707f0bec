import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import { parseWhole } from '../../../server/src/engine/syntax/parse.ts';
import { view } from './view.ts';

const folder = new URL('../../fixtures/topologies/', import.meta.url);
const samples = readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const);

test.each(samples)('%s reads by units as in one piece, with LF and CRLF', (_, text) => {
  for (const variant of [text, text.replaceAll('\n', '\r\n')]) {
    const tree = parse('u', variant);
    expect(tree.errors).toEqual([]);
    expect(tree.units.length).toBeGreaterThan(20);
    expect(view(tree)).toEqual(view(parseWhole('u', variant)));
  }
});

test.each(samples)('every beginning of %s parses, and what is complete is there', (_, text) => {
  const sections = parse('u', text).sections.map(({ key }) => key);
  for (let end = 0; end < text.length; end += 7) {
    const tree = parse('u', text.slice(0, end));
    expect(tree.text).toBe(text.slice(0, end));
    const complete = tree.sections.slice(0, -1).map(({ key }) => key);
    expect(complete).toEqual(sections.slice(0, complete.length));
  }
});
