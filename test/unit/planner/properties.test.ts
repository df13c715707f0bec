import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODES, type Mode } from '../../../server/src/engine/planner/ids.ts';
import type { Plan, VmPlan } from '../../../server/src/engine/planner/plan.ts';
import { site } from './arbitrary.ts';
import { planOf, type Site } from './site.ts';

const RUNS = { numRuns: 150 };
const ORDER = Object.keys(MODES) as Mode[];

/** 0 is the best. A VM that fails is worse than any that is planned. */
function rank({ mode }: VmPlan): number {
  return mode === undefined ? ORDER.length : ORDER.indexOf(mode);
}

function answers(plan: Plan): Map<string, VmPlan> {
  return new Map(plan.vms.map((vm) => [`${vm.job.name}/${vm.vm.name}`, vm]));
}

function copy(value: Site): Site {
  return structuredClone(value);
}

type Rules = {
  firewall?: {
    enabled?: boolean;
    rules?: { ports?: unknown; allowedAddresses: unknown; enabled?: boolean; direction?: string; protocol?: string }[];
  };
};

describe('every plan', () => {
  it('is total: every VM of every job gets exactly one answer, and every other VM is unprotected', () => {
    fc.assert(
      fc.property(site, (value) => {
        const plan = planOf(value);
        expect(plan.vms.map(({ job, vm }) => [job, vm])).toEqual(
          plan.topology.jobs.flatMap((job) => job.vms.map((vm) => [job, vm])),
        );
        for (const vm of plan.vms) {
          expect(vm.outcome === 'planned').toBe(
            vm.mode !== undefined && vm.source !== undefined && vm.proxy !== undefined,
          );
          expect(vm.outcome === 'fails').toBe(vm.failure !== undefined);
          expect(vm.alternatives).not.toContain(vm.proxy);
        }
        const planned = new Set(plan.vms.map(({ vm }) => vm));
        expect(plan.unprotected).toEqual(plan.topology.vms.filter((vm) => !planned.has(vm)));
      }),
      RUNS,
    );
  });

  it('leaves some mode to every VM that gets past the candidates: the charts’ last “no” never comes', () => {
    fc.assert(
      fc.property(site, (value) => {
        for (const vm of planOf(value).vms) {
          if (vm.outcome === 'fails') expect(['failover-off', 'no-candidate-proxy']).toContain(vm.failure);
        }
      }),
      RUNS,
    );
  });

  it('says the same in its steps as in its answer', () => {
    fc.assert(
      fc.property(site, (value) => {
        for (const vm of planOf(value).vms) {
          const last = vm.steps.at(-1)!;
          expect(last.verdict === 'no').toBe(vm.outcome === 'fails');
          for (const { because } of vm.steps)
            for (const { message } of because) expect(message).not.toMatch(/undefined|\[object|null/);
        }
      }),
      RUNS,
    );
  });
});

describe('mode and source', () => {
  it('do not depend on the order of the entities', () => {
    const shuffles = fc.record({ value: site, seed: fc.infiniteStream(fc.nat()) });
    fc.assert(
      fc.property(shuffles, ({ value, seed }) => {
        const other = copy(value);
        for (const key of ['hyperflex', 'clusters', 'hosts', 'datastores', 'proxies', 'vms', 'jobs'] as const) {
          const keyed = other[key]!.map((item) => ({ item, at: seed.next().value as number }));
          other[key] = keyed.sort((a, b) => a.at - b.at).map(({ item }) => item);
        }
        const before = answers(planOf(value));
        const after = answers(planOf(other));
        expect(after.size).toBe(before.size);
        for (const [key, { mode, source, failure }] of before)
          expect(after.get(key)).toMatchObject({ mode, source, failure });
      }),
      RUNS,
    );
  });

  it('never improve when a firewall rule is removed', () => {
    fc.assert(
      fc.property(site, fc.nat(), (value, pick) => {
        const owners = [...value.hosts, ...value.clusters] as Rules[];
        const rules = owners.flatMap((owner) =>
          (owner.firewall?.rules ?? []).map((_, index) => ({ owner: owners.indexOf(owner), index })),
        );
        fc.pre(rules.length > 0);
        const removed = rules[pick % rules.length]!;
        const other = copy(value);
        const otherOwners = [...other.hosts, ...other.clusters] as Rules[];
        otherOwners[removed.owner]!.firewall!.rules!.splice(removed.index, 1);
        const before = answers(planOf(value));
        for (const [key, vm] of answers(planOf(other))) expect(rank(vm)).toBeGreaterThanOrEqual(rank(before.get(key)!));
      }),
      RUNS,
    );
  });

  it('never worsen when a proxy’s address is allowed on a host', () => {
    fc.assert(
      fc.property(site, fc.nat(), fc.nat(), (value, hostPick, proxyPick) => {
        const addresses = value.proxies[proxyPick % value.proxies.length]!.addresses as string[];
        fc.pre(addresses.length > 0);
        const other = copy(value);
        const host = other.hosts[hostPick % other.hosts.length] as Rules;
        host.firewall = {
          ...host.firewall,
          rules: [...(host.firewall?.rules ?? []), { ports: '0-65535', allowedAddresses: addresses }],
        };
        const before = answers(planOf(value));
        for (const [key, vm] of answers(planOf(other))) expect(rank(vm)).toBeLessThanOrEqual(rank(before.get(key)!));
      }),
      RUNS,
    );
  });
});

describe('VMs of one class', () => {
  it('get what they would get alone, but for the pick by load', () => {
    fc.assert(
      fc.property(site, (value) => {
        const all = answers(planOf(value));
        for (const vm of value.vms) {
          const alone = { ...copy(value), vms: [vm] };
          for (const [key, { mode, source, failure, assumptions }] of answers(planOf(alone))) {
            expect(all.get(key)).toMatchObject({ mode, source, failure, assumptions });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
