import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../server/src/engine/engine.ts';
import { refactorings } from '../../../server/src/engine/refactor/refactorings.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { analyze, answers, applied, SITE } from './check.ts';

/** Each kind of refactoring, by the first words of its title. */
const seen = new Map<string, number>();

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
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(400), async (seed, at, length) => {
        const text = withSharedRules(generateTopology(seed).text, seed);
        const files = new Map([[SITE, text]]);
        const analysis = await analyze(files);
        const start = Math.floor(at * text.length);
        for (const end of [start, Math.min(text.length, start + length)]) {
          const { topology, tree } = analysis;
          for (const refactoring of refactorings({ topology, tree, start, end }, () => false)) {
            const after = applied(files, refactoring);
            if (!after) continue;
            const kind = refactoring.title.split(' ').slice(0, 3).join(' ');
            seen.set(kind, (seen.get(kind) ?? 0) + 1);
            const again = await analyze(after);
            const told = `${refactoring.title}\n${text}\n=>\n${[...after.values()].join('\n')}`;
            expect(answers(again), told).toEqual(answers(analysis));
            const known = new Set(errors(analysis));
            expect(
              errors(again).filter((code) => !known.has(code)),
              told,
            ).toEqual([]);
          }
        }
      }),
      { numRuns: 250, seed: 4 },
    );
    console.log(seen);
  }, 120_000);
});
