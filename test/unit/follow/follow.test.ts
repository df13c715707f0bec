import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Analysis, createEngine } from '../../../server/src/engine/engine.ts';
import type { Files } from '../../../server/src/engine/model/include.ts';
import { parse, type SyntaxTree, update } from '../../../server/src/engine/syntax/index.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { filesUnder } from '../../support/files.ts';
import { edited } from '../syntax/view.ts';
import { seen } from './seen.ts';
import { anyTyping, editsFor, smallTyping, type Typing } from './typing.ts';

const INCLUDED = 'more.topology.yaml';
const URIS = ['file:///site.topology.yaml', `file:///${INCLUDED}`];

const engine = createEngine();
const samples = filesUnder('samples', '.topology.yaml')
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => text.length < 12_000);

/** A site to begin with: the text of its file, or of two, of which the first includes the second. */
const site = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...samples),
      fc.nat(1000).map((seed) => generateTopology(seed).text),
    ),
    fc.option(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })),
  )
  .map(([text, away]) => (away ? overTwoFiles(text, away) : [text]));

/** @param away which of the sections go to the other file */
function overTwoFiles(text: string, away: readonly boolean[]): string[] {
  const sections = text.split(/^(?=[a-zA-Z]+:)/m);
  const goes = (section: string, index: number): boolean =>
    !/^(?:#|topology:|name:|include:)/.test(section) && away[index % away.length] === true;
  return [
    `include: [${INCLUDED}]\n${sections.filter((section, index) => !goes(section, index)).join('')}`,
    `topology: 1\n${sections.filter(goes).join('')}`,
  ];
}

/** The files that trees were made of. */
function filesOf(trees: readonly SyntaxTree[]): Files {
  return {
    named: (_, entry) => (entry === INCLUDED && trees[1] ? [URIS[1]!] : []),
    read: (uri) => trees.find((tree) => tree.uri === uri),
  };
}

function analyze(trees: readonly SyntaxTree[], before?: Analysis): Analysis {
  return engine.analyzeFiles(trees[0]!, filesOf(trees), before);
}

/** How often an analysis was looked at after an edit, and how often the topology was the same object as before. */
interface Count {
  looks: number;
  followed: number;
}

/** Types into the texts, and compares what a user sees with what an analysis of the new texts gives. */
function follow(start: readonly string[], typed: readonly Typing[], count: Count): void {
  const texts = [...start];
  const versions = start.map((text) => [text]);
  const trees = texts.map((text, index) => parse(URIS[index]!, text));
  let analysis = analyze(trees);
  analysis.diagnostics;
  let { topology } = analysis;
  for (const each of typed) {
    const file = each.file % texts.length;
    const text = texts[file]!;
    const undone = { start: 0, end: text.length, newText: versions[file]!.at(-2) ?? text };
    const edits = each.kind === 'undo' ? [undone] : editsFor(text, each);
    texts[file] = edited(text, edits);
    versions[file]!.push(texts[file]);
    trees[file] = update(trees[file]!, edits);
    analysis = analyze(trees, analysis);
    if (!each.looked || texts[file] === text) continue;
    expectFresh(analysis, texts);
    count.looks++;
    if (analysis.topology === topology) count.followed++;
    topology = analysis.topology;
  }
  expectFresh(analysis, texts);
}

function expectFresh(analysis: Analysis, texts: readonly string[]): void {
  expect(seen(analysis)).toEqual(seen(analyze(texts.map((text, index) => parse(URIS[index]!, text)))));
}

describe('an analysis that follows edits', () => {
  it('is what an analysis of the new texts is, after any edits', () => {
    const count = { looks: 0, followed: 0 };
    fc.assert(
      fc.property(site, fc.array(anyTyping, { minLength: 1, maxLength: 12 }), (start, typed) =>
        follow(start, typed, count),
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('is what an analysis of the new texts is, and mostly keeps its topology, in entries of hosts and VMs', () => {
    const count = { looks: 0, followed: 0 };
    fc.assert(
      fc.property(site, fc.array(smallTyping, { minLength: 1, maxLength: 12 }), (start, typed) =>
        follow(start, typed, count),
      ),
      { numRuns: 120, endOnFailure: true },
    );
    // Else one analysis from scratch would be compared with another.
    expect(count.followed / count.looks).toBeGreaterThan(1 / 3);
  });

  it('reads the entries of a section anew where they become those of another', () => {
    const text = 'topology: 1\nvms:\n  - { name: web, host: esx1, datastore: ds1 }\njobs:\n  - name: nightly\n';
    const at = text.indexOf('jobs:');
    const tree = parse(URIS[0]!, text);
    const before = analyze([tree]);
    before.diagnostics;
    const edits = [{ start: at, end: at, newText: '# ' }];
    const analysis = analyze([update(tree, edits)], before);
    expect(analysis.topology.vms.map(({ name }) => name)).toEqual(['web', 'nightly']);
    expectFresh(analysis, [edited(text, edits)]);
  });
});
