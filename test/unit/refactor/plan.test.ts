import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../server/src/engine/engine.ts';
import { refactorings } from '../../../server/src/engine/refactor/refactorings.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { analyze, answers, applied, SITE } from './check.ts';

/** The first words of all titles. */
const ALL = /^(Move the|Extract|Write the datastore|Write the only|Write the addresses|Write `proxy:` names)/;

/** Gives all hosts of the text the same rules now and then, which chance alone rarely does. */
function withSharedRules(text: string, seed: number): string {
  if (seed % 2 === 0) return text;
  const sections = text.split(/^(?=\w+:)/m).filter((part) => !/^(clusters|hosts):/.test(part));
  const rule = '{ name: io, ports: 0-65535, allowedAddresses: [10.10.50.21, 10.10.50.22, "proxy:proxy0"] }';
  const hosts = Array.from({ length: 6 }, (_, index) => {
    const name = `  - name: esx${index}\n    cluster: cl\n`;
    return `${name}    firewall:\n      rules:\n        - ${rule}\n${index % 2 ? '        - { ports: 22, allowedAddresses: all }\n' : ''}`;
  });
  return `${sections.join('')}clusters:\n  - { name: cl, hyperflex: hx0 }\nhosts:\n${hosts.join('')}`;
}

function errors({ diagnostics }: Analysis): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('refactorings', () => {
  it('leave the plan of every VM as it is, and bring no error, wherever in a file they are done', async () => {
    const done = new Set<string>();
    const place = fc.noBias(fc.double({ min: 0, max: 1, noNaN: true }));
    const selection = fc.tuple(place, fc.noBias(fc.nat(400)));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        place,
        selection,
        async (seed, cursor, [from, length]) => {
          const text = withSharedRules(generateTopology(seed).text, seed);
          const files = new Map([[SITE, text]]);
          const analysis = await analyze(files);
          const { topology, tree } = analysis;
          const items = [...text.matchAll(/^ *- +(?=name|\{)/gm)].map(({ index, 0: dash }) => index + dash.length);
          const item = items[Math.floor(cursor * (items.length - 1))] ?? 0;
          const start = Math.floor(from * text.length);
          const ranges = [
            { start: item, end: item },
            { start, end: Math.min(text.length, start + length) },
          ];
          for (const refactoring of ranges.flatMap((range) =>
            refactorings({ topology, tree, ...range }, () => false),
          )) {
            if ('reason' in refactoring) continue;
            const after = applied(files, refactoring);
            if (!after) continue;
            done.add(ALL.exec(refactoring.title)![0]);
            const again = await analyze(after);
            const told = `${refactoring.title}\n${text}\n=>\n${[...after.values()].join('\n')}`;
            expect(answers(again), told).toEqual(answers(analysis));
            const known = new Set(errors(analysis));
            expect(
              errors(again).filter((code) => !known.has(code)),
              told,
            ).toEqual([]);
          }
        },
      ),
      { numRuns: 150, seed: 1 },
    );
    expect(done.size, [...done].join()).toBeGreaterThanOrEqual(5);
  });
});
