import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { NO_FILES } from '../../../server/src/engine/model/include.ts';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import type { TextEdit } from '../../../server/src/engine/syntax/tree.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { filesUnder } from '../../support/files.ts';
import { edited } from '../syntax/view.ts';
import { seen } from './seen.ts';

const engine = createEngine();
const samples = filesUnder('samples', '.topology.yaml')
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => text.length < 12_000);

/** A site to begin with, and what is typed into it. */
const site = fc.oneof(
  fc.constantFrom(...samples),
  fc.nat(1000).map((seed) => generateTopology(seed).text),
);

/** Where in the text, what sort of edit, and a choice for it; numbers from 0 to 1. */
const typing = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom(
    'swap',
    'swap',
    'swap',
    'letter',
    'delete',
    'break',
    'comment',
    'ignore',
    'line',
    'copy',
    'cut',
    'undo',
  ),
  choice: fc.double({ min: 0, max: 0.999, noNaN: true }),
  /** Whether it is looked at before the next edit comes. */
  looked: fc.boolean(),
});

type Typing = typeof typing extends fc.Arbitrary<infer T> ? T : never;

function editFor(text: string, { at, kind, choice }: Typing): TextEdit {
  const values = [...text.matchAll(/(?<=[:[,-] ?)[\w.*-]+/g)];
  const value = values[Math.floor(at * values.length)];
  const offset = value?.index ?? 0;
  const line = text.lastIndexOf('\n', offset) + 1;
  const next = text.indexOf('\n', offset) + 1 || text.length;
  const insert = (where: number, newText: string): TextEdit => ({ start: where, end: where, newText });
  switch (kind) {
    case 'swap': {
      const other = values[Math.floor(choice * values.length)]?.[0] ?? '';
      return { start: offset, end: offset + (value?.[0].length ?? 0), newText: other };
    }
    case 'letter':
      return insert(offset + (value?.[0].length ?? 0), 'aX1'[Math.floor(choice * 3)]!);
    case 'delete':
      return { start: offset, end: Math.min(text.length, offset + 1), newText: '' };
    case 'break':
      return insert(offset, '"[{:'[Math.floor(choice * 4)]!);
    case 'comment':
      return insert(next, '# why\n');
    case 'ignore':
      return insert(next - 1, ' # topology-ignore: firewall/iovisor-rule-missing known');
    case 'line':
      return insert(next, '\n');
    case 'copy':
      return insert(next, text.slice(line, next));
    case 'cut':
      return { start: line, end: next, newText: '' };
    default:
      return insert(0, '');
  }
}

describe('an analysis that follows edits', () => {
  it('is what an analysis of the new text is, in everything that a user sees', () => {
    fc.assert(
      fc.property(site, fc.array(typing, { minLength: 1, maxLength: 12 }), (start, typed) => {
        let text = start;
        let tree = parse('file:///site', text);
        let analysis = engine.analyzeFiles(tree, NO_FILES);
        analysis.diagnostics;
        const texts = [text];
        for (const each of typed) {
          const edit =
            each.kind === 'undo' ? { start: 0, end: text.length, newText: texts.at(-2) ?? text } : editFor(text, each);
          text = edited(text, [edit]);
          texts.push(text);
          tree = update(tree, [edit]);
          analysis = engine.analyzeFiles(tree, NO_FILES, analysis);
          if (each.looked) expect(seen(analysis)).toEqual(seen(engine.analyze('file:///site', text)));
        }
        expect(seen(analysis)).toEqual(seen(engine.analyze('file:///site', text)));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
