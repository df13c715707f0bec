import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type Analysis, createEngine } from '../../../server/src/engine/engine.ts';
import type { Refactoring } from '../../../server/src/engine/refactor/refactoring.ts';
import { refactorings } from '../../../server/src/engine/refactor/refactorings.ts';
import { applyEdits, combineByFile } from '../../../server/src/engine/syntax/edit/placed.ts';
import { analyzeFixture, joinFixture, splitFixture, uriOf } from '../../support/topology-files.ts';

export const SITE = '/site/site.topology.yaml';
const engine = createEngine();

/** The files after a refactoring; a new one comes last. `undefined` where its edits do not go together. */
export function applied(
  files: ReadonlyMap<string, string>,
  { edits, creates }: Refactoring,
): Map<string, string> | undefined {
  const texts = new Map([...files].map(([path, text]) => [uriOf(path), text]));
  const byFile = combineByFile(edits, (uri) => texts.get(uri));
  if (!byFile) return undefined;
  const result = new Map([...files].map(([path, text]) => [path, applyEdits(text, byFile.get(uriOf(path)) ?? [])]));
  if (creates) result.set(join(dirname(SITE), creates.name), creates.text);
  return result;
}

/** What a plan says, in words that do not tell where it is written. */
export function answers({ plan }: Analysis): string[] {
  return plan.vms
    .map(({ job, vm, mode, source, proxy, alternatives }) =>
      JSON.stringify([job.name, vm.name, mode, source, proxy?.name, alternatives.map(({ name }) => name)]),
    )
    .sort();
}

export function analyze(files: ReadonlyMap<string, string>): Promise<Analysis> {
  return analyzeFixture(engine, files);
}

/** What is offered, or refused, at the cursor `$0`, or with the text between two of them selected. */
async function offersAt(fixture: string) {
  const [before, selected, after] = fixture.split('$0');
  const start = before!.length;
  const end = after === undefined ? start : start + selected!.length;
  const files = splitFixture(SITE, fixture.replaceAll('$0', ''));
  const analysis = await analyze(files);
  const { topology, tree } = analysis;
  const isTaken = (name: string): boolean => files.has(join(dirname(SITE), name));
  const all = refactorings({ topology, tree, start, end }, isTaken);
  return {
    files,
    analysis,
    offered: all.filter((each) => 'edits' in each),
    refused: all.flatMap((each) => ('reason' in each ? [`${each.title}: ${each.reason}`] : [])),
  };
}

/** What is refused at the cursor: each its title and the reason. */
export async function refusedAt(fixture: string): Promise<string[]> {
  return (await offersAt(fixture)).refused;
}

/**
 * Does the refactoring of that title at the cursor and compares the files. `undefined` expects that no such refactoring is
 * offered. The plan must stay as it was.
 */
export async function check(fixture: string, title: string, expected: string | undefined): Promise<void> {
  const { files, analysis, offered } = await offersAt(fixture);
  const titles = offered.map((refactoring) => refactoring.title);
  if (expected === undefined) {
    expect(titles).not.toContain(title);
    return;
  }
  expect(titles).toContain(title);
  const result = applied(files, offered.find((refactoring) => refactoring.title === title)!)!;
  expect(joinFixture(result)).toBe(expected);
  expect(answers(await analyze(result))).toEqual(answers(analysis));
}
