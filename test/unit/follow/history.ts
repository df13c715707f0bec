import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Analysis, createEngine } from '../../../server/src/engine/engine.ts';
import type { Files } from '../../../server/src/engine/model/include.ts';
import { parse, type SyntaxTree, type TextEdit, update } from '../../../server/src/engine/syntax/index.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { filesUnder } from '../../support/files.ts';
import { edited } from '../syntax/view.ts';
import { seen } from './seen.ts';
import { editsFor, type Typing } from './typing.ts';

const INCLUDED = 'more.topology.yaml';
export const URIS = ['file:///site.topology.yaml', `file:///${INCLUDED}`];

const engine = createEngine();
const samples = filesUnder('samples', '.topology.yaml')
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => text.length < 12_000);

/** A site to begin with: the text of its file, or of two, of which the first includes the second. */
export const site = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...samples),
      fc.nat(1000).map((seed) => generateTopology(seed).text),
    ),
    fc.option(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })),
  )
  .map(([text, away]) => (away ? overTwoFiles(text, away) : [text]));

/**
 * A site over two files, of which the first includes the second.
 * @param away which of the sections go to the other file
 */
export function overTwoFiles(text: string, away: readonly boolean[]): string[] {
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

/** Analyses the first of the files, which may include the second. */
export function analyze(trees: readonly SyntaxTree[], before?: Analysis): Analysis {
  return engine.analyzeFiles(trees[0]!, filesOf(trees), before);
}

/** Texts that are typed into, and their analysis, which follows. */
export class History {
  readonly texts: string[];
  analysis: Analysis;
  readonly #versions: string[][];
  readonly #trees: SyntaxTree[];

  constructor(start: readonly string[]) {
    this.texts = [...start];
    this.#versions = start.map((text) => [text]);
    this.#trees = start.map((text, index) => parse(URIS[index]!, text));
    this.analysis = analyze(this.#trees);
    this.analysis.diagnostics;
  }

  /** @returns whether that makes another text */
  type(typing: Typing): boolean {
    const file = typing.file % this.texts.length;
    const text = this.texts[file]!;
    const before = { start: 0, end: text.length, newText: this.#versions[file]!.at(-2) ?? text };
    return this.edit(file, typing.kind === 'undo' ? [before] : editsFor(text, typing));
  }

  /** @returns whether that makes another text */
  edit(file: number, edits: readonly TextEdit[]): boolean {
    const text = this.texts[file]!;
    this.texts[file] = edited(text, edits);
    this.#versions[file]!.push(this.texts[file]);
    this.#trees[file] = update(this.#trees[file]!, edits);
    this.analysis = analyze(this.#trees, this.analysis);
    return this.texts[file] !== text;
  }
}

/** How often an analysis was looked at after an edit, and how often the topology was the same object as before. */
export interface Count {
  looks: number;
  followed: number;
}

/** Types into the texts, and compares what a user sees with what an analysis of the new texts gives. */
export function follow(start: readonly string[], typed: readonly Typing[], count: Count): void {
  const history = new History(start);
  let { topology } = history.analysis;
  for (const each of typed) {
    const isOther = history.type(each);
    if (!each.looked) drop(history.analysis, each.steps);
    if (!each.looked || !isOther) continue;
    expectFresh(history.analysis, history.texts);
    count.looks++;
    if (history.analysis.topology === topology) count.followed++;
    topology = history.analysis.topology;
  }
  expectFresh(history.analysis, history.texts);
}

/**
 * Begins to work an analysis out, and leaves it at that after so many steps.
 * @returns whether it was done before
 */
export function drop(analysis: Analysis, after: number): boolean {
  const work = analysis.steps('diagnostics');
  for (let step = 0; step < after; step++) if (work.next().done) return true;
  return false;
}

/** Whether an analysis is what one of these texts is, from scratch. */
export function expectFresh(analysis: Analysis, texts: readonly string[]): void {
  expect(seen(analysis)).toEqual(seen(analyze(texts.map((text, index) => parse(URIS[index]!, text)))));
}
