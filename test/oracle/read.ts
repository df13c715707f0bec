/**
 * The oracle's reading of a topology file: plain YAML, the defaults of the format, and references turned into the
 * entities they mean. Written for nearness to the text, not for speed, and apart from the engine.
 */
import { parse } from 'yaml';
import { type HotAdd, hotAddSetting } from './hot-add.ts';

type Plain = string | Plain[] | { [key: string]: Plain } | null | undefined;
type Mapping = { [key: string]: Plain };

/** `all`, or the entries of a list: addresses, CIDRs, `proxy:NAME`, `proxy:*`. */
export type Allowed = 'all' | string[];

export interface System {
  name: string;
  /** null where the file gives none: then 4.5(2a) or later. */
  version: string | null;
  added: boolean;
  dataNetwork: string;
  clusterIp: string | null;
  controllersAllow: Allowed;
  accessProxies: 'automatic' | Proxy[];
}
export interface Rule {
  enabled: boolean;
  inbound: boolean;
  tcp: boolean;
  ports: [number, number][];
  allowed: Allowed;
}
export interface Cluster {
  name: string;
  datacenter: string | null;
  system: System | null;
  managementNetwork: string | null;
  firewallEnabled: boolean | null;
  rules: Rule[];
}
export interface Host {
  name: string;
  cluster: Cluster | null;
  system: System | null;
  firewallEnabled: boolean;
  rules: Rule[];
}
export interface Datastore {
  name: string;
  system: System | null;
  nfs: boolean;
  network: string | null;
  mountedBy: (host: Host) => boolean;
}
export interface Proxy {
  name: string;
  virtual: boolean;
  server: string;
  host: Host | null;
  addresses: string[];
  transportMode: string;
  failoverToNetwork: boolean;
  connected: 'automatic' | Datastore[];
  maxTasks: number;
  enabled: boolean;
}
export interface Disk {
  name: string;
  datastore: Datastore | null;
  sizeGB: number;
  bus: string;
}
export interface Vm {
  name: string;
  host: Host | null;
  disks: Disk[];
  snapshot: string;
  baseSnapshot: boolean;
  guestOs: string;
  vmwareTools: boolean;
  poweredOn: boolean;
  template: boolean;
  encrypted: boolean;
}
export interface Job {
  name: string;
  vms: Vm[];
  proxies: 'automatic' | Proxy[];
  storageSnapshots: boolean;
  failover: boolean;
  quiescence: boolean;
}
export interface Topology {
  license: string;
  hotAdd: HotAdd;
  systems: System[];
  hosts: Host[];
  proxies: Proxy[];
  vms: Vm[];
  jobs: Job[];
}

/**
 * Reads a whole topology file.
 * @param text the file
 * @throws where the YAML does not parse: the oracle reads sound YAML only
 */
export function read(text: string): Topology {
  // The failsafe schema leaves every scalar as the text that stands there: `name: 0010` is "0010".
  const file = mapping(parse(text, { schema: 'failsafe', merge: true }) as Plain);
  const server = mapping(file.backupServer);

  const proxyItems = list(file.proxies).map((item) => mapping(item));
  const proxies: Proxy[] = proxyItems.map((item) => ({ name: scalar(item.name) ?? '' }) as Proxy);

  const systems = list(file.hyperflex).map((entry): System => {
    const item = mapping(entry);
    return {
      name: scalar(item.name) ?? '',
      version: scalar(item.version),
      added: flag(item.addedToBackupServer, false),
      dataNetwork: scalar(item.dataNetwork) ?? '',
      clusterIp: scalar(item.controllerClusterIp),
      controllersAllow: allowed(mapping(item.controllerFirewall).allowedAddresses),
      accessProxies: chosen(item.accessProxies, proxies),
    };
  });

  const clusters = list(file.clusters).map((entry): Cluster => {
    const item = mapping(entry);
    const firewall = mapping(item.firewall);
    return {
      name: scalar(item.name) ?? '',
      datacenter: scalar(item.datacenter),
      system: find(systems, item.hyperflex),
      managementNetwork: scalar(item.managementNetwork),
      firewallEnabled: scalar(firewall.enabled) === null ? null : flag(firewall.enabled, true),
      rules: list(firewall.rules).map(rule),
    };
  });

  const hosts = list(file.hosts).map((entry): Host => {
    const item = mapping(entry);
    const firewall = mapping(item.firewall);
    const cluster = find(clusters, item.cluster);
    return {
      name: scalar(item.name) ?? '',
      cluster,
      system: scalar(item.hyperflex) === null ? (cluster?.system ?? null) : find(systems, item.hyperflex),
      firewallEnabled: flag(firewall.enabled, cluster?.firewallEnabled ?? true),
      rules: [...(cluster?.rules ?? []), ...list(firewall.rules).map(rule)],
    };
  });

  const datastores = list(file.datastores).map((entry): Datastore => {
    const item = mapping(entry);
    const system = find(systems, item.hyperflex);
    const byHosts = list(item.hosts).map((name) => find(hosts, name));
    const byClusters = list(item.clusters).map((name) => find(clusters, name));
    return {
      name: scalar(item.name) ?? '',
      system,
      nfs: system !== null || ['nfs3', 'nfs41'].includes(scalar(item.type) ?? ''),
      network: scalar(item.network),
      mountedBy: (host) =>
        system !== null
          ? host.system === system
          : byHosts.includes(host) || (host.cluster !== null && byClusters.includes(host.cluster)),
    };
  });

  for (const [index, item] of proxyItems.entries()) {
    Object.assign(proxies[index]!, {
      virtual: scalar(item.type) === 'virtual',
      server: scalar(item.server) ?? 'windows',
      host: find(hosts, item.host),
      addresses: list(item.addresses).map((address) => scalar(address) ?? ''),
      transportMode: scalar(item.transportMode) ?? 'automatic',
      failoverToNetwork: flag(item.failoverToNetwork, true),
      connected: chosen(item.connectedDatastores, datastores),
      maxTasks: Number(scalar(item.maxConcurrentTasks) ?? '2'),
      enabled: flag(item.enabled, true),
    } satisfies Omit<Proxy, 'name'>);
  }

  const vms = list(file.vms).map((entry): Vm => {
    const item = mapping(entry);
    // Where both stand, `disks` beats `datastore`.
    const short = scalar(item.datastore);
    const disks = Array.isArray(item.disks) ? item.disks : short === null ? [] : [{ datastore: short }];
    return {
      name: scalar(item.name) ?? '',
      host: find(hosts, item.host),
      disks: disks.map((entry, index) => {
        const disk = mapping(entry);
        return {
          name: scalar(disk.name) ?? `Hard disk ${index + 1}`,
          datastore: find(datastores, disk.datastore),
          sizeGB: Number(scalar(disk.sizeGB) ?? '0'),
          bus: scalar(disk.bus) ?? 'scsi',
        };
      }),
      snapshot: scalar(item.snapshot) ?? 'none',
      baseSnapshot: flag(item.baseSnapshot, false),
      guestOs: scalar(item.guestOs) ?? 'other',
      vmwareTools: flag(item.vmwareTools, true),
      poweredOn: flag(item.poweredOn, true),
      template: flag(item.template, false),
      encrypted: flag(item.encrypted, false),
    };
  });

  /** Whether a selector of a job means a VM. */
  const selects = (selector: Plain, vm: Vm): boolean => {
    if (typeof selector === 'string') return named(selector, vm);
    const item = mapping(selector);
    if (scalar(item.vm) !== null) return named(scalar(item.vm) ?? '', vm);
    if (scalar(item.host) !== null) return vm.host !== null && vm.host === find(hosts, item.host);
    if (scalar(item.cluster) !== null) {
      const cluster = find(clusters, item.cluster);
      return cluster !== null && vm.host?.cluster === cluster;
    }
    if (scalar(item.datastore) !== null) {
      const datastore = find(datastores, item.datastore);
      return datastore !== null && vm.disks.some((disk) => disk.datastore === datastore);
    }
    const system = find(systems, item.hyperflex);
    return system !== null && vm.disks.some((disk) => disk.datastore?.system === system);
  };
  const named = (pattern: string, vm: Vm): boolean =>
    /[*?]/.test(pattern) ? glob(pattern).test(vm.name) : find(vms, pattern) === vm;

  const jobs = Array.isArray(file.jobs)
    ? file.jobs.map((entry): Job => {
        const item = mapping(entry);
        const storage = mapping(item.storageSnapshots);
        const include = list(item.include);
        const exclude = list(item.exclude);
        return {
          name: scalar(item.name) ?? '',
          vms: vms.filter((vm) => include.some((one) => selects(one, vm)) && !exclude.some((one) => selects(one, vm))),
          proxies: chosen(item.proxies, proxies),
          storageSnapshots: flag(storage.enabled, true),
          failover: flag(storage.failoverToStandardBackup, false),
          quiescence: flag(item.vmwareToolsQuiescence, false),
        };
      })
    : [impliedJob(vms)];

  return {
    license: scalar(server.license) ?? 'enterprisePlus',
    hotAdd: hotAddSetting(
      scalar(server.platform) ?? 'windows',
      list(server.registry).map((entry) => {
        const item = mapping(entry);
        return {
          key: scalar(item.key) ?? '',
          name: scalar(item.name) ?? '',
          type: scalar(item.type) ?? '',
          value: scalar(item.value) ?? '',
        };
      }),
      Object.entries(mapping(server.configuration)).map(([name, value]) => ({ name, value: scalar(value) ?? '' })),
    ),
    systems,
    hosts,
    proxies,
    vms,
    jobs,
  };
}

const impliedJob = (vms: Vm[]): Job => ({
  name: '(implied)',
  vms,
  proxies: 'automatic',
  storageSnapshots: true,
  failover: false,
  quiescence: false,
});

/** A mapping, or an empty one for whatever else stands there. */
function mapping(value: Plain): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function list(value: Plain): Plain[] {
  return Array.isArray(value) ? value : [];
}

/** A scalar's text; nothing, an empty scalar and YAML's ways to write null count as not given. */
function scalar(value: Plain): string | null {
  return typeof value !== 'string' || ['', '~', 'null', 'Null', 'NULL'].includes(value) ? null : value;
}

function flag(value: Plain, otherwise: boolean): boolean {
  const text = scalar(value);
  return text === null ? otherwise : ['true', 'True', 'TRUE'].includes(text);
}

/** The entity that a name means: the first of exactly that name, else the first that differs in case only. */
function find<T extends { name: string }>(entities: T[], name: Plain): T | null {
  const wanted = scalar(name);
  if (wanted === null) return null;
  const exact = entities.find((entity) => entity.name === wanted);
  return exact ?? entities.find((entity) => entity.name.toLowerCase() === wanted.toLowerCase()) ?? null;
}

/** `automatic`, or the entities of a list; names that nothing declares are left out. */
function chosen<T extends { name: string }>(value: Plain, entities: T[]): 'automatic' | T[] {
  if (!Array.isArray(value)) return 'automatic';
  return value.map((name) => find(entities, name)).filter((entity) => entity !== null);
}

function allowed(value: Plain): Allowed {
  return value === 'all' ? 'all' : list(value).map((entry) => scalar(entry) ?? '');
}

function rule(value: Plain): Rule {
  const item = mapping(value);
  const ports = Array.isArray(item.ports) ? item.ports : [item.ports];
  return {
    enabled: flag(item.enabled, true),
    inbound: (scalar(item.direction) ?? 'inbound') === 'inbound',
    tcp: ['tcp', 'any'].includes(scalar(item.protocol) ?? 'tcp'),
    ports: ports.map((entry): [number, number] => {
      const [from = '', to = from] = (scalar(entry) ?? '').split('-');
      return [Number(from), Number(to)];
    }),
    allowed: allowed(item.allowedAddresses),
  };
}

/** A glob as an expression: `*` any run of characters, `?` one character, case matters. */
function glob(pattern: string): RegExp {
  const source = [...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.|+()[\]{}]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 'su');
}
