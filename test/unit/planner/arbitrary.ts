import fc from 'fast-check';
import type { Site } from './site.ts';

/** Random sites: plausible, with everything that the plan hangs on varied; every reference resolves. */

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const subset = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);

const HOSTS = ['esx0', 'esx1', 'esx2', 'esx3'];
const PROXIES = ['p0', 'p1', 'p2', 'p3'];
const DATASTORES = ['ds0', 'ds1', 'ds2', 'nas0', 'vmfs0'];
const dataAddress = (index: number): string => `10.10.50.${21 + index}`;

const allowed = fc.oneof(
  fc.constant('all'),
  subset([...PROXIES.map((_, index) => dataAddress(index)), '10.10.50.0/25', 'proxy:p0', 'proxy:*', '10.10.10.21']),
);

const rule = fc.record({
  ports: fc.constantFrom<unknown>('0-65535', '0-65535', [111, 2049, 2449], '0-65534', ['0-2048', '2049-65535'], 2049),
  allowedAddresses: allowed,
  enabled: fc.constantFrom(undefined, undefined, undefined, true, false),
  direction: fc.constantFrom(undefined, undefined, undefined, 'inbound', 'outbound'),
  protocol: fc.constantFrom(undefined, undefined, 'tcp', 'any', 'udp'),
});

const firewall = maybe(
  fc.record({ enabled: fc.constantFrom(undefined, undefined, true, false), rules: fc.array(rule, { maxLength: 3 }) }),
);

const system = (index: number): fc.Arbitrary<Record<string, unknown>> =>
  fc.record({
    name: fc.constant(`hx${index}`),
    version: fc.constantFrom(
      undefined,
      '2.1(1b)',
      '4.0(2e)',
      '4.5(1a)',
      '4.5(2a)',
      '4.5(10a)',
      '5.0(2x)',
      '5.5.1a-42642',
    ),
    addedToBackupServer: fc.constantFrom(undefined, true, true, true, false),
    dataNetwork: fc.constant(index === 0 ? '10.10.50.0/24' : '10.10.51.0/24'),
    controllerClusterIp: fc.constantFrom(undefined, `10.10.5${index}.10`, `10.10.5${index}.10`, '10.99.0.1'),
    controllerFirewall: maybe(fc.record({ allowedAddresses: allowed })),
    accessProxies: fc.oneof(
      { weight: 3, arbitrary: fc.constant('automatic') },
      { weight: 1, arbitrary: subset(PROXIES) },
    ),
  });

const proxy = (index: number): fc.Arbitrary<Record<string, unknown>> =>
  fc.record({
    name: fc.constant(PROXIES[index]),
    type: fc.constantFrom('virtual', 'virtual', 'physical'),
    host: fc.constantFrom(...HOSTS),
    server: fc.constantFrom(undefined, undefined, undefined, 'linux', 'hardenedRepository'),
    addresses: subset([
      `10.10.10.${21 + index}`,
      dataAddress(index),
      dataAddress(index).replace('.50.', '.51.'),
      '10.77.0.5',
    ]),
    transportMode: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      'directStorageAccess',
      'virtualAppliance',
      'network',
    ),
    failoverToNetwork: fc.constantFrom(undefined, undefined, false),
    connectedDatastores: fc.oneof(
      { weight: 4, arbitrary: fc.constant('automatic') },
      { weight: 1, arbitrary: subset(DATASTORES) },
    ),
    maxConcurrentTasks: fc.constantFrom(undefined, 1, 2, 4, 8),
    enabled: fc.constantFrom(undefined, undefined, undefined, false),
  });

const vm = (index: number): fc.Arbitrary<Record<string, unknown>> =>
  fc.record({
    name: fc.constant(`vm${index}`),
    host: fc.constantFrom(...HOSTS),
    disks: fc.array(
      fc.record({
        datastore: fc.constantFrom('ds0', 'ds0', ...DATASTORES),
        bus: fc.constantFrom(undefined, undefined, undefined, 'ide'),
        sizeGB: fc.constantFrom(undefined, 40, 40, 64000),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    snapshot: fc.constantFrom(undefined, undefined, undefined, 'none', 'native', 'esxi'),
    baseSnapshot: fc.constantFrom(undefined, undefined, true, false),
    guestOs: fc.constantFrom(undefined, 'windows', 'linux'),
    poweredOn: fc.constantFrom(undefined, false),
    template: fc.constantFrom(undefined, undefined, undefined, true),
    encrypted: fc.constantFrom(undefined, undefined, undefined, true),
  });

const job = (index: number): fc.Arbitrary<Record<string, unknown>> =>
  fc.record({
    name: fc.constant(`job${index}`),
    include: fc.constantFrom<unknown[]>(['*'], ['vm?'], ['vm0', 'vm1'], [{ hyperflex: 'hx0' }], [{ host: 'esx0' }]),
    proxies: fc.oneof({ weight: 3, arbitrary: fc.constant('automatic') }, { weight: 1, arbitrary: subset(PROXIES) }),
    storageSnapshots: fc.record({
      enabled: fc.constantFrom(undefined, undefined, undefined, false),
      failoverToStandardBackup: fc.constantFrom(undefined, true, true),
    }),
    vmwareToolsQuiescence: fc.constantFrom(undefined, undefined, true),
  });

const registry = fc.constantFrom(undefined, undefined, 0, 1, 2, 2).map((value) =>
  value === undefined
    ? undefined
    : [
        {
          key: 'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication',
          name: 'EnableSameHostHotaddMode',
          type: 'REG_DWORD',
          value,
        },
      ],
);

export const site: fc.Arbitrary<Site> = fc
  .record({
    backupServer: fc.record({
      license: fc.constantFrom(undefined, 'universal', 'enterprisePlus', 'enterprise'),
      registry,
    }),
    hyperflex: fc.tuple(system(0), system(1)),
    clusters: fc.tuple(
      fc.record({
        name: fc.constant('cl0'),
        datacenter: fc.constantFrom(undefined, 'A'),
        hyperflex: fc.constant('hx0'),
        managementNetwork: fc.constantFrom(undefined, '10.10.10.0/24'),
        firewall,
      }),
      fc.record({
        name: fc.constant('cl1'),
        datacenter: fc.constantFrom('A', 'B'),
        hyperflex: fc.constant('hx1'),
        firewall,
      }),
    ),
    hosts: fc.tuple(
      fc.record({ name: fc.constant(HOSTS[0]), cluster: fc.constant('cl0'), firewall }),
      fc.record({ name: fc.constant(HOSTS[1]), cluster: fc.constant('cl0'), firewall }),
      fc.record({ name: fc.constant(HOSTS[2]), cluster: fc.constantFrom('cl0', 'cl1'), firewall }),
      fc.record({ name: fc.constant(HOSTS[3]), hyperflex: fc.constantFrom(undefined, 'hx0', 'hx1'), firewall }),
    ),
    datastores: fc.constant([
      { name: 'ds0', hyperflex: 'hx0' },
      { name: 'ds1', hyperflex: 'hx0' },
      { name: 'ds2', hyperflex: 'hx1' },
      { name: 'nas0', type: 'nfs41', clusters: ['cl0'], network: '10.77.0.0/16' },
      { name: 'vmfs0', type: 'vmfs', hosts: ['esx0', 'esx1'] },
    ]),
    proxies: fc.tuple(proxy(0), proxy(1), proxy(2), proxy(3)),
    vms: fc.tuple(vm(0), vm(1), vm(2), vm(3), vm(4)),
    jobs: fc.tuple(job(0), job(1)),
  })
  .map((value) => JSON.parse(JSON.stringify(value)) as Site);
