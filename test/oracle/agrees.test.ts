import { expect, it } from 'vitest';
import { createEngine } from '../../server/src/engine/engine.ts';
import { generateTopology } from './generate.ts';
import { improveOf } from './improve.ts';
import { planOf } from './oracle.ts';

const engine = createEngine();
const SEEDS = 250;

/** The engine's plan in the words of the second reading. */
function engineAnswers(text: string): { plan: unknown; improvements: unknown } {
  const { plan } = engine.analyze('generated.topology.yaml', text);
  const vms = plan.vms.map(({ job, vm, outcome, mode, source, proxy, alternatives, disks, failure }) => ({
    job: job.name,
    vm: vm.name,
    outcome,
    mode: mode ?? null,
    source: source ?? null,
    proxy: proxy?.name ?? null,
    alternatives: alternatives.map(({ name }) => name),
    disks: disks.map(({ disk }) => ({ disk: disk.name, mode: 'network' })),
    ...(failure ? { failure } : {}),
  }));
  const improvements = plan.vms.map(({ improve }) =>
    improve ? { proxy: improve.proxy.name, changes: improve.changes.map(({ condition }) => condition) } : null,
  );
  return { plan: { vms, unprotected: plan.unprotected.map(({ name }) => name) }, improvements };
}

it(`two readings of the guide agree on ${SEEDS} generated sites`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { text } = generateTopology(seed);
    const { plan, improvements } = engineAnswers(text);
    expect(plan, `seed ${seed}`).toEqual(planOf(text));
    expect(improvements, `seed ${seed}`).toEqual(improveOf(text));
  }
});
