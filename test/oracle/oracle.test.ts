import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverage } from './coverage.ts';
import { generateTopology } from './generate.ts';
import { improveOf } from './improve.ts';
import { planOf } from './oracle.ts';

const plans = new URL('../fixtures/plans/', import.meta.url);
const numbers = readdirSync(plans)
  .filter((name) => name.endsWith('.topology.yaml'))
  .map((name) => name.replace('.topology.yaml', ''));
const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

describe('the second reading of the selection', () => {
  it('has the thirty plans to agree with', () => expect(numbers).toHaveLength(30));

  it.each(numbers)('agrees with plan %s', (number) => {
    const text = readFileSync(new URL(`${number}.topology.yaml`, plans), 'utf8');
    const plan = JSON.parse(readFileSync(new URL(`${number}.plan.json`, plans), 'utf8'));
    expect(planOf(text)).toEqual({ vms: plan.vms, unprotected: plan.unprotected });
  });

  it('names a change for each VM on HX that is not on the IO Visor, and for no other', () => {
    for (const seed of seeds) {
      const { text } = generateTopology(seed);
      const improvements = improveOf(text);
      for (const [index, row] of planOf(text).vms.entries()) {
        const improvement = improvements[index];
        if (row.mode === 'directNfsIoVisor') expect(improvement).toBeNull();
        else if (improvement) expect(improvement.changes).not.toHaveLength(0);
      }
    }
  });
});

describe('generated topologies', () => {
  it('are the same for the same seed', () => {
    expect(generateTopology(7)).toEqual(generateTopology(7));
    expect(generateTopology(7)).not.toEqual(generateTopology(8));
  });

  it('mean the same in another dress', () => {
    for (const seed of seeds) {
      const other = generateTopology(seed, { style: seed + 1000 }).text;
      expect(planOf(other), `seed ${seed}`).toEqual(planOf(generateTopology(seed).text));
    }
  });

  it('reach every branch', () => {
    const counts = coverage(600);
    const rare = BRANCHES.filter((branch) => (counts.get(branch) ?? 0) < 3);
    expect(rare).toEqual([]);
  });
});

const BRANCHES = [
  ...['directNfsIoVisor', 'directNfsClusterIp', 'virtualAppliance', 'network'].map(
    (mode) => `planned: ${mode}/hxSnapshot`,
  ),
  ...['directNfs', 'directNfsClusterIp', 'virtualAppliance', 'network'].map(
    (mode) => `planned: ${mode}/vmwareSnapshot`,
  ),
  ...['directNfs/vmware', 'directNfsClusterIp/vmware', 'virtualAppliance/vmware', 'virtualAppliance/hx'].map(
    (step) => `disks elsewhere: ${step}Snapshot`,
  ),
  ...['failover-off', 'no-candidate-proxy', 'invalid-topology'].map((failure) => `failure: ${failure}`),
  ...['storage-snapshots-enabled', 'storage-added', 'license', 'no-esxi-snapshot', 'not-template'].map(
    (id) => `§2 failed: ${id}`,
  ),
  ...['not-encrypted', 'no-tools-quiescence', 'single-hx-system'].map((id) => `§2 failed: ${id}`),
  ...['server-supports-mode', 'transport-mode-allows', 'on-data-network', 'datastore-connected'].flatMap((id) => [
    `directNfsIoVisor/hxSnapshot failed: ${id}`,
    `directNfsClusterIp/hxSnapshot failed: ${id}`,
    `directNfsClusterIp/vmwareSnapshot failed: ${id}`,
    `directNfs/vmwareSnapshot failed: ${id}`,
  ]),
  ...['host-in-system', 'host-firewall'].map((id) => `directNfsIoVisor/hxSnapshot failed: ${id}`),
  ...['controllers-open', 'cluster-ip-known', 'datastore-is-nfs', 'no-snapshot', 'no-tools-quiescence'].map(
    (id) => `directNfs/vmwareSnapshot failed: ${id}`,
  ),
  ...['proxy-is-vm', 'same-datacenter', 'host-mounts-datastores', 'same-host'].flatMap((id) => [
    `virtualAppliance/hxSnapshot failed: ${id}`,
    `virtualAppliance/vmwareSnapshot failed: ${id}`,
  ]),
  'network: forced by value 2',
  'network: last resort',
  'value 1: same host',
  'value 1: others are left out',
  'pick: same host goes first',
  'pick: management network goes first',
  'implied job',
  'unprotected',
];
