import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, update } from '../../../server/src/engine/syntax/index.ts';
import { edited } from '../syntax/view.ts';
import { analyze, drop, expectFresh, follow, History, site, URIS } from './history.ts';
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

  it('says which way a VM would go otherwise, after a firewall closes that changes no plan', () => {
    const history = new History([
      `topology: 1
backupServer: { name: vbr, version: 12.3.1.1139 }
hyperflex:
  - { name: hx, version: 5.0(2e), addedToBackupServer: true, dataNetwork: 10.0.0.0/16, controllerClusterIp: 10.0.0.9 }
clusters: [{ name: cl, hyperflex: hx }]
hosts:
  - name: esx1
    cluster: cl
    firewall: { rules: [{ ports: 0-65535, allowedAddresses: [10.0.1.1] }] }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.1.1] }
vms:
  - { name: v, host: esx1, datastore: ds, snapshot: esxi }
jobs:
  - { name: a, include: [v], storageSnapshots: { failoverToStandardBackup: true } }
  - { name: b, include: [v], storageSnapshots: { failoverToStandardBackup: false } }
`,
    ]);
    const { plan } = history.analysis;
    const lost = (): string[] =>
      history.analysis.diagnostics
        .filter(({ code }) => code === 'snapshot/esxi-snapshot')
        .map(({ message }) => message);
    expect(lost().join()).toContain('IO Visor');
    const at = history.texts[0]!.indexOf('10.0.1.1]');
    history.edit(0, [{ start: at, end: at + 1, newText: '2' }]);
    expectFresh(history.analysis, history.texts);
    expect(history.analysis.plan).toBe(plan);
    expect(lost().join()).not.toContain('IO Visor');
  });

  it('goes on after another edit, wherever it was dropped', () => {
    const names = ['a', 'b', 'c', 'd'];
    const text = `topology: 1
backupServer: { name: vbr, version: 12.3.1.1139 }
hyperflex: [{ name: hx, version: 5.0(2e), addedToBackupServer: true, dataNetwork: 10.0.0.0/16 }]
clusters: [{ name: cl, hyperflex: hx }]
hosts: [{ name: esx1, cluster: cl }]
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.1.1] }
vms:
${names.map((name) => `  - { name: ${name}, host: esx1, datastore: ds }\n`).join('')}jobs:
${names.map((name) => `  - { name: job-${name}, include: [${name}] }\n`).join('')}`;
    const typed = (history: History, before: string, newText: string): boolean => {
      const at = history.texts[0]!.indexOf(before) + before.length;
      return history.edit(0, [{ start: at, end: at, newText }]);
    };
    let isDone = false;
    for (let steps = 0; !isDone; steps++) {
      const history = new History([text]);
      const { plan } = history.analysis;
      typed(history, 'type: physical', ', transportMode: network');
      isDone = drop(history.analysis, steps);
      typed(history, 'name: c, host: esx1', ', poweredOn: true');
      expectFresh(history.analysis, history.texts);
      expect(history.analysis.plan).toBe(plan);
      expect(plan.summary.network).toBe(names.length);
    }
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
