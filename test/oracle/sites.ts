/** HX systems, clusters, hosts with their firewalls, and datastores of a generated topology. */
import { dataAddress, type Mapping, maybe, odd, reference, references, type Site } from './parts.ts';

const LATER = [
  '4.5(2a)',
  '4.5 (2a)',
  '4.5(10a)',
  '4.5.2b',
  '4.5(2x)',
  '5.0(2e)',
  '5.0.2e-42642',
  '5.5(1a)',
  '10.0(1a)',
];
const BEFORE = ['4.5(1a)', '4.5(2)', '4.5(1x)', '4.0(2e)', '4.0.2f-35930', '3.5 (2h)', '4.5.1', '4.0(10a)'];
const OLD = ['2.1(1b)', '2.5(1a)', '2.0(9z)', '1.8(1e)', '2.6(1a)'];

/** The HX system at an index. */
export function system(site: Site, name: string, index: number): Mapping {
  const { random } = site;
  const data = `10.10.${50 + index}`;
  const version = random.weighted([
    [6, random.pick(LATER)],
    [6, random.pick(BEFORE)],
    [1, random.pick(OLD)],
    [1.5, undefined],
  ]);
  return {
    name,
    version,
    addedToBackupServer: random.weighted([
      [7, true],
      [1, false],
      [2, undefined],
    ]),
    dataNetwork: odd(site, 0.1)
      ? random.pick([`${data}.7/24`, `${data}.0/28`, `${data}.16/29`, '10.10.50.0/23', '10.10.0.0/16'])
      : `${data}.0/24`,
    controllerClusterIp: random.weighted([
      [8, `${data}.10`],
      [2, undefined],
      [0.3 + site.mess, '10.99.0.1'],
    ]),
    managementAddress: maybe(site, 0.1, () => 'hx.example.com'),
    controllers: maybe(site, 0.1, () => [{ name: 'ctl0', dataIp: `${data}.11` }]),
    controllerFirewall: maybe(site, 0.35, () => ({ allowedAddresses: allowedAddresses(site) })),
    accessProxies: random.weighted<string | string[] | undefined>([
      [8, undefined],
      [1, 'automatic'],
      [2, references(site, site.proxies, 0.7)],
      [site.mess * 0.1, []],
    ]),
  };
}

/** The cluster at an index. */
export function cluster(site: Site, name: string): Mapping {
  const { random } = site;
  const enabled = maybe(site, 0.15, () => random.chance(0.5));
  return {
    name,
    datacenter: random.weighted([
      [6, 'A'],
      [site.built === 'hotAdd' ? 0.5 : 2, 'B'],
      [2, undefined],
    ]),
    hyperflex:
      site.systems.length > 0 ? maybe(site, 0.93, () => reference(site, random.pick(site.systems))) : undefined,
    managementNetwork: maybe(site, 0.5, () =>
      random.pick(['10.10.10.0/24', '10.10.11.0/24', '10.10.12.0/24', '10.9.0.0/16']),
    ),
    firewall: maybe(site, 0.3, () => ({ enabled, rules: maybe(site, 0.8, () => rules(site)) })),
  };
}

/** The host of a name. */
export function host(site: Site, name: string): Mapping {
  const { random } = site;
  const inCluster = site.clusters.length > 0 && random.chance(0.92);
  const own = site.systems.length > 0 && random.chance(inCluster ? 0.1 : 0.6);
  const enabled = maybe(site, 0.12, () => random.chance(0.4));
  return {
    name,
    cluster: inCluster ? reference(site, random.pick(site.clusters)) : undefined,
    hyperflex: own ? reference(site, random.pick(site.systems)) : undefined,
    version: maybe(site, 0.2, () => random.pick(['7.0 U3', '8.0', '8.0 U2b', '6.7'])),
    managementIp: maybe(site, 0.2, () => `10.10.10.${100 + site.hosts.indexOf(name)}`),
    firewall: maybe(site, site.built === 'directNfs' ? 0.85 : 0.4, () => ({
      enabled,
      rules: maybe(site, 0.9, () => rules(site)),
    })),
  };
}

/** All datastores: one to three on each HX system, and others besides. */
export function datastores(site: Site): Mapping[] {
  const { random } = site;
  const onHx = site.datastores
    .filter((name) => name.startsWith('ds'))
    .map((name, index) => ({
      name,
      hyperflex: reference(
        site,
        site.systems[index < site.systems.length ? index : random.int(0, site.systems.length - 1)] ?? 'hx0',
      ),
      type: maybe(site, 0.05, () => 'nfs3'),
    }));
  const others = site.datastores
    .filter((name) => !name.startsWith('ds'))
    .map((name) => {
      const byCluster = site.clusters.length > 0 && random.chance(0.4);
      const type = name.startsWith('nas')
        ? random.pick(['nfs3', 'nfs41'])
        : random.weighted([
            [8, 'vmfs'],
            [1, 'vsan'],
            [1, 'local'],
            [1, 'vvol'],
          ]);
      const nowhere = odd(site, 0.03);
      return {
        name,
        type,
        hosts: nowhere || (byCluster && random.chance(0.8)) ? undefined : references(site, site.hosts, 0.8),
        clusters: byCluster && !nowhere ? references(site, site.clusters, 0.7) : undefined,
        network: maybe(site, name.startsWith('nas') ? 0.5 : 0.05, () =>
          random.pick(['10.77.0.0/16', '10.77.1.0/24', '10.10.50.0/24']),
        ),
      };
    });
  return random.chance(0.1) ? random.shuffled([...onHx, ...others]) : [...onHx, ...others];
}

/** One to three rules of a host's firewall, most of them for the IO Visor. */
function rules(site: Site): Mapping[] {
  const { random } = site;
  // Rules that only together cover what is needed.
  if (random.chance(0.12)) {
    const allowed = allowedAddresses(site);
    const parts = random.pick([
      ['0-2048', '2049-65535'],
      ['111', '2049', '2449'],
      ['0-111', '2049-2449'],
      ['1-65535', '0'],
    ]);
    return parts.map((ports) => ({
      name: 'veeam',
      ports,
      allowedAddresses: odd(site, 0.3) ? allowedAddresses(site) : allowed,
    }));
  }
  const count = random.weighted([
    [6, 1],
    [3, 2],
    [1, 3],
  ]);
  return Array.from({ length: count }, (_, index) => rule(site, index));
}

function rule(site: Site, index: number): Mapping {
  const { random } = site;
  return {
    name: `veeam-iovisor${index || ''}`,
    enabled: odd(site, 0.1) ? false : maybe(site, 0.1, () => true),
    direction: odd(site, 0.1) ? 'outbound' : maybe(site, 0.1, () => 'inbound'),
    protocol: odd(site, 0.1) ? 'udp' : maybe(site, 0.25, () => random.pick(['tcp', 'any'])),
    ports: random.weighted<string | number | (string | number)[]>([
      [8, '0-65535'],
      [3, [111, 2049, 2449]],
      [1, ['0-2048', '2049-65535']],
      [1, '111-2449'],
      [1, [111, '2049-2449']],
      [
        0.5 + site.mess,
        random.pick<string | number | (string | number)[]>(['0-65534', '1-65535', [2049], 2049, [111, 2049], 22]),
      ],
    ]),
    delivery: maybe(site, 0.15, () => random.pick(['vib', 'manual', 'builtin'])),
    allowedAddresses: allowedAddresses(site),
  };
}

/** Who is let in, in every way to write it. */
function allowedAddresses(site: Site): string | string[] {
  const { random } = site;
  const proxies = site.proxies.length > 0 ? site.proxies : ['proxy0'];
  const each = proxies.flatMap((_, proxy) => site.systems.map((_, system) => dataAddress(system, proxy)));
  return random.weighted<string | string[]>([
    [3, 'all'],
    [3, ['proxy:*']],
    [4, random.some(proxies, 0.6).map((name) => `proxy:${reference(site, name)}`)],
    [3, random.some(each.length > 0 ? each : ['10.10.50.21'], 0.7)],
    [
      2,
      random.pick([
        ['10.10.50.0/24', '10.10.51.0/24'],
        ['10.10.50.16/28'],
        ['10.10.0.0/16'],
        ['0.0.0.0/0'],
        ['10.10.51.22/32', '10.10.50.0/27'],
      ]),
    ],
    [1, [`proxy:${random.pick(proxies)}`, dataAddress(0, random.int(0, 5))]],
    [site.mess, [random.pick(['10.10.10.21', 'fe80::/10', '10.99.0.0/16', 'proxy:nobody'])]],
    [site.mess * 0.2, []],
  ]);
}
