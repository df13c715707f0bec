import { describe, expect, it } from 'vitest';
import { changed, conditionOf, healthySite, type Site, vmPlanOf } from './site.ts';

type Change = (site: Site) => void;

/** Takes the IO Visor away, so that later steps are reached. */
const noFirewallRule: Change = (site) => {
  for (const host of site.hosts) delete host.firewall;
};
const standard: Change = (site) => {
  site.jobs![0]!.storageSnapshots = { enabled: false };
};
const offNetwork: Change = (site) => {
  site.proxies[0]!.addresses = ['10.10.10.21'];
};
const rules =
  (...firewallRules: unknown[]): Change =>
  (site) => {
    site.hosts[0]!.firewall = { rules: firewallRules };
  };
const version =
  (text: string): Change =>
  (site) => {
    site.hyperflex[0]!.version = text;
  };
const both =
  (...changes: Change[]): Change =>
  (site) => {
    for (const change of changes) change(site);
  };
const vm =
  (keys: Record<string, unknown>): Change =>
  (site) =>
    Object.assign(site.vms[0]!, keys);
const proxy =
  (keys: Record<string, unknown>): Change =>
  (site) =>
    Object.assign(site.proxies[0]!, keys);
const system =
  (keys: Record<string, unknown>): Change =>
  (site) =>
    Object.assign(site.hyperflex[0]!, keys);
const job =
  (keys: Record<string, unknown>): Change =>
  (site) =>
    Object.assign(site.jobs![0]!, keys);
const disks =
  (...list: Record<string, unknown>[]): Change =>
  (site) => {
    delete site.vms[0]!.datastore;
    site.vms[0]!.disks = list;
  };

it('the healthy site goes over the IO Visor and rests on one inferred step alone', () => {
  const plan = vmPlanOf(healthySite());
  expect(plan).toMatchObject({
    outcome: 'planned',
    mode: 'directNfsIoVisor',
    source: 'hxSnapshot',
    alternatives: [],
    disks: [],
  });
  expect(plan.assumptions).toEqual(['io-visor-of-vm-host']);
  expect(plan.improve).toBeUndefined();
});

describe('one cause takes the VM off the IO Visor', () => {
  it.each<[condition: string, Change, expected: string]>([
    ['host-resolves', vm({ host: 'esx9' }), 'fails:invalid-topology'],
    ['datastores-resolve', vm({ datastore: 'ds9' }), 'fails:invalid-topology'],
    ['has-disk', disks(), 'fails:invalid-topology'],
    ['storage-snapshots-enabled', standard, 'directNfs:vmwareSnapshot'],
    [
      'storage-added',
      both(system({ addedToBackupServer: false }), system({ controllerFirewall: { allowedAddresses: 'all' } })),
      'directNfs:vmwareSnapshot',
    ],
    ['license', (site) => (site.backupServer = { license: 'enterprise' }), 'fails:failover-off'],
    ['no-esxi-snapshot', vm({ snapshot: 'esxi' }), 'fails:failover-off'],
    ['not-template', vm({ template: true }), 'fails:failover-off'],
    ['not-encrypted', vm({ encrypted: true }), 'fails:failover-off'],
    [
      'no-tools-quiescence',
      both(job({ vmwareToolsQuiescence: true }), vm({ guestOs: 'windows' })),
      'fails:failover-off',
    ],
    ['single-hx-system', disks({ datastore: 'ds' }, { datastore: 'nas' }), 'fails:failover-off'],
    ['enabled', proxy({ enabled: false }), 'fails:no-candidate-proxy'],
    ['proxies', job({ proxies: [] }), 'fails:no-candidate-proxy'],
    ['accessProxies', system({ accessProxies: [] }), 'fails:no-candidate-proxy'],
    ['server-supports-mode', proxy({ server: 'hardenedRepository' }), 'network:hxSnapshot'],
    ['transport-mode-allows', proxy({ transportMode: 'virtualAppliance' }), 'virtualAppliance:hxSnapshot'],
    ['on-data-network', offNetwork, 'virtualAppliance:hxSnapshot'],
    ['datastore-connected', proxy({ connectedDatastores: ['nas'] }), 'virtualAppliance:hxSnapshot'],
    [
      'host-in-system',
      (site) => {
        site.hosts.push({ ...site.hosts[0], name: 'esx3', cluster: undefined });
        site.vms[0]!.host = 'esx3';
      },
      'directNfsClusterIp:hxSnapshot',
    ],
    ['host-firewall', noFirewallRule, 'directNfsClusterIp:hxSnapshot'],
  ])('%s', (condition, change, expected) => {
    const plan = vmPlanOf(changed(change));
    expect(conditionOf(plan, condition)).toBe(false);
    expect(plan.outcome === 'fails' ? `fails:${plan.failure}` : `${plan.mode}:${plan.source}`).toBe(expected);
  });
});

describe('what is not said holds as an assumption', () => {
  it.each<[assumption: string, Change]>([
    ['license-assumed', (site) => (site.backupServer = {})],
    ['storage-not-added-assumed', (site) => delete site.hyperflex[0]!.addedToBackupServer],
    ['cluster-ip-assumed', both(noFirewallRule, (site) => delete site.hyperflex[0]!.controllerClusterIp)],
    ['version-assumed', both(standard, (site) => delete site.hyperflex[0]!.version)],
    ['base-snapshot-assumed', both(standard, version('4.0(2e)'), (site) => delete site.vms[0]!.baseSnapshot)],
    ['nfs-network-assumed', both(vm({ datastore: 'nas' }), (site) => delete site.datastores[1]!.network)],
    ['implied-job', (site) => delete site.jobs],
    ['standard-processing-without-storage', standard],
    ['several-storages', disks({ datastore: 'ds' }, { datastore: 'nas' })],
    ['disks-outside-system', both(standard, disks({ datastore: 'ds' }, { datastore: 'nas' }))],
    ['load-simulated', (site) => site.proxies.push({ ...site.proxies[0], name: 'p2' })],
    ['affinity-not-modelled', (site) => site.proxies.push({ ...site.proxies[0], name: 'p2' })],
    ['hops-not-modelled', both(standard, (site) => site.proxies.push({ ...site.proxies[0], name: 'p2' }))],
    [
      'same-host-first',
      both(offNetwork, (site) => site.proxies.push({ ...site.proxies[0], name: 'p2', host: 'esx2' })),
    ],
  ])('%s', (assumption, change) => {
    expect(vmPlanOf(changed(change)).assumptions).toContain(assumption);
    expect(vmPlanOf(healthySite()).assumptions).not.toContain(assumption);
  });
});

describe('host-firewall', () => {
  const all = { ports: '0-65535', allowedAddresses: 'all' };
  const nfs = { ...all, ports: [111, 2049, 2449] };
  it.each<[what: string, opens: boolean, Change]>([
    ['all ports for all addresses', true, rules(all)],
    ['the address in a network', true, rules({ ...all, allowedAddresses: ['10.10.50.16/28'] })],
    ['the proxy by name', true, rules({ ...all, allowedAddresses: ['proxy:p1'] })],
    ['the proxy by name in another case', true, rules({ ...all, allowedAddresses: ['proxy:P1'] })],
    ['every proxy', true, rules({ ...all, allowedAddresses: ['proxy:*'] })],
    ['another address', false, rules({ ...all, allowedAddresses: ['10.10.50.22'] })],
    ['the management address only', false, rules({ ...all, allowedAddresses: ['10.10.10.21'] })],
    ['nobody', false, rules({ ...all, allowedAddresses: [] })],
    ['a disabled rule', false, rules({ ...all, enabled: false })],
    ['an outbound rule', false, rules({ ...all, direction: 'outbound' })],
    ['UDP', false, rules({ ...all, protocol: 'udp' })],
    ['any protocol', true, rules({ ...all, protocol: 'any' })],
    ['one port less', false, both(version('2.1(1b)'), rules({ ...all, ports: '0-65534' }))],
    [
      'all ports in two rules',
      true,
      both(version('2.1(1b)'), rules({ ...all, ports: '0-2048' }, { ...all, ports: ['2049-65535'] })),
    ],
    [
      'all ports, but half of them for another address',
      false,
      both(
        version('2.1(1b)'),
        rules({ ...all, ports: '0-2048' }, { ...all, ports: '2049-65535', allowedAddresses: ['10.10.50.22'] }),
      ),
    ],
    ['the three ports on HX 2.5 and later', true, both(version('2.5(1a)'), rules(nfs))],
    ['the three ports before HX 2.5', false, both(version('2.1(1b)'), rules(nfs))],
    ['the three ports on an unknown version', true, both((site) => delete site.hyperflex[0]!.version, rules(nfs))],
    ['the three ports in a range and a list', true, rules({ ...all, ports: '111-2049' }, { ...all, ports: 2449 })],
    ['two of the three ports', false, rules({ ...all, ports: [111, 2049] })],
    ['a firewall that is off', true, (site) => (site.hosts[0]!.firewall = { enabled: false })],
    [
      'a firewall that the cluster switched off',
      true,
      both(noFirewallRule, (site) => (site.clusters[0]!.firewall = { enabled: false })),
    ],
    [
      'a firewall that the host switched on again',
      false,
      (site) => {
        site.hosts[0]!.firewall = { enabled: true };
        site.clusters[0]!.firewall = { enabled: false };
      },
    ],
    ['a rule of the cluster', true, both(noFirewallRule, (site) => (site.clusters[0]!.firewall = { rules: [all] }))],
    ['a rule of another host', false, (site) => delete site.hosts[0]!.firewall],
    [
      'the second of two addresses on the data network',
      true,
      both(proxy({ addresses: ['10.10.50.20', '10.10.50.21'] })),
    ],
  ])('%s: %s', (_what, opens, change) => {
    expect(vmPlanOf(changed(change)).mode === 'directNfsIoVisor').toBe(opens);
  });
});

describe('the controllers', () => {
  const notAdded = both(standard, system({ addedToBackupServer: false }));
  const open = (allowedAddresses: unknown): Change =>
    both(notAdded, system({ controllerFirewall: { allowedAddresses } }));
  it.each<[what: string, mode: string, Change]>([
    ['are opened by VBR where the system is added', 'directNfs', standard],
    ['are closed where it is not', 'virtualAppliance', notAdded],
    ['are open by hand for the data address', 'directNfs', open(['10.10.50.21'])],
    ['are open by hand for every proxy', 'directNfs', open(['proxy:*'])],
    ['are closed when only the management address is let in', 'virtualAppliance', open(['10.10.10.21'])],
    [
      'are of no use with a cluster IP outside the data network',
      'virtualAppliance',
      both(standard, system({ controllerClusterIp: '10.99.0.1' })),
    ],
  ])('%s: %s', (_what, mode, change) => {
    expect(vmPlanOf(changed(change)).mode).toBe(mode);
  });
});

describe('standard Direct NFS', () => {
  it.each<[what: string, mode: string, Change]>([
    ['an NFS-native snapshot', 'virtualAppliance', both(standard, vm({ snapshot: 'native' }))],
    ['a base snapshot, whatever the version', 'virtualAppliance', both(standard, vm({ baseSnapshot: true }))],
    [
      'quiescence of a running Windows VM with VMware Tools',
      'virtualAppliance',
      both(standard, job({ vmwareToolsQuiescence: true }), vm({ guestOs: 'windows' })),
    ],
    [
      'quiescence of a Linux VM',
      'directNfs',
      both(standard, job({ vmwareToolsQuiescence: true }), vm({ guestOs: 'linux' })),
    ],
    [
      'quiescence of a VM that is off',
      'directNfs',
      both(standard, job({ vmwareToolsQuiescence: true }), vm({ guestOs: 'windows', poweredOn: false })),
    ],
    [
      'quiescence of a VM without VMware Tools',
      'directNfs',
      both(standard, job({ vmwareToolsQuiescence: true }), vm({ guestOs: 'windows', vmwareTools: false })),
    ],
    ['a NAS that the proxy does not reach', 'virtualAppliance', vm({ datastore: 'nas' })],
    ['a NAS that it reaches', 'directNfs', both(vm({ datastore: 'nas' }), proxy({ addresses: ['10.77.3.1'] }))],
    [
      'a NAS that it is not connected to',
      'virtualAppliance',
      both(vm({ datastore: 'nas' }), proxy({ addresses: ['10.77.3.1'], connectedDatastores: ['ds'] })),
    ],
    ['VMFS', 'virtualAppliance', vm({ datastore: 'vmfs' })],
  ])('%s: %s', (_what, mode, change) => {
    expect(vmPlanOf(changed(change))).toMatchObject({ mode, source: 'vmwareSnapshot' });
  });

  it('sends disks that it cannot read over Network mode', () => {
    const plan = vmPlanOf(
      changed(both(standard, disks({ datastore: 'ds' }, { datastore: 'vmfs', name: 'Log' }, { datastore: 'nas' }))),
    );
    expect(plan.mode).toBe('directNfs');
    expect(plan.disks.map(({ disk, reason }) => [disk.name, reason])).toEqual([
      ['Log', 'disk-not-nfs'],
      ['Hard disk 3', 'disk-outside-hx-system'],
    ]);
  });
});

describe('virtual appliance', () => {
  it.each<[what: string, mode: string, Change]>([
    [
      'a physical proxy',
      'network',
      both(offNetwork, (site) => Object.assign(site.proxies[0]!, { type: 'physical', host: undefined })),
    ],
    [
      'a proxy in another datacenter',
      'network',
      both(offNetwork, (site) => {
        site.clusters.push({ name: 'far', datacenter: 'dc2', hyperflex: 'hx' });
        site.hosts.push({ name: 'esx3', cluster: 'far' });
        site.proxies[0]!.host = 'esx3';
      }),
    ],
    [
      'two hosts without a datacenter',
      'virtualAppliance',
      both(offNetwork, (site) => {
        delete site.clusters[0]!.datacenter;
        site.hosts.push({ name: 'esx3', hyperflex: 'hx' });
        site.proxies[0]!.host = 'esx3';
      }),
    ],
    [
      'a proxy whose host does not mount a datastore',
      'network',
      both(
        offNetwork,
        vm({ datastore: 'vmfs' }),
        (site) => (site.datastores[2] = { name: 'vmfs', type: 'vmfs', hosts: ['esx2'] }),
      ),
    ],
    ['nothing but IDE disks', 'network', both(offNetwork, disks({ datastore: 'ds', bus: 'ide' }))],
    ['a disk of 62 TB', 'virtualAppliance', both(offNetwork, disks({ datastore: 'ds', sizeGB: 63488 }))],
    ['a larger disk', 'network', both(offNetwork, disks({ datastore: 'ds', sizeGB: 63489 }))],
  ])('%s: %s', (_what, mode, change) => {
    expect(vmPlanOf(changed(change)).mode).toBe(mode);
  });

  it('sends IDE and huge disks over Network mode', () => {
    const plan = vmPlanOf(
      changed(
        both(
          offNetwork,
          disks({ datastore: 'ds' }, { datastore: 'ds', bus: 'ide' }, { datastore: 'ds', sizeGB: 70000 }),
        ),
      ),
    );
    expect(plan.disks.map(({ disk, reason }) => [disk.name, reason])).toEqual([
      ['Hard disk 2', 'disk-bus-ide'],
      ['Hard disk 3', 'disk-too-large'],
    ]);
  });
});

describe('Network mode', () => {
  it('is a last resort for a proxy that neither is set to it nor fails over to it', () => {
    const plan = vmPlanOf(
      changed(both(offNetwork, proxy({ transportMode: 'directStorageAccess', failoverToNetwork: false }))),
    );
    expect(plan).toMatchObject({ mode: 'network', forced: true });
    expect(plan.steps.at(-1)).toMatchObject({ step: 'network', verdict: 'forced' });
  });
});
