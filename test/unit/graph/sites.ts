import { Random } from '../../oracle/random.ts';

/** Names that mean something to XML, Mermaid, Graphviz, terminals or fonts. */
export const HOSTILE = [
  '</text><script>alert(1)</script>',
  '" onload="alert(1)',
  "'&amp;#39;&lt;]]><!--",
  '"]; x [label="',
  '\\N\\G\\" -> \\',
  '`**md**` %%{init: {}}%%',
  'end',
  'click b1 call x() #quot;#35;',
  'A --> B; style A fill:#f00',
  '<br/>line\u0007\u001b[31mred',
  'two\nlines\r\nand\u2028more',
  '\u202egnp.exe\u2066',
  '\ud800 half \ufffe',
  'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW',
  '日本語のとても長い名前のホスト日本語のとても長い名前のホスト',
  '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦',
  'e\u0301'.repeat(40),
  '﷽﷽﷽',
  '',
  ' ',
  '__proto__',
];

export interface SiteOptions {
  readonly clusters: number;
  readonly hostsEach: number;
  /** Of 0-1: how many names are of {@link HOSTILE}. */
  readonly hostile: number;
}

/** A site in JSON, which is YAML: clusters in some datacenters, hosts in none, proxies in hosts and beside them. */
export function siteOf(seed: number, { clusters, hostsEach, hostile }: SiteOptions): string {
  const random = new Random(seed);
  const name = (plain: string): string => (random.chance(hostile) ? `${random.pick(HOSTILE)}${plain}` : plain);
  const each = <T>(number: number, make: (index: number) => T): T[] =>
    Array.from({ length: number }, (_, i) => make(i));
  const systems = each(Math.max(1, clusters - random.int(0, 2)), (s) => ({
    name: name(`hx${s}`),
    version: random.pick(['5.0(2e)', '4.0(2e)', undefined]),
    addedToBackupServer: random.chance(0.8),
    dataNetwork: `10.${s % 250}.0.0/24`,
  }));
  const datacenters = each(random.int(1, 4), (d) => name(`dc${d}`));
  const vsphere = each(clusters, (c) => ({
    name: name(`cl${c}`),
    datacenter: random.pick([...datacenters, undefined]),
    hyperflex: systems[c % systems.length]!.name,
    firewall: random.chance(0.6)
      ? { rules: [{ name: 'v', ports: '0-65535', allowedAddresses: ['proxy:*'] }] }
      : undefined,
  }));
  const hosts = vsphere.flatMap((cluster, c) =>
    each(random.int(0, hostsEach * 2), (h) => ({
      name: name(`esx${c}-${h}`),
      cluster: random.chance(0.95) ? cluster.name : undefined,
      hyperflex: random.chance(0.05) ? random.pick(systems).name : undefined,
      version: random.pick(['8.0 U2b', undefined]),
    })),
  );
  const datastores = systems.map((system, s) => ({ name: `ds${s}`, hyperflex: system.name }));
  const proxies = each(random.int(1, Math.max(2, clusters * 2)), (p) => {
    const host = hosts.length > 0 && random.chance(0.7) ? random.pick(hosts).name : undefined;
    return {
      name: name(`proxy${p}`),
      type: host === undefined ? 'physical' : 'virtual',
      host,
      enabled: random.chance(0.9),
      addresses: random.chance(0.8) ? systems.map((_, s) => `10.${s % 250}.0.${21 + (p % 200)}`) : [],
    };
  });
  const vms = hosts.flatMap((host, h) =>
    each(random.int(0, 6), (v) => ({
      name: name(`vm${h}-${v}`),
      host: random.chance(0.98) ? host.name : 'nowhere',
      datastore: random.pick(datastores).name,
      snapshot: random.pick(['none', 'none', 'esxi']),
    })),
  );
  const jobs = [
    { name: name('job'), include: ['*'], storageSnapshots: { failoverToStandardBackup: random.chance(0.5) } },
  ];
  const file = {
    topology: 1,
    name: name('site'),
    hyperflex: systems,
    clusters: vsphere,
    hosts,
    datastores,
    proxies,
    vms,
    jobs,
  };
  return JSON.stringify(file, undefined, 1);
}
