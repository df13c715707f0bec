/** Proxies, VMs and jobs of a generated topology. */

import { dataAddress, type Mapping, maybe, odd, reference, references, type Site } from './parts.ts';
import type { Value } from './print.ts';

/** The proxy at an index. */
export function proxy(site: Site, name: string, index: number): Mapping {
  const { random } = site;
  const virtual = site.hosts.length > 0 && random.chance(site.built === 'directNfs' ? 0.5 : 0.85);
  const onDataChance = { any: 0.75, directNfs: 0.95, hotAdd: 0.2 }[site.built];
  const onData = site.systems.map((_, system) => dataAddress(system, index)).filter(() => random.chance(onDataChance));
  const addresses = [
    ...(random.chance(0.9) ? [`10.10.${random.int(10, 12)}.${21 + index}`] : []),
    ...onData,
    ...(odd(site, 0.1) ? [`10.10.50.${121 + index}`] : []),
    ...(random.chance(0.3) ? [`10.77.${random.int(1, 2)}.${index}`] : []),
    ...(random.chance(0.08) ? [random.pick(['fe80::1', '2001:db8::21', '::1', 'fd00:10:10:50::21'])] : []),
  ];
  return {
    name,
    description: maybe(site, 0.03, () => `the proxy: ${name}`),
    type: virtual ? 'virtual' : 'physical',
    server: random.weighted([
      [10, undefined],
      [1, 'windows'],
      [2, 'linux'],
      [1, 'windowsBackupServer'],
      [1, 'infrastructureAppliance'],
      [0.4 + site.mess, random.pick(['softwareAppliance', 'hardenedRepository'])],
    ]),
    host: virtual ? reference(site, random.pick(site.hosts)) : undefined,
    addresses: random.chance(0.15) ? random.shuffled(addresses) : addresses,
    transportMode: random.weighted([
      [9, undefined],
      [2, 'automatic'],
      [2, 'directStorageAccess'],
      [site.built === 'hotAdd' ? 8 : 1.5, 'virtualAppliance'],
      [1, 'network'],
    ]),
    failoverToNetwork: random.weighted([
      [8, undefined],
      [1, true],
      [site.built === 'hotAdd' ? 8 : 2, false],
    ]),
    connectedDatastores: random.weighted<string | string[] | undefined>([
      [10, undefined],
      [1, 'automatic'],
      [3, site.datastores.length > 0 ? references(site, site.datastores, 0.7) : undefined],
    ]),
    maxConcurrentTasks: random.weighted([
      [4, undefined],
      [6, random.pick([1, 2, 3, 4, 8, 100])],
    ]),
    cores: maybe(site, 0.1, () => random.pick([2, 4, 8])),
    memoryGB: maybe(site, 0.1, () => random.pick([4, 8, 12.5])),
    enabled: random.chance(0.1) ? false : maybe(site, 0.05, () => true),
  };
}

/** The VM of a name. */
export function vm(site: Site, name: string): Mapping {
  const { random } = site;
  const isBare = random.chance(0.35);
  return {
    name,
    host: odd(site, 0.01) ? undefined : reference(site, site.hosts.length > 0 ? random.pick(site.hosts) : 'esx0'),
    ...storage(site),
    'x-owner': maybe(site, 0.02, () => ({ team: 'db', pager: [1, 2] })),
    description: maybe(site, 0.02, () => 'first line\nsecond: line # no comment'),
    snapshot: isBare
      ? undefined
      : random.weighted([
          [7, undefined],
          [2, 'none'],
          [1, 'native'],
          [1.2, 'esxi'],
        ]),
    baseSnapshot: isBare
      ? undefined
      : random.weighted([
          [8, undefined],
          [2, true],
          [1, false],
        ]),
    guestOs: isBare
      ? undefined
      : random.weighted([
          [5, undefined],
          [4, 'windows'],
          [2, 'linux'],
          [1, 'other'],
        ]),
    vmwareTools: isBare ? undefined : maybe(site, 0.2, () => random.chance(0.3)),
    poweredOn: isBare ? undefined : maybe(site, 0.2, () => random.chance(0.3)),
    template: odd(site, 0.06) ? true : maybe(site, 0.03, () => false),
    encrypted: odd(site, 0.06) ? true : maybe(site, 0.03, () => false),
  };
}

/** Where a VM's disks lie: `datastore`, `disks`, or (oddly) both or neither. */
function storage(site: Site): Mapping {
  const { random } = site;
  if (odd(site, 0.015)) return random.pick<Mapping>([{}, { disks: [] }, { datastore: 'ds0', disks: [] }]);
  const home = datastore(site);
  if (random.chance(0.45)) return { datastore: home };
  const count = random.weighted([
    [4, 1],
    [4, 2],
    [2, 3],
    [1, 5],
  ]);
  const disks = Array.from({ length: count }, (_, index) => disk(site, home, index));
  return odd(site, 0.06) ? { datastore: datastore(site), disks } : { disks };
}

function disk(site: Site, home: string, index: number): Mapping {
  const { random } = site;
  return {
    name: maybe(site, 0.4, () =>
      random.weighted([
        [6, `Data ${index}`],
        [2, `Hard disk ${index + 1}`],
        [1, 'Hard disk 1'],
      ]),
    ),
    datastore: odd(site, 0.01) ? undefined : random.chance(0.4) ? datastore(site) : home,
    sizeGB: maybe(site, 0.4, () =>
      random.weighted([
        [6, 500],
        [1, 40.5],
        [1, 63488],
        [0.5, 63489],
        [2, 70000],
      ]),
    ),
    bus: random.weighted([
      [10, undefined],
      [2, 'scsi'],
      [1, 'sata'],
      [1, 'nvme'],
      [2, 'ide'],
    ]),
  };
}

/** A datastore of the file, on HX more often than not. */
function datastore(site: Site): string {
  const onHx = site.datastores.filter((name) => name.startsWith('ds'));
  if (onHx.length > 0 && site.random.chance(0.78)) return reference(site, site.random.pick(onHx));
  return site.datastores.length > 0 ? reference(site, site.random.pick(site.datastores)) : 'ds0';
}

/** The `jobs` of a file: a list, nothing behind the key, or no key (`undefined`). */
export function jobs(site: Site): Value | undefined {
  const { random } = site;
  const count = random.weighted<number | 'no key' | 'nothing'>([
    [1, 'no key'],
    [0.4, 'nothing'],
    [0.15, 0],
    [6, 1],
    [3, 2],
    [1, 3],
  ]);
  if (count === 'no key') return undefined;
  if (count === 'nothing') return null;
  return Array.from({ length: count }, (_, index) => job(site, index));
}

function job(site: Site, index: number): Mapping {
  const { random } = site;
  const settings: Mapping = {
    enabled: random.weighted([
      [8, undefined],
      [1, true],
      [1.5, false],
    ]),
    failoverToStandardBackup: random.weighted([
      [4, undefined],
      [4, true],
      [1, false],
    ]),
    limitVmsPerSnapshot: maybe(site, 0.05, () => 4),
    failoverToPrimarySnapshot: maybe(site, 0.05, () => true),
  };
  return {
    name: odd(site, 0.05) ? 'job0' : `job${index}`,
    type: maybe(site, 0.2, () => random.pick(['backup', 'replication'])),
    include: random.chance(0.5) ? ['*'] : selectors(site),
    exclude: random.weighted<Value | undefined>([
      [7, undefined],
      [2, selectors(site).slice(0, 1)],
      [0.2, []],
    ]),
    proxies: random.weighted<string | string[] | undefined>([
      [6, undefined],
      [1, 'automatic'],
      [3, references(site, site.proxies, 0.6)],
      [site.mess * 0.1, []],
    ]),
    storageSnapshots: random.chance(0.75) ? settings : undefined,
    vmwareToolsQuiescence: random.weighted([
      [6, undefined],
      [3, true],
      [1, false],
    ]),
  };
}

function selectors(site: Site): Value[] {
  const { random } = site;
  const of = (kind: string, all: readonly string[]): Value => ({
    [kind]: reference(site, all.length > 0 ? random.pick(all) : `${kind}0`),
  });
  const pattern = () =>
    random.pick([
      'sql-*',
      'web-?',
      '*-1*',
      '?pp-*',
      '*',
      '*[0-9]',
      'SQL-*',
      'app-1',
      site.vms.length > 0 ? reference(site, random.pick(site.vms)) : 'sql-0',
    ]);
  return Array.from({ length: random.int(1, 3) }, () =>
    random.weighted<() => Value>([
      [4, pattern],
      [1, () => ({ vm: pattern() })],
      [1, () => of('host', site.hosts)],
      [1, () => of('cluster', site.clusters)],
      [1, () => of('datastore', site.datastores)],
      [1, () => of('hyperflex', site.systems)],
    ])(),
  );
}
