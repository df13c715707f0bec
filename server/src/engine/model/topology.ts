import type { EntityKind } from '../schema/types.ts';
import type { Unit } from '../syntax/nodes.ts';
import type { BackupServer, Cluster, Datastore, Entity, Host, HxSystem, Job, Proxy, Vm } from './entities.ts';
import type { Inclusion } from './include.ts';
import type { NameTable } from './names.ts';
import type { FileReading } from './read-file.ts';
import type { References } from './references.ts';

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
  /** The HX storage controllers among the VMs. */
  readonly controllers: ReadonlySet<Vm>;
  /** One implied job when no file has `jobs`. */
  readonly jobs: readonly Job[];
  readonly names: Names;
  /** Every name that points to an entity. */
  readonly references: References;
  /** The entities that are declared in a unit of the text. */
  declaredIn(unit: Unit): readonly Entity[];
  /** Another object after every change: what is derived from the topology is remembered by it. */
  readonly version: object;
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
