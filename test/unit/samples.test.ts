import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../samples/generate.mjs';
import { createEngine } from '../../server/src/engine/engine.ts';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import { filesUnder } from '../support/files.ts';
import { analyzeFile } from '../support/topology-files.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');
const engine = createEngine();
const codesOf = async (file: string): Promise<string[]> =>
  (await analyzeFile(engine, file)).diagnostics.map(({ code }) => code);

describe('samples', () => {
  it.each(['small', 'in-parts/site'])('%s is silent', async (name) => {
    expect(await codesOf(join(SAMPLES, `${name}.topology.yaml`))).toEqual([]);
  });

  it('before-4.5-2a is clean', async () => {
    const { diagnostics } = await analyzeFile(engine, join(SAMPLES, 'before-4.5-2a.topology.yaml'));
    expect(diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });

  it('the real cluster is planned as a whole, and its two closed hosts are found', async () => {
    const { plan, diagnostics } = await analyzeFile(engine, join(SAMPLES, 'koh-hx-vdi.topology.yaml'));
    expect(plan.summary).toEqual({
      directNfsIoVisor: 48,
      directNfsClusterIp: 13,
      directNfs: 0,
      virtualAppliance: 1,
      network: 0,
      fails: 0,
    });
    expect(plan.unprotected).toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'firewall/iovisor-rule-missing')).toHaveLength(2);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('the broken ones together show every code', async () => {
    const files = filesUnder(join(SAMPLES, 'broken'), '.topology.yaml');
    const shown = new Set((await Promise.all(files.map(codesOf))).flat());
    expect(RULES.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each(filesUnder(join(SAMPLES, 'broken'), '.topology.yaml').map((file) => ({ file, name: basename(file) })))(
    '$name is broken',
    async ({ file }) => {
      expect((await codesOf(file)).length).toBeGreaterThan(0);
    },
  );

  it('a large one is planned whole', () => {
    const { plan, tree } = engine.analyze('large', largeTopology(500));
    expect(tree.errors).toEqual([]);
    expect(plan.vms).toHaveLength(500);
    expect(plan.summary.directNfsIoVisor).toBe(450);
  });
});
