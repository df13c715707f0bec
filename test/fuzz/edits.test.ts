import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/engine/syntax/index.ts';
import { filesUnder } from '../support/files.ts';
import { analyze, expectFresh, follow, History, overTwoFiles, URIS } from '../unit/follow/history.ts';
import { seen } from '../unit/follow/seen.ts';
import { anyTyping, smallTyping, type Typing } from '../unit/follow/typing.ts';
import { editPlan, editsFor } from '../unit/syntax/texts.ts';
import { campaign } from './campaign.ts';
import { expectInside } from './inside.ts';
import { smallSite } from './texts.ts';

const EDITS = 100;
/** After so many edits what is known is held against an analysis from scratch. */
const LOOK = 25;

const start = fc
  .tuple(smallSite, fc.option(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), { freq: 2 }))
  .map(([text, away]) => (away ? overTwoFiles(text, away) : [text]));

describe('an analysis follows', () => {
  campaign(
    'what is typed in the entries of hosts and VMs',
    { runs: 'histories', normally: 6, unit: 'edits' },
    fc.tuple(start, fc.array(smallTyping, { minLength: EDITS, maxLength: EDITS })),
    ([texts, typed], count) => {
      holds(texts, typed.map(toStep));
      count(typed.length);
    },
  );

  campaign(
    'edits of all kinds',
    { runs: 'histories', normally: 6, unit: 'edits' },
    fc.tuple(start, fc.array(anyTyping, { minLength: EDITS, maxLength: EDITS })),
    ([texts, typed], count) => {
      holds(texts, typed.map(toStep));
      count(typed.length);
    },
  );

  campaign(
    'brackets, quotes, anchors, markers and odd characters anywhere',
    { runs: 'histories', normally: 6, unit: 'edits' },
    fc.tuple(start, fc.array(editPlan, { minLength: EDITS, maxLength: EDITS })),
    ([texts, plans], count) => {
      holds(
        texts,
        plans.map((plan) => (history) => history.edit(0, editsFor(history.texts[0]!, plan))),
      );
      count(plans.length);
    },
  );

  it.each(filesUnder('test/fuzz/finds', '.json'))('what was found once: %s', (path) => {
    const { start: texts, typed } = JSON.parse(readFileSync(path, 'utf8')) as { start: string[]; typed: Typing[] };
    follow(texts, typed, { looks: 0, followed: 0 });
  });
});

type Step = (history: History) => void;

const toStep =
  (typing: Typing): Step =>
  (history) =>
    history.type(typing);

/** Diagnostics lie in the text after each edit, and all is as from scratch after some; a find is looked for edit by edit. */
function holds(texts: readonly string[], steps: readonly Step[]): void {
  const history = new History(texts);
  for (const [index, step] of steps.entries()) {
    step(history);
    expectInside(history.analysis);
    if ((index + 1) % LOOK === 0 && !isFresh(history)) locate(texts, steps);
  }
}

function isFresh({ analysis, texts }: History): boolean {
  return isDeepStrictEqual(seen(analysis), seen(analyze(texts.map((text, index) => parse(URIS[index]!, text)))));
}

/** Throws at the first edit after which something is amiss. */
function locate(texts: readonly string[], steps: readonly Step[]): void {
  const looking = new History(texts);
  for (const [index, step] of steps.entries()) {
    step(looking);
    if (isFresh(looking)) continue;
    const before = new History(texts);
    for (const each of steps.slice(0, index)) each(before);
    const text = JSON.stringify({ before: before.texts, after: looking.texts }, undefined, 1);
    expect(() => expectFresh(looking.analysis, looking.texts), `edit ${index + 1}\n${text}`).not.toThrow();
  }
  throw new Error('Only an analysis that is not looked at after each edit goes wrong.');
}
