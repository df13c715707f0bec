import type * as format from '../schema/format.ts';
import type { AllowedSource } from '../schema/scalars.ts';
import type { EntityKind, Value, WordOrListValue } from '../schema/types.ts';
import type { PersistentList } from '../syntax/persistent-list.ts';
import type { Steps } from '../syntax/steps.ts';
import type {
  AllowedAddresses,
  Cluster,
  Datastore,
  Disk,
  Entity,
  FirewallRule,
  Host,
  HxSystem,
  Job,
  Proxy,
  Vm,
} from './entities.ts';
import type { Whole } from './include.ts';
import { linkJob, Selectable } from './link-job.ts';
import { type EntityByKind, NameTable } from './names.ts';
import { References } from './references.ts';
import type { Names, Topology } from './topology.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What was read of all files, kind by kind. */
export interface Parts {
  readonly hyperflex: PersistentList<format.HyperflexValue>;
  readonly clusters: PersistentList<format.ClusterValue>;
  readonly hosts: PersistentList<format.HostValue>;
  readonly datastores: PersistentList<format.DatastoreValue>;
  readonly proxies: PersistentList<format.ProxyValue>;
  readonly vms: PersistentList<format.VmValue>;
  /** `undefined`: no `jobs` at all. */
  readonly jobs: PersistentList<format.JobValue> | undefined;
}

/** What linking gives of a topology. */
export type Linked = Omit<
  Topology,
  keyof Whole | 'isWhole' | 'backupServer' | 'version' | 'declaredIn' | 'controllers'
>;

/** Linked in a ms or so. */
const VMS_A_STEP = 200;

/** Makes entities of what was read and resolves the names between them, first declaring all, then linking each. */
export class Linker {
  readonly references = new References();
  #holder!: Entity;
  readonly names: Names = {
    hyperflex: new NameTable(),
    cluster: new NameTable(),
    host: new NameTable(),
    datastore: new NameTable(),
    proxy: new NameTable(),
    vm: new NameTable(),
    job: new NameTable(),
  };

  *link(parts: Parts): Steps<Linked> {
    const hyperflex = this.#declare('hyperflex', parts.hyperflex);
    const clusters = this.#declare('cluster', parts.clusters);
    const hosts = this.#declare('host', parts.hosts);
    const datastores = this.#declare('datastore', parts.datastores);
    const proxies = this.#declare('proxy', parts.proxies);
    const vms = this.#declare('vm', parts.vms);
    const jobs = this.#declare('job', parts.jobs ?? []);

    for (const system of hyperflex) this.linkSystem(system);
    for (const cluster of clusters) {
      this.linkCluster(cluster);
      cluster.hosts = [];
    }
    yield;
    for (const host of hosts) {
      this.linkHost(host);
      (host.cluster?.hosts as Host[] | undefined)?.push(host);
    }
    for (const datastore of datastores) this.linkDatastore(datastore);
    for (const proxy of proxies) this.linkProxy(proxy);
    for (const vm of vms) {
      this.linkVm(vm);
      if (vm.index % VMS_A_STEP === 0) yield;
    }
    const selectable = new Selectable(vms);
    for (const job of jobs) {
      this.linkJob(job, selectable);
      yield;
    }
    return {
      hyperflex,
      clusters,
      hosts,
      datastores,
      proxies,
      vms,
      jobs: parts.jobs ? jobs : [impliedJob(vms)],
      names: this.names,
      references: this.references,
    };
  }

  /** Resolves a name and records that it is used. */
  resolve<K extends EntityKind>(to: K, at: Value<string> | undefined): EntityByKind[K] | undefined {
    return at && this.resolveName(to, at.value, at);
  }

  /** {@link resolve} for a name that is written in some other value. `among`: the names of the list that it stands in. */
  resolveName<K extends EntityKind>(
    to: K,
    name: string,
    at: Value<unknown>,
    among?: readonly string[],
  ): EntityByKind[K] | undefined {
    const target = this.names[to].get(name) as EntityByKind[K] | undefined;
    this.references.add(this.#holder, { to, name, at, target, ...(among ? { among } : {}) });
    return target;
  }

  /** The entities that a list names. Names that nothing declares are left out. */
  #resolveItems<K extends EntityKind>(to: K, items: readonly Value<string>[]): EntityByKind[K][] {
    const among = items.map(({ value }) => value);
    return items.map((name) => this.resolveName(to, name.value, name, among)).filter((entity) => entity !== undefined);
  }

  #declare<K extends EntityKind>(kind: K, values: Iterable<EntityByKind[K]['value']>): Mutable<EntityByKind[K]>[] {
    const entities: Mutable<EntityByKind[K]>[] = [];
    for (const value of values) {
      if (!value?.name) continue;
      const entity = { kind, name: value.name.value, namePlace: value.name, value, index: entities.length };
      entities.push(entity as unknown as Mutable<EntityByKind[K]>);
      (this.names[kind] as unknown as NameTable<EntityByKind[K]>).add(entity as unknown as EntityByKind[K]);
    }
    return entities;
  }

  /** What is resolved from now on is held by the entity. */
  #begin(holder: Entity): void {
    this.#holder = holder;
    this.references.begin(holder);
  }

  /** Fills in an HX system of what is written at it. */
  linkSystem(system: Mutable<HxSystem>): void {
    this.#begin(system);
    const { value } = system;
    system.version = value.version?.value;
    system.added = value.addedToBackupServer?.value;
    system.dataNetwork = value.dataNetwork?.value;
    system.controllerClusterIp = value.controllerClusterIp?.value;
    system.controllerFirewall = this.#allowed(value.controllerFirewall?.allowedAddresses);
    system.accessProxies = this.resolveAll('proxy', value.accessProxies);
  }

  /** Fills in a cluster of what is written at it; its hosts come to it. */
  linkCluster(cluster: Mutable<Cluster>): void {
    this.#begin(cluster);
    const { value } = cluster;
    cluster.datacenter = value.datacenter?.value;
    cluster.system = this.resolve('hyperflex', value.hyperflex);
    cluster.managementNetwork = value.managementNetwork?.value;
    cluster.rules = this.#rules(cluster, value.firewall);
  }

  /** Fills in a host of what is written at it and at its cluster. */
  linkHost(host: Mutable<Host>): void {
    this.#begin(host);
    const { value } = host;
    const cluster = this.resolve('cluster', value.cluster);
    host.cluster = cluster;
    host.system = value.hyperflex ? this.resolve('hyperflex', value.hyperflex) : cluster?.system;
    host.version = value.version?.value;
    host.firewallEnabledPlace = value.firewall?.enabled ?? cluster?.value.firewall?.enabled;
    host.firewallEnabled = host.firewallEnabledPlace?.value ?? true;
    host.rules = [...(cluster?.rules ?? []), ...this.#rules(host, value.firewall)];
  }

  /** Fills in a datastore of what is written at it. */
  linkDatastore(datastore: Mutable<Datastore>): void {
    this.#begin(datastore);
    const { value } = datastore;
    datastore.system = this.resolve('hyperflex', value.hyperflex);
    // On HX it is NFS 3 whatever is written; where the system is not declared, only what is written is known.
    datastore.type = datastore.system ? 'nfs3' : value.type?.value;
    datastore.network = datastore.system ? undefined : value.network?.value;
    datastore.mountedBy = new Set([
      ...this.#resolveItems('host', value.hosts?.items ?? []),
      ...this.#resolveItems('cluster', value.clusters?.items ?? []).flatMap(({ hosts }) => hosts),
    ]);
  }

  /** Fills in a proxy of what is written at it. */
  linkProxy(proxy: Mutable<Proxy>): void {
    this.#begin(proxy);
    const { value } = proxy;
    proxy.virtual = value.type && value.type.value === 'virtual';
    proxy.server = value.server?.value ?? 'windows';
    proxy.host = this.resolve('host', value.host);
    proxy.vm = this.resolve('vm', value.vm);
    proxy.addresses = value.addresses?.items ?? [];
    proxy.transportMode = value.transportMode?.value ?? 'automatic';
    proxy.failoverToNetwork = value.failoverToNetwork?.value ?? true;
    proxy.connectedDatastores = this.resolveAll('datastore', value.connectedDatastores);
    proxy.maxConcurrentTasks = value.maxConcurrentTasks?.value ?? 2;
    proxy.enabled = value.enabled?.value ?? true;
  }

  /** Fills in a VM of what is written at it. */
  linkVm(vm: Mutable<Vm>): void {
    this.#begin(vm);
    const { value } = vm;
    vm.host = this.resolve('host', value.host);
    vm.disks = this.#disks(vm);
    vm.system = vm.disks.find((disk) => disk.datastore?.system)?.datastore?.system;
    vm.snapshot = value.snapshot?.value ?? 'none';
    vm.baseSnapshot = value.baseSnapshot?.value;
    vm.quiescible =
      value.guestOs?.value === 'windows' && value.vmwareTools?.value !== false && value.poweredOn?.value !== false;
    vm.template = value.template?.value ?? false;
    vm.encrypted = value.encrypted?.value ?? false;
  }

  /** Fills in a job: what its selectors match among all VMs, and which of them it processes. */
  linkJob(job: Mutable<Job>, vms: Selectable): void {
    this.#begin(job);
    linkJob(job, vms, this);
  }

  /** Where both stand, `disks` beats `datastore`, whose name is then still a reference. */
  #disks({ value }: Vm): Disk[] {
    const short = this.resolve('datastore', value.datastore);
    if (value.disks) {
      return value.disks.items.map((disk, index) => ({
        name: disk.name?.value ?? `Hard disk ${index + 1}`,
        datastore: this.resolve('datastore', disk.datastore),
        place: disk.datastore ?? disk,
        value: disk,
        sizeGB: disk.sizeGB?.value,
        bus: disk.bus?.value ?? 'scsi',
      }));
    }
    if (!value.datastore) return [];
    return [
      {
        name: 'Hard disk 1',
        datastore: short,
        place: value.datastore,
        value: undefined,
        sizeGB: undefined,
        bus: 'scsi',
      },
    ];
  }

  #rules(owner: Host | Cluster, firewall: format.FirewallValue | undefined): FirewallRule[] {
    return (firewall?.rules?.items ?? []).map((value) => ({
      value,
      owner,
      name: value.name?.value,
      enabled: value.enabled?.value ?? true,
      direction: value.direction?.value ?? 'inbound',
      protocol: value.protocol?.value ?? 'tcp',
      ports: value.ports?.items.map((port) => port.value) ?? [],
      allowed: this.#allowed(value.allowedAddresses),
    }));
  }

  #allowed(value: WordOrListValue<'all', Value<AllowedSource>> | undefined): AllowedAddresses | undefined {
    if (!value) return undefined;
    const among = value.items.flatMap(({ value: source }) => (source.kind === 'proxy' ? [source.name] : []));
    const sources = value.items.map((item) => ({
      source: item.value,
      proxy: item.value.kind === 'proxy' ? this.resolveName('proxy', item.value.name, item, among) : undefined,
      value: item,
    }));
    return { place: value, all: value.word === 'all', sources };
  }

  /** `automatic` where nothing is written. Names that nothing declares are left out. */
  resolveAll<K extends EntityKind>(
    to: K,
    value: WordOrListValue<'automatic', Value<string>> | undefined,
  ): 'automatic' | EntityByKind[K][] {
    if (!value || value.word) return 'automatic';
    return this.#resolveItems(to, value.items);
  }
}

/** The job under which a file without `jobs` is planned. */
function impliedJob(vms: readonly Vm[]): Job {
  return {
    kind: 'job',
    name: '(implied)',
    index: 0,
    value: undefined,
    namePlace: undefined,
    type: 'backup',
    include: [],
    exclude: [],
    vms,
    proxies: 'automatic',
    storageSnapshots: true,
    failoverToStandardBackup: false,
    vmwareToolsQuiescence: false,
  };
}
