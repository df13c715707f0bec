import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { NO_FILES } from '../../../server/src/engine/model/include.ts';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import type { TextEdit } from '../../../server/src/engine/syntax/tree.ts';
import { filesUnder } from '../../support/files.ts';
import { edited } from '../syntax/view.ts';
import { diagnosticsSeen } from './seen.ts';

const engine = createEngine();

/** What a rule says names entities and has places in them: where its `reads` leaves out what it names, this fails. */
describe('diagnostics follow a new name, and a key that moves the others, in each host and VM', () => {
  const texts = filesUnder('test/fixtures/rules', '.yaml')
    .filter((path) => !path.includes('.fix-'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

  it.each(texts)('of $path', ({ text }) => {
    let analysis = engine.analyzeFiles(parse('u', text), NO_FILES);
    analysis.diagnostics;
    for (const edits of entryEdits(text)) {
      analysis = engine.analyzeFiles(update(analysis.tree, edits), NO_FILES, analysis);
      const fresh = engine.analyze('u', edited(text, edits));
      expect(diagnosticsSeen(analysis), fresh.tree.text).toEqual(diagnosticsSeen(fresh));
      const back = { start: 0, end: fresh.tree.text.length, newText: text };
      analysis = engine.analyzeFiles(update(analysis.tree, [back]), NO_FILES, analysis);
      analysis.diagnostics;
    }
  });
});

/** For each host and VM: a longer name, and a key of the user's own before the others. */
function entryEdits(text: string): TextEdit[][] {
  const { topology } = engine.analyze('u', text);
  return [...topology.hosts, ...topology.vms].flatMap(({ namePlace, value: { node } }) => {
    if (!namePlace || node.kind !== 'map') return [];
    const { start } = namePlace.unit;
    const nameEnd = start + namePlace.end - (/["']/.test(text[start + namePlace.start]!) ? 1 : 0);
    const first = start + (node.flow ? node.start + 1 : node.start);
    const column = first - text.lastIndexOf('\n', first - 1) - 1;
    const key = node.flow ? ' x-own: 1,' : `x-own: 1\n${' '.repeat(column)}`;
    return [
      [
        { start: nameEnd, end: nameEnd, newText: 'a' },
        { start: first, end: first, newText: key },
      ],
    ];
  });
}
