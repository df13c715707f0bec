import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Analysis, createEngine } from '../../server/src/engine/engine.ts';
import { NO_FILES } from '../../server/src/engine/model/include.ts';
import { parse, update } from '../../server/src/engine/syntax/index.ts';
import { filesUnder } from '../support/files.ts';
import { splitFixture } from '../support/topology-files.ts';
import { seen } from '../unit/follow/seen.ts';
import { exhaustive } from './campaign.ts';
import { expectInside } from './inside.ts';

const engine = createEngine();
const texts = ['samples', 'test/fixtures']
  .flatMap((folder) => filesUnder(folder, '.yaml'))
  .flatMap((path) => [...splitFixture(path, readFileSync(path, 'utf8'))]);

exhaustive('every beginning of every sample and fixture, as it is typed', 'beginnings', (step, count) => {
  for (const [path, text] of texts) {
    let tree = parse('file:///site.topology.yaml', '');
    let analysis: Analysis = engine.analyzeFiles(tree, NO_FILES);
    for (let start = 0; start < text.length; start += step) {
      const end = Math.min(start + step, text.length);
      tree = update(tree, [{ start, end: start, newText: text.slice(start, end) }]);
      analysis = engine.analyzeFiles(tree, NO_FILES, analysis);
      expectInside(analysis);
      count(1);
    }
    const anew = engine.analyzeFiles(parse('file:///site.topology.yaml', text), NO_FILES);
    expect(seen(analysis), path).toEqual(seen(anew));
  }
});
