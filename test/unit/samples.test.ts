import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../samples/generate.mjs';
import { createEngine } from '../../server/src/engine/engine.ts';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import { filesUnder } from '../support/files.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');
const engine = createEngine();
const codesOf = (file: string): string[] =>
  engine.analyze(file, readFileSync(file, 'utf8')).diagnostics.map(({ code }) => code);

describe('samples', () => {
  it.each(['small', 'before-4.5-2a'])('%s is clean', (name) => {
    const warnings = engine
      .analyze(name, readFileSync(join(SAMPLES, `${name}.topology.yaml`), 'utf8'))
      .diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(name === 'small' ? codesOf(join(SAMPLES, `${name}.topology.yaml`)) : warnings).toEqual([]);
  });

  it('the real cluster is planned as a whole, and its two closed hosts are found', () => {
    const file = join(SAMPLES, 'koh-hx-vdi.topology.yaml');
    const { plan, diagnostics } = engine.analyze(file, readFileSync(file, 'utf8'));
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

  it('the broken ones together show every code', () => {
    const shown = new Set(filesUnder(join(SAMPLES, 'broken'), '.topology.yaml').flatMap(codesOf));
    expect(RULES.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each(filesUnder(join(SAMPLES, 'broken'), '.topology.yaml').map((file) => ({ file, name: basename(file) })))(
    '$name is broken',
    ({ file }) => {
      expect(codesOf(file).length).toBeGreaterThan(0);
    },
  );

  it('a large one is planned whole', () => {
    const { plan, tree } = engine.analyze('large', largeTopology(500));
    expect(tree.errors).toEqual([]);
    expect(plan.vms).toHaveLength(500);
    expect(plan.summary.directNfsIoVisor).toBe(450);
  });
});
