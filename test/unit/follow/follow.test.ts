import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import { edited } from '../syntax/view.ts';
import { analyze, expectFresh, follow, site, URIS } from './history.ts';
import { anyTyping, smallTyping } from './typing.ts';

describe('an analysis that follows edits', () => {
  it('is what an analysis of the new texts is, after any edits', () => {
    const count = { looks: 0, followed: 0 };
    fc.assert(
      fc.property(site, fc.array(anyTyping, { minLength: 1, maxLength: 12 }), (start, typed) =>
        follow(start, typed, count),
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('is what an analysis of the new texts is, and mostly keeps its topology, in entries of hosts and VMs', () => {
    const count = { looks: 0, followed: 0 };
    fc.assert(
      fc.property(site, fc.array(smallTyping, { minLength: 1, maxLength: 12 }), (start, typed) =>
        follow(start, typed, count),
      ),
      { numRuns: 120, endOnFailure: true },
    );
    // Else one analysis from scratch would be compared with another.
    expect(count.followed / count.looks).toBeGreaterThan(1 / 3);
  });

  it('reads the entries of a section anew where they become those of another', () => {
    const text = 'topology: 1\nvms:\n  - { name: web, host: esx1, datastore: ds1 }\njobs:\n  - name: nightly\n';
    const at = text.indexOf('jobs:');
    const tree = parse(URIS[0]!, text);
    const before = analyze([tree]);
    before.diagnostics;
    const edits = [{ start: at, end: at, newText: '# ' }];
    const analysis = analyze([update(tree, edits)], before);
    expect(analysis.topology.vms.map(({ name }) => name)).toEqual(['web', 'nightly']);
    expectFresh(analysis, [edited(text, edits)]);
  });
});
