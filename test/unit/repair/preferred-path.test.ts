import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { preferredPath } from '../../../server/src/engine/repair/preferred-path.ts';
import { applyEdits, combine } from '../../../server/src/engine/syntax/edit/placed.ts';
import { generateTopology } from '../../oracle/generate.ts';

const engine = createEngine();

/** The file after the edits that bring the VM of that row onto the IO Visor path; `undefined` where there are none. */
function repaired(text: string, row: number): string | undefined {
  const { plan, topology } = engine.analyze('site', text);
  const path = preferredPath(plan.vms[row]!, topology);
  if (!path) return undefined;
  const edits = combine(path.edits, text);
  expect(edits).toBeDefined();
  return applyEdits(text, edits!);
}

const SITE = `topology: 1
hyperflex:
  - name: hx # the only one
    dataNetwork: 10.10.50.0/24
    accessProxies: []
hosts:
  - name: esx01
    firewall:
      rules:
        - { name: io, ports: 0-65535, allowedAddresses: [10.10.50.99] }
datastores:
  - { name: ds, hyperflex: hx }
proxies:
  - name: p1
    type: physical
    enabled: false
    addresses: [10.10.50.21]
    transportMode: network
    connectedDatastores: []
vms:
  - { name: vm, host: esx01, datastore: ds, guestOs: windows }
jobs:
  - name: job
    include: ["*"]
    proxies: []
    storageSnapshots: { enabled: false }
    vmwareToolsQuiescence: true
`;

describe('the way onto the IO Visor path', () => {
  it('makes all of its edits, wherever in the file they lie', () => {
    expect(repaired(SITE, 0)).toBe(`topology: 1
hyperflex:
  - name: hx # the only one
    addedToBackupServer: true
    dataNetwork: 10.10.50.0/24
    accessProxies: [p1]
hosts:
  - name: esx01
    hyperflex: hx
    firewall:
      rules:
        - { name: io, ports: 0-65535, allowedAddresses: [10.10.50.99, 10.10.50.21] }
datastores:
  - { name: ds, hyperflex: hx }
proxies:
  - name: p1
    type: physical
    enabled: true
    addresses: [10.10.50.21]
    transportMode: automatic
    connectedDatastores: [ds]
vms:
  - { name: vm, host: esx01, datastore: ds, guestOs: windows }
jobs:
  - name: job
    include: ["*"]
    proxies: [p1]
    storageSnapshots: { enabled: true }
    vmwareToolsQuiescence: false
`);
  });

  it('connects all of the datastores to a proxy that has none', () => {
    const two = SITE.replace('hyperflex: hx }\n', 'hyperflex: hx }\n  - { name: ds2, hyperflex: hx }\n').replace(
      'datastore: ds,',
      'disks: [{ datastore: ds }, { datastore: ds2 }],',
    );
    const after = repaired(two, 0)!;
    expect(after).toContain('connectedDatastores: [ds, ds2]');
    expect(engine.analyze('site', after).plan.vms[0]!.mode).toBe('directNfsIoVisor');
  });

  it('names the hosts that it opens besides', () => {
    const shared = SITE.replace('[10.10.50.99]', '&proxies [10.10.50.99]').replace(
      'datastores:\n',
      `  - { name: esx02, firewall: { rules: [{ name: io, ports: 0-65535, allowedAddresses: *proxies }] } }
  - { name: esx03, firewall: { rules: [{ name: io, ports: 0-65535, allowedAddresses: [10.10.50.99] }] } }
datastores:
`,
    );
    const { plan, topology } = engine.analyze('site', shared);
    expect(preferredPath(plan.vms[0]!, topology)!.alsoOpens.map(({ name }) => name)).toEqual(['esx02']);
  });

  it('leaves a rule of the cluster alone, and gives the host its own', () => {
    const cluster = `clusters:
  - name: cl
    firewall:
      rules:
        - { name: nfs-client, direction: outbound, ports: 2049, allowedAddresses: all }
hosts:
`;
    const site = SITE.replace('hosts:\n', cluster).replace(
      / {4}firewall:\n {6}rules:\n.*name: io,.*\n/,
      '    cluster: cl\n',
    );
    const after = repaired(site, 0)!;
    expect(after).toContain(cluster.replace('hosts:\n', ''));
    expect(after).toContain('- name: veeam-iovisor');
    expect(engine.analyze('site', after).plan.vms[0]!.mode).toBe('directNfsIoVisor');
  });

  it('is none where a snapshot, a licence or an address would be needed', () => {
    expect(repaired(SITE.replace('guestOs: windows', 'snapshot: esxi'), 0)).toBeUndefined();
    expect(repaired(SITE.replace('[10.10.50.21]', '[10.10.10.21]'), 0)).toBeUndefined();
  });

  it('leads there on generated sites', () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const { text } = generateTopology(seed);
        const { plan } = engine.analyze('site', text);
        for (const row of plan.vms.keys()) {
          const after = repaired(text, row);
          if (after === undefined) continue;
          tried++;
          const { mode, source } = engine.analyze('site', after).plan.vms[row]!;
          expect({ mode, source }, after).toEqual({ mode: 'directNfsIoVisor', source: 'hxSnapshot' });
        }
      }),
      { numRuns: 60 },
    );
    expect(tried).toBeGreaterThan(10);
  });
});
