import type { EntityKind } from '../schema/types.ts';
import type { BackupServer, Cluster, Datastore, Entity, Host, HxSystem, Job, Proxy, Vm } from './entities.ts';
import type { Inclusion, Whole } from './include.ts';
import { Linker } from './link.ts';
import type { NameTable, Reference } from './names.ts';
import type { FileReading } from './read-file.ts';
import { sameHostHotAdd } from './registry.ts';

/** What a topology consists of, over all of its files, with every reference resolved. */
export interface Topology {
  /** The file that it starts from first. */
  readonly files: readonly FileReading[];
  readonly inclusions: readonly Inclusion[];
  /** The kinds of entities of which some may be declared where nobody has read them. */
  readonly unread: ReadonlySet<EntityKind>;
  /** Whether all of it is read: what is not declared is declared nowhere. */
  readonly isWhole: boolean;
  readonly backupServer: BackupServer;
  readonly hyperflex: readonly HxSystem[];
  readonly clusters: readonly Cluster[];
  readonly hosts: readonly Host[];
  readonly datastores: readonly Datastore[];
  readonly proxies: readonly Proxy[];
  readonly vms: readonly Vm[];
  /** One implied job when no file has `jobs`. */
  readonly jobs: readonly Job[];
  readonly names: Names;
  /** Every name that points to an entity, in file order of the entities that hold them. */
  readonly references: readonly Reference[];
}

export interface Names {
  readonly hyperflex: NameTable<HxSystem>;
  readonly cluster: NameTable<Cluster>;
  readonly host: NameTable<Host>;
  readonly datastore: NameTable<Datastore>;
  readonly proxy: NameTable<Proxy>;
  readonly vm: NameTable<Vm>;
  readonly job: NameTable<Job>;
}

/**
 * Builds the topology of the given files. Entities without a name cannot be referred to and are left out; reading has
 * reported them.
 */
export function buildTopology({ files, inclusions, unread }: Whole): Topology {
  const linker = new Linker();
  const gather = <K extends keyof FileReading['lists']>(key: K): FileReading['lists'][K] =>
    files.flatMap((file) => file.lists[key] as readonly unknown[]) as unknown as FileReading['lists'][K];
  const hasJobs = files.some((file) => file.hasJobs);
  const parts = linker.link({
    hyperflex: gather('hyperflex'),
    clusters: gather('clusters'),
    hosts: gather('hosts'),
    datastores: gather('datastores'),
    proxies: gather('proxies'),
    vms: gather('vms'),
    jobs: hasJobs ? gather('jobs') : undefined,
  });
  const server = files.find((file) => file.backupServer)?.backupServer;
  return {
    files,
    inclusions,
    unread,
    isWhole: unread.size === 0,
    backupServer: {
      value: server,
      platform: server?.platform?.value ?? 'windows',
      license: server?.license?.value,
      registry: server?.registry?.items ?? [],
      sameHostHotAdd: sameHostHotAdd(server),
    },
    ...parts,
  };
}

/** All entities, by kind in the format's order. */
export function* entitiesOf(topology: Topology): Iterable<Entity> {
  yield* topology.hyperflex;
  yield* topology.clusters;
  yield* topology.hosts;
  yield* topology.datastores;
  yield* topology.proxies;
  yield* topology.vms;
  yield* topology.jobs;
}

/** Whether the host mounts the datastore: all hosts of an HX system mount its datastores; else those named. */
export function mounts(host: Host, datastore: Datastore): boolean {
  return datastore.system ? host.system === datastore.system : datastore.mountedBy.has(host);
}

/** Whether the datastore is reached over NFS. */
export function isNfs(datastore: Datastore): boolean {
  return datastore.type === 'nfs3' || datastore.type === 'nfs41';
}
