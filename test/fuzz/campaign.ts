import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { it } from 'vitest';

/** What is told of a campaign that has run. */
export interface Outcome {
  readonly what: string;
  /** What the cases are: `edits`, say. */
  readonly unit: string;
  readonly cases: number;
  readonly seconds: number;
  readonly seed: number | string;
}

export interface Campaign {
  /** Which of the numbers of `npm run fuzz` says how many runs there are. */
  readonly runs: 'histories' | 'texts' | 'sequences';
  /** How many there are in the normal test run. */
  readonly normally: number;
  readonly unit: string;
}

/** What `npm run fuzz` asks for comes in the environment; the normal test run has a seed of its own, always the same. */
const { FUZZ_SEED, FUZZ_RESULTS } = process.env;
const SEED = Number(FUZZ_SEED ?? 1);
const ONE_DAY = 86_400_000;

/**
 * A property that is tried on as many random cases as asked for. What breaks it is written to a file next to the results.
 *
 * @param given the property, which counts its cases
 */
export function campaign<T>(
  what: string,
  { runs, normally, unit }: Campaign,
  cases: fc.Arbitrary<T>,
  holds: (given: T, count: (cases: number) => void) => void | Promise<void>,
): void {
  const asked = process.env[`FUZZ_${runs.toUpperCase()}`];
  const numRuns = asked === undefined ? normally : Number(asked);
  it.runIf(numRuns > 0)(
    what,
    async () => {
      let counted = 0;
      const started = performance.now();
      const property = fc.asyncProperty(cases, async (given) =>
        holds(given, (more) => {
          counted += more;
        }),
      );
      const found = await fc.check(property, { seed: SEED, numRuns, endOnFailure: true });
      const seconds = (performance.now() - started) / 1000;
      if (FUZZ_RESULTS) note({ what, unit, cases: counted, seconds, seed: SEED }, FUZZ_RESULTS);
      if (!found.failed) return;
      const [given] = found.counterexample ?? [];
      if (FUZZ_RESULTS) {
        writeFileSync(join(FUZZ_RESULTS, `find-${runs}-${SEED}-${counted}.json`), JSON.stringify(given, undefined, 1));
      }
      const { stack } = found.errorInstance as Error;
      throw new Error(`seed ${SEED}, run ${found.numRuns}: ${stack}\n${JSON.stringify(given, undefined, 1)}`);
    },
    asked === undefined ? undefined : ONE_DAY,
  );
}

/**
 * What can be tried on all cases there are: on each of them in `npm run fuzz`, in steps in the normal test run.
 *
 * @param holds takes each so-manieth case, and counts them
 */
export function exhaustive(what: string, unit: string, holds: (step: number, count: (cases: number) => void) => void) {
  it(
    what,
    () => {
      let cases = 0;
      const started = performance.now();
      holds(FUZZ_RESULTS ? 1 : STEP, (more) => {
        cases += more;
      });
      const seconds = (performance.now() - started) / 1000;
      if (FUZZ_RESULTS) note({ what, unit, cases, seconds, seed: '–' }, FUZZ_RESULTS);
    },
    FUZZ_RESULTS ? ONE_DAY : undefined,
  );
}
const STEP = 389;

function note(outcome: Outcome, folder: string): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'outcomes.jsonl'), `${JSON.stringify(outcome)}\n`);
}
