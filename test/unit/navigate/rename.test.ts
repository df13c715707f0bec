import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { entitiesOf, type Topology } from '../../../server/src/engine/model/topology.ts';
import { rename } from '../../../server/src/engine/navigate/rename.ts';
import type { Plan } from '../../../server/src/engine/planner/plan.ts';
import { applyEdits, combine } from '../../../server/src/engine/syntax/edit/placed.ts';
import { generateTopology } from '../../oracle/generate.ts';

const engine = createEngine();
const runs = { numRuns: 150 };

/** A plan by the places of VMs, jobs and proxies instead of their names. */
function shape({ vms }: Plan): unknown[] {
  return vms.map(({ vm, job, proxy, mode, failure, outcome, alternatives, forced }) => ({
    vm: vm.index,
    job: job.index,
    proxy: proxy?.index,
    alternatives: alternatives.map(({ index }) => index),
    mode,
    failure,
    outcome,
    forced,
  }));
}

/** What every reference names, by kind and place. */
function links({ references }: Topology): unknown[] {
  return [...references].map(({ to, target }) => [to, target?.index]);
}

/** Names that nothing has, some of which want quotes. */
const freshName = fc
  .tuple(fc.constantFrom('new', "it's", 'a: b', '- x', '#n', '"q"', 'a, [b]', '&c', 'null', '1001', 'ü'), fc.nat(9))
  .map(([word, number]) => `${word} ${number}~`);

describe('a rename in any site', () => {
  it('changes the name everywhere, and nothing of the plan', () => {
    let renamed = 0;
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(), freshName, (seed, choice, newName) => {
        const { text } = generateTopology(seed);
        const before = engine.analyze('file:///s', text);
        const entities = [...entitiesOf(before.topology)].filter(({ namePlace }) => namePlace);
        const entity = entities[choice % entities.length];
        if (!entity?.namePlace) return;
        const result = rename(entity.namePlace, newName, () => [before.topology]);
        if ('refused' in result) throw new Error(result.refused);
        const changed = applyEdits(text, combine(result.edits, text)!);
        const after = engine.analyze('file:///s', changed);
        expect(after.tree.errors.length).toBe(before.tree.errors.length);
        expect([...entitiesOf(after.topology)].find(({ name }) => name === newName)?.kind).toBe(entity.kind);
        expect(links(after.topology)).toEqual(links(before.topology));
        // A pattern of a job speaks of names.
        if (result.notes.length === 0) expect(shape(after.plan)).toEqual(shape(before.plan));
        renamed++;
      }),
      runs,
    );
    expect(renamed).toBeGreaterThan(runs.numRuns / 2);
  });

  it('leads back when the old name is given again', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(), freshName, (seed, choice, newName) => {
        const { text } = generateTopology(seed, { mess: 0 });
        const before = engine.analyze('file:///s', text);
        const entities = [...entitiesOf(before.topology)].filter(({ namePlace }) => namePlace);
        const entity = entities[choice % entities.length];
        if (!entity?.namePlace) return;
        const there = rename(entity.namePlace, newName, () => [before.topology]);
        if ('refused' in there) throw new Error(there.refused);
        const after = engine.analyze('file:///s', applyEdits(text, combine(there.edits, text)!));
        const again = [...entitiesOf(after.topology)].find(({ name }) => name === newName)!;
        const back = rename(again.namePlace!, entity.name, () => [after.topology]);
        if ('refused' in back) throw new Error(back.refused);
        const last = engine.analyze('file:///s', applyEdits(after.tree.text, combine(back.edits, after.tree.text)!));
        expect([...entitiesOf(last.topology)].map(({ name }) => name)).toEqual(
          [...entitiesOf(before.topology)].map(({ name }) => name),
        );
      }),
      runs,
    );
  });
});
