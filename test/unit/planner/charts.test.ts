import { describe, expect, it } from 'vitest';
import { changed, roadOf, type Site, vmPlanOf } from './site.ts';

/** Every arrow of the guide's two flow charts that can be reached. Their last “no” cannot: some mode is always left. */
type Change = (site: Site) => void;

const closed: Change = (site) => {
  for (const host of site.hosts) delete host.firewall;
};
const noClusterIp: Change = (site) => (site.hyperflex[0]!.controllerClusterIp = '10.99.0.1');
const noHotAdd: Change = (site) => {
  site.proxies[0]!.type = 'physical';
  delete site.proxies[0]!.host;
};
const noSnapshot: Change = (site) => (site.vms[0]!.encrypted = true);
const failover: Change = (site) => (site.jobs![0]!.storageSnapshots = { failoverToStandardBackup: true });
const off: Change = (site) => (site.jobs![0]!.storageSnapshots = { enabled: false });
const old: Change = (site) => (site.hyperflex[0]!.version = '4.0(2e)');
const base: Change = (site) => (site.vms[0]!.baseSnapshot = true);
const native: Change = (site) => (site.vms[0]!.snapshot = 'native');

const SNAPSHOT = ['storage-integration=yes', 'hx-snapshot=yes', 'candidate-proxies=yes'];
const FAILOVER = [
  'storage-integration=yes',
  'hx-snapshot=no',
  'failover-to-standard-backup=yes',
  'candidate-proxies=yes',
];

function walk(...changes: Change[]): { road: string[]; answer: string } {
  const plan = vmPlanOf(
    changed((site) => {
      for (const change of changes) change(site);
    }),
  );
  return {
    road: roadOf(plan),
    answer: plan.outcome === 'fails' ? `fails ${plan.failure}` : `${plan.mode} ${plan.source}`,
  };
}

describe.each([
  ['4.5(2a) or later', () => undefined],
  ['before 4.5(2a)', old],
] as [string, Change][])('the HX snapshot branch, %s', (_name, version) => {
  it.each<[Change[], string[], string]>([
    [[], ['direct-nfs-io-visor=yes'], 'directNfsIoVisor hxSnapshot'],
    [[closed], ['direct-nfs-io-visor=no', 'direct-nfs-cluster-ip=yes'], 'directNfsClusterIp hxSnapshot'],
    [
      [closed, noClusterIp],
      ['direct-nfs-io-visor=no', 'direct-nfs-cluster-ip=no', 'virtual-appliance=yes'],
      'virtualAppliance hxSnapshot',
    ],
    [
      [closed, noClusterIp, noHotAdd],
      ['direct-nfs-io-visor=no', 'direct-nfs-cluster-ip=no', 'virtual-appliance=no', 'network=yes'],
      'network hxSnapshot',
    ],
  ])('%#', (changes, road, answer) => {
    expect(walk(version, ...changes)).toEqual({ road: [...SNAPSHOT, ...road], answer });
  });

  it('fails without failover when there is no HX snapshot', () => {
    expect(walk(version, noSnapshot)).toEqual({
      road: ['storage-integration=yes', 'hx-snapshot=no', 'failover-to-standard-backup=no'],
      answer: 'fails failover-off',
    });
  });
});

describe('standard processing, 4.5(2a) or later', () => {
  it.each<[Change[], string[], string]>([
    [[], ['direct-nfs=yes'], 'directNfs vmwareSnapshot'],
    [[native], ['direct-nfs=no', 'virtual-appliance=yes'], 'virtualAppliance vmwareSnapshot'],
    [[native, noHotAdd], ['direct-nfs=no', 'virtual-appliance=no', 'network=yes'], 'network vmwareSnapshot'],
  ])('%#', (changes, road, answer) => {
    expect(walk(noSnapshot, failover, ...changes)).toEqual({ road: [...FAILOVER, ...road], answer });
    expect(walk(off, ...changes)).toEqual({
      road: ['storage-integration=no', 'candidate-proxies=yes', ...road],
      answer,
    });
  });
});

describe('standard processing, before 4.5(2a)', () => {
  it.each<[Change[], string[], string]>([
    [[base], ['hx-base-snapshot=yes', 'virtual-appliance=yes'], 'virtualAppliance hxSnapshot'],
    [[base, noHotAdd], ['hx-base-snapshot=yes', 'virtual-appliance=no', 'network=yes'], 'network hxSnapshot'],
    [[], ['hx-base-snapshot=no', 'direct-nfs-cluster-ip=yes'], 'directNfsClusterIp vmwareSnapshot'],
    [
      [native],
      ['hx-base-snapshot=no', 'direct-nfs-cluster-ip=no', 'virtual-appliance=yes'],
      'virtualAppliance vmwareSnapshot',
    ],
    [
      [native, noHotAdd],
      ['hx-base-snapshot=no', 'direct-nfs-cluster-ip=no', 'virtual-appliance=no', 'network=yes'],
      'network vmwareSnapshot',
    ],
  ])('%#', (changes, road, answer) => {
    expect(walk(old, noSnapshot, failover, ...changes)).toEqual({ road: [...FAILOVER, ...road], answer });
  });
});

describe('a VM with no disk on HX', () => {
  const nas: Change = (site) => {
    site.vms[0]!.datastore = 'nas';
    delete site.datastores[1]!.network;
  };
  it.each<[Change[], string[], string]>([
    [[], ['direct-nfs=yes'], 'directNfs vmwareSnapshot'],
    [[native], ['direct-nfs=no', 'virtual-appliance=yes'], 'virtualAppliance vmwareSnapshot'],
    [[native, noHotAdd], ['direct-nfs=no', 'virtual-appliance=no', 'network=yes'], 'network vmwareSnapshot'],
  ])('%#', (changes, road, answer) => {
    expect(walk(nas, ...changes)).toEqual({ road: ['candidate-proxies=yes', ...road], answer });
  });
});

it('a VM whose host is not declared stops at the first step', () => {
  expect(walk((site) => (site.vms[0]!.host = 'esx9'))).toEqual({
    road: ['topology=no'],
    answer: 'fails invalid-topology',
  });
});
it('a VM that no proxy may process stops at the candidates, after §2', () => {
  expect(walk((site) => (site.proxies = []))).toEqual({
    road: ['storage-integration=yes', 'hx-snapshot=yes', 'candidate-proxies=no'],
    answer: 'fails no-candidate-proxy',
  });
});
