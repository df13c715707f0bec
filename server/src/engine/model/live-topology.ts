import type { VmValue } from '../schema/format.ts';
import type { Unit } from '../syntax/nodes.ts';
import { PersistentList } from '../syntax/persistent-list.ts';
import { atOnce, type Steps } from '../syntax/steps.ts';
import { Controllers } from './controllers.ts';
import type { BackupServer, Cluster, Datastore, Entity, Host, HxSystem, Job, Proxy, Vm } from './entities.ts';
import type { Inclusion, Whole } from './include.ts';
import { type Linked, Linker, type Mutable, type Parts } from './link.ts';
import { rematch, Selectable, selectorMatches, selectVms } from './link-job.ts';
import type { NameTable } from './names.ts';
import type { FileReading } from './read-file.ts';
import type { References } from './references.ts';
import { sameHostHotAdd } from './registry.ts';
import { entitiesOf, type Names, type Topology } from './topology.ts';

/** What an edit changed of a topology. The entities stay the same objects, with what they are now. */
export interface TopologyChange {
  /** VMs that are written anew. */
  readonly vms: ReadonlySet<Vm>;
  /** Hosts that are written anew. */
  readonly hosts: ReadonlySet<Host>;
  /** Jobs that are written anew, or of which a selector matches other VMs than before. */
  readonly jobs: ReadonlySet<Job>;
  /** Whether anything else is written anew, on which the plan of any VM may hang. */
  readonly rest: boolean;
  /** Whether names that nothing declares, or that are declared in another case, came or went. */
  readonly references: boolean;
  /** Whether what does not stand as the format wants it came, went or moved. */
  readonly problems: boolean;
  /** The same of what is broken in the YAML. */
  readonly errors: boolean;
}

/** An entity with what is written of it now. */
type Rewritten = readonly [Entity, NonNullable<Entity['value']>];

/** Jobs that an edit concerns. */
interface ChangedJobs {
  /** Those that are to be linked again. */
  readonly rewritten: Set<Job>;
  /** Those of which a selector matches other VMs than before. */
  readonly reselected: Set<Job>;
}

const LISTS = ['hyperflex', 'clusters', 'hosts', 'datastores', 'proxies', 'vms', 'jobs'] as const;

/** With more entries written anew than this, linking all is as fast. */
const MOST_ENTRIES = 100;

/** A topology that can follow its files: after a small edit it stays the same object, and so do its entities. */
export class LiveTopology implements Topology {
  version = {};
  files: readonly FileReading[];
  inclusions: readonly Inclusion[];
  readonly unread: Topology['unread'];
  readonly isWhole: boolean;
  backupServer: BackupServer;
  readonly hyperflex: readonly HxSystem[];
  readonly clusters: readonly Cluster[];
  readonly hosts: readonly Host[];
  readonly datastores: readonly Datastore[];
  readonly proxies: readonly Proxy[];
  readonly vms: readonly Vm[];
  readonly jobs: readonly Job[];
  readonly names: Names;
  readonly references: References;
  readonly #linker: Linker;
  #controllers: Controllers | undefined;
  #byUnit: Map<Unit, Entity[]> | undefined;
  #parts: Parts;

  /** Entities without a name cannot be referred to and are left out; reading has reported them. */
  private constructor({ files, inclusions, unread }: Whole, parts: Parts, linker: Linker, linked: Linked) {
    this.files = files;
    this.inclusions = inclusions;
    this.unread = unread;
    this.isWhole = unread.size === 0;
    this.#parts = parts;
    this.#linker = linker;
    this.hyperflex = linked.hyperflex;
    this.clusters = linked.clusters;
    this.hosts = linked.hosts;
    this.datastores = linked.datastores;
    this.proxies = linked.proxies;
    this.vms = linked.vms;
    this.jobs = linked.jobs;
    this.names = linked.names;
    this.references = linked.references;
    this.backupServer = serverOf(files);
  }

  /** The topology of the given files. */
  static *steps(whole: Whole): Steps<LiveTopology> {
    const linker = new Linker();
    const parts = partsOf(whole.files);
    yield;
    return new LiveTopology(whole, parts, linker, yield* linker.link(parts));
  }

  /**
   * Becomes the topology of the files as they are now, where entries are written anew, but each keeps its place, its name
   * and what it belongs to; only VMs and jobs may get other names, and VMs go elsewhere.
   *
   * @returns `undefined` when more changed: the topology is void then, and is to be made anew
   */
  follow(whole: Whole): TopologyChange | undefined {
    const parts = partsOf(whole.files);
    const again = sameFrame(this, whole) ? this.#rewritten(parts) : undefined;
    if (!again) return undefined;
    const isLoose = ([entity]: Rewritten): boolean => this.references.isLoose(entity);
    const wasLoose = again.some(isLoose);
    const jobs: ChangedJobs = { rewritten: new Set(), reselected: new Set() };
    if (!again.every((each) => this.#write(each, jobs))) return undefined;
    const selectable = new Selectable(this.vms);
    for (const job of jobs.rewritten) this.#linker.linkJob(job, selectable);
    for (const job of jobs.reselected) if (!jobs.rewritten.has(job)) selectVms(job);
    const changedJobs = new Set([...jobs.rewritten, ...jobs.reselected]);
    const server = serverOf(whole.files);
    const isOther = ([{ kind }]: Rewritten): boolean => kind !== 'vm' && kind !== 'host';
    const change: TopologyChange = {
      vms: new Set(again.flatMap(([entity]) => (entity.kind === 'vm' ? [entity] : []))),
      hosts: new Set(again.flatMap(([entity]) => (entity.kind === 'host' ? [entity] : []))),
      jobs: changedJobs,
      rest: server.value !== this.backupServer.value || again.some(isOther),
      references: wasLoose || again.some(isLoose) || changedJobs.size > 0,
      problems: differs(this.files, whole.files, (file) => file.problems),
      errors: differs(this.files, whole.files, (file) => file.tree.errors),
    };
    this.backupServer = server;
    this.#parts = parts;
    this.files = whole.files;
    this.inclusions = whole.inclusions;
    this.version = {};
    return change;
  }

  get controllers(): ReadonlySet<Vm> {
    this.#controllers ??= new Controllers(this.hyperflex, this.vms);
    return this.#controllers.vms;
  }

  declaredIn(unit: Unit): readonly Entity[] {
    if (!this.#byUnit) {
      this.#byUnit = new Map();
      for (const entity of entitiesOf(this)) this.#enter(entity);
    }
    return this.#byUnit.get(unit) ?? [];
  }

  #enter(entity: Entity): void {
    const unit = entity.namePlace?.unit;
    const known = unit && this.#byUnit?.get(unit);
    if (known) known.push(entity);
    else if (unit) this.#byUnit?.set(unit, [entity]);
  }

  /** The entities that are written anew, what others are part of first. */
  #rewritten(parts: Parts): Rewritten[] | undefined {
    const all: Rewritten[] = [];
    for (const key of LISTS) {
      const some = rewritten<Entity, Rewritten[1]>(this[key], this.#parts[key], parts[key]);
      if (!some || all.length + some.length > MOST_ENTRIES) return undefined;
      all.push(...some);
    }
    return all;
  }

  /** @returns whether what is written anew could be put in place */
  #write([entity, value]: Rewritten, jobs: ChangedJobs): boolean {
    if (entity.kind === 'vm') return this.#writeVm(entity, value as VmValue, jobs);
    if (entity.kind === 'job') {
      jobs.rewritten.add(entity);
      this.#place(entity, value);
      this.#rename(entity);
      return true;
    }
    if (entity.name !== value.name!.value) return false;
    this.#place(entity, value);
    switch (entity.kind) {
      case 'hyperflex':
        this.#linker.linkSystem(entity);
        this.#controllers = undefined;
        return true;
      case 'cluster':
        this.#linker.linkCluster(entity);
        for (const host of entity.hosts) this.#linker.linkHost(host);
        return true;
      case 'host': {
        const { cluster, system } = entity;
        this.#linker.linkHost(entity);
        return entity.cluster === cluster && entity.system === system;
      }
      case 'datastore': {
        const { system } = entity;
        this.#linker.linkDatastore(entity);
        return entity.system === system;
      }
      case 'proxy':
        this.#linker.linkProxy(entity);
        return true;
    }
  }

  #place(entity: Mutable<Entity>, value: Rewritten[1]): void {
    const before = entity.namePlace!.unit;
    const others = this.#byUnit?.get(before)?.filter((other) => other !== entity);
    if (others?.length === 0) this.#byUnit!.delete(before);
    else if (others) this.#byUnit!.set(before, others);
    entity.value = value;
    entity.namePlace = value.name!;
    this.#enter(entity as Entity);
  }

  /** @returns whether it has another name now */
  #rename(entity: Mutable<Vm | Job>): boolean {
    const { name: before } = entity;
    const name = entity.value!.name!.value;
    if (name === before) return false;
    const [names, all] = entity.kind === 'vm' ? [this.names.vm, this.vms] : [this.names.job, this.jobs];
    entity.name = name;
    (names as NameTable<Vm | Job>).remove(entity, before, all);
    (names as NameTable<Vm | Job>).add(entity);
    return true;
  }

  #writeVm(vm: Vm, after: VmValue, jobs: ChangedJobs): boolean {
    const selectors = this.jobs.flatMap((job) =>
      [...job.include, ...job.exclude].map((selector) => ({ job, selector, matched: selectorMatches(selector, vm) })),
    );
    this.#place(vm, after);
    const renamed = this.#rename(vm);
    if (renamed) this.#controllers?.renamed(vm);
    const means = (proxy: Proxy): Vm | undefined => proxy.value.vm && this.names.vm.get(proxy.value.vm.value);
    if (renamed && this.proxies.some((proxy) => proxy.vm === vm || means(proxy) !== proxy.vm)) return false;
    this.#linker.linkVm(vm);
    for (const { job, selector, matched } of selectors) {
      const named = renamed && matched === undefined;
      if (named && (selector.vms[0] === vm || this.names.vm.get(selector.value.value.value) !== selector.vms[0])) {
        jobs.rewritten.add(job);
        continue;
      }
      const matches = selectorMatches(selector, vm);
      if (matches === matched) continue;
      rematch(selector, vm, matches === true);
      jobs.reselected.add(job);
    }
    return true;
  }
}

/** The topology of the given files. */
export function buildTopology(whole: Whole): LiveTopology {
  return atOnce(LiveTopology.steps(whole));
}

function partsOf(files: readonly FileReading[]): Parts {
  const gather = <K extends keyof FileReading['lists']>(key: K): FileReading['lists'][K] => {
    const [only, ...more] = files.map((file) => file.lists[key]).filter(({ length }) => length > 0);
    // The list itself knows what an edit changed in it.
    if (only && more.length === 0) return only;
    return PersistentList.of(files.flatMap((file) => file.lists[key].slice() as unknown[])) as FileReading['lists'][K];
  };
  return {
    hyperflex: gather('hyperflex'),
    clusters: gather('clusters'),
    hosts: gather('hosts'),
    datastores: gather('datastores'),
    proxies: gather('proxies'),
    vms: gather('vms'),
    jobs: files.some((file) => file.hasJobs) ? gather('jobs') : undefined,
  };
}

function serverOf(files: readonly FileReading[]): BackupServer {
  const value = files.find((file) => file.backupServer)?.backupServer;
  return {
    value,
    platform: value?.platform?.value ?? 'windows',
    license: value?.license?.value,
    registry: value?.registry?.items ?? [],
    sameHostHotAdd: sameHostHotAdd(value),
  };
}

/** @param listOf gives a list of each file, of the same objects where these did not change */
function differs(
  before: readonly FileReading[],
  after: readonly FileReading[],
  listOf: (file: FileReading) => readonly unknown[],
): boolean {
  return !sameElements(before.flatMap(listOf), after.flatMap(listOf));
}

/** Whether everything but the lists of entities is as it was, and in the same files. */
function sameFrame(before: Topology, { files, inclusions, unread }: Whole): boolean {
  const entry = ({ at, uris, fault }: Inclusion): unknown[] => [at, fault?.kind, ...uris];
  return (
    before.unread.size === unread.size &&
    [...unread].every((kind) => before.unread.has(kind)) &&
    sameElements(before.inclusions.flatMap(entry), inclusions.flatMap(entry)) &&
    sameElements(before.files.flatMap(frame), files.flatMap(frame))
  );
}

function frame({ tree, version, name, hasJobs }: FileReading): unknown[] {
  return [tree.uri, version, name, hasJobs, tree.sections.length, ...tree.sections.map(({ key }) => key)];
}

function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((element, index) => element === b[index]));
}

/**
 * The entities whose values are others now, with these; `undefined` where entries came or went, or one has no name, and so
 * no entity, before or after.
 */
function rewritten<E extends { readonly value: V | undefined }, V extends { readonly name?: unknown }>(
  entities: readonly E[],
  before: PersistentList<V> | undefined,
  after: PersistentList<V> | undefined,
): [E, V][] | undefined {
  if (before === after) return [];
  if (!before || !after || before.length !== after.length) return undefined;
  const { start, end } = after.changedSince(before);
  const found: [E, V][] = [];
  for (let index = start; index < before.length - end; index++) {
    const [old, value] = [before.at(index)!, after.at(index)!];
    if (old === value || (!old.name && !value.name)) continue;
    const isAt = (entity: E | undefined): boolean => entity?.value === old;
    const entity = isAt(entities[index]) ? entities[index] : entities.find(isAt);
    if (!entity || !value.name) return undefined;
    found.push([entity, value]);
  }
  return found;
}
