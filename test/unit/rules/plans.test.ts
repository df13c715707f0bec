import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../server/src/engine/engine.ts';
import type { VmPlan } from '../../../server/src/engine/planner/plan.ts';
import { plansBy, plansThat } from '../../../server/src/engine/rules/_plans.ts';
import type { Fact } from '../../../server/src/engine/rules/rule.ts';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import { analyze, URIS } from '../follow/history.ts';

const TEXT = `topology: 1
hosts:
  - name: esx1
proxies:
  - { name: near, type: physical }
datastores:
  - { name: ds1, hosts: [esx1] }
vms:
  - { name: a1, host: esx1, datastore: ds1 }
  - { name: a2, host: esx1, datastore: ds1 }
  - { name: b1, host: esx1, datastore: ds1 }
jobs:
  - { name: a, include: [a1, a2] }
  - { name: b, include: [b1, a2] }
`;

const written = ({ job, vm }: VmPlan): string => `${job.name}/${vm.name}`;

function ask<T>(fact: Fact<T>, { topology, plan }: Analysis): T {
  return fact({ topology, plan } as Parameters<Fact<T>>[0]);
}

/** The analyses before and after `a1` gets another datastore. */
function edited(): [Analysis, () => Analysis] {
  const tree = parse(URIS[0]!, TEXT);
  const before = analyze([tree]);
  const start = TEXT.indexOf('ds1', TEXT.indexOf('a1,'));
  return [before, () => analyze([update(tree, [{ start, end: start + 3, newText: 'ds2' }])], before)];
}

describe('what is asked of all plans', () => {
  it('gives those of all jobs in the order of the plan, and asks anew only in a job that changed', () => {
    const asked: string[] = [];
    const fact = plansThat((plan) => {
      asked.push(written(plan));
      return plan.vm.name.startsWith('a');
    });
    const [before, edit] = edited();
    expect(ask(fact, before).map(written)).toEqual(['a/a1', 'a/a2', 'b/a2']);
    expect(asked).toEqual(['a/a1', 'a/a2', 'b/a2', 'b/b1']);
    asked.length = 0;
    ask(fact, before);
    expect(asked).toEqual([]);
    expect(ask(fact, edit()).map(written)).toEqual(['a/a1', 'a/a2', 'b/a2']);
    expect(asked).toEqual(['a/a1', 'a/a2']);
  });

  it('groups those of all jobs in the order of the plan, and anew only in a job that changed', () => {
    const asked: string[] = [];
    const fact = plansBy((plan) => {
      asked.push(written(plan));
      return plan.vm.name === 'b1' ? undefined : plan.vm;
    });
    const groups = (analysis: Analysis): string[][] => [...ask(fact, analysis).values()].map((all) => all.map(written));
    const [before, edit] = edited();
    expect(groups(before)).toEqual([['a/a1'], ['a/a2', 'b/a2']]);
    asked.length = 0;
    const after = edit();
    expect(groups(after)).toEqual([['a/a1'], ['a/a2', 'b/a2']]);
    expect(asked).toEqual(['a/a1', 'a/a2']);
    const [ofA1] = ask(fact, after).values();
    expect(ofA1![0]!.vm.value?.datastore?.value).toBe('ds2');
  });
});
