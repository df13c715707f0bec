import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { filesUnder } from '../../support/files.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/plans');
const engine = createEngine();

describe('thirty topologies with the plan that the selection text asks for', () => {
  it.each(filesUnder(FOLDER, '.topology.yaml').map((file) => ({ file, name: basename(file) })))('$name', ({ file }) => {
    const { plan } = engine.analyze(file, readFileSync(file, 'utf8'));
    const actual = {
      vms: plan.vms.map(({ job, vm, outcome, mode, source, proxy, alternatives, disks, failure }) => ({
        job: job.name,
        vm: vm.name,
        outcome,
        mode: mode ?? null,
        source: source ?? null,
        proxy: proxy?.name ?? null,
        alternatives: alternatives.map(({ name }) => name),
        disks: disks.map(({ disk }) => ({ disk: disk.name, mode: 'network' })),
        ...(failure ? { failure } : {}),
      })),
      unprotected: plan.unprotected.map(({ name }) => name),
    };
    expect(actual).toEqual(JSON.parse(readFileSync(file.replace('.topology.yaml', '.plan.json'), 'utf8')));
  });
});
