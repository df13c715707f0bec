import type { HostValue, VmValue } from '../schema/format.ts';
import type { Value } from '../schema/types.ts';
import type { Unit } from '../syntax/nodes.ts';
import type { BackupServer, Cluster, Datastore, Entity, Host, HxSystem, Job, Proxy, Vm } from './entities.ts';
import type { Inclusion, Whole } from './include.ts';
import { Linker, type Mutable, type Parts } from './link.ts';
import { selectorMatches } from './link-job.ts';
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
  /** Jobs of which a selector matches other VMs than before. */
  readonly jobs: ReadonlySet<Job>;
  /** Whether names that nothing declares, or that are declared in another case, came or went. */
  readonly references: boolean;
  /** Whether what does not stand as the format wants it came, went or moved. */
  readonly problems: boolean;
  /** The same of what is broken in the YAML. */
  readonly errors: boolean;
}

/** With more entries written anew than this, linking all is as fast. */
const MOST_ENTRIES = 100;

/** A topology that can follow its files: after a small edit it stays the same object, and so do its entities. */
export class LiveTopology implements Topology {
  version = {};
  files: readonly FileReading[];
  inclusions: readonly Inclusion[];
  readonly isWhole: boolean;
  readonly backupServer: BackupServer;
  readonly hyperflex: readonly HxSystem[];
  readonly clusters: readonly Cluster[];
  readonly hosts: readonly Host[];
  readonly datastores: readonly Datastore[];
  readonly proxies: readonly Proxy[];
  readonly vms: readonly Vm[];
  readonly jobs: readonly Job[];
  readonly names: Names;
  readonly references: References;
  readonly #linker = new Linker();
  #byUnit: Map<Unit, Entity[]> | undefined;
  #parts: Parts;

  /** Entities without a name cannot be referred to and are left out; reading has reported them. */
  constructor({ files, inclusions, isWhole }: Whole) {
    this.files = files;
    this.inclusions = inclusions;
    this.isWhole = isWhole;
    this.#parts = partsOf(files);
    const linked = this.#linker.link(this.#parts);
    this.hyperflex = linked.hyperflex;
    this.clusters = linked.clusters;
    this.hosts = linked.hosts;
    this.datastores = linked.datastores;
    this.proxies = linked.proxies;
    this.vms = linked.vms;
    this.jobs = linked.jobs;
    this.names = linked.names;
    this.references = linked.references;
    const server = serverOf(files);
    this.backupServer = {
      value: server,
      platform: server?.platform?.value ?? 'windows',
      license: server?.license?.value,
      registry: server?.registry?.items ?? [],
      sameHostHotAdd: sameHostHotAdd(server),
    };
  }

  /**
   * Becomes the topology of the files as they are now, where nothing changed but how VMs and hosts are written, all of
   * which keep their place, hosts also their names and what they belong to.
   *
   * @returns `undefined` when more changed: the topology is void then, and is to be made anew
   */
  follow(whole: Whole): TopologyChange | undefined {
    const parts = partsOf(whole.files);
    const same = (key: keyof Parts): boolean => rewritten(this.#parts[key], parts[key])?.length === 0;
    const fixed = (['hyperflex', 'clusters', 'datastores', 'proxies', 'jobs'] as const).every(same);
    const vms = rewritten(this.#parts.vms, parts.vms);
    const hosts = rewritten(this.#parts.hosts, parts.hosts);
    if (!fixed || !vms || !hosts || vms.length + hosts.length > MOST_ENTRIES) return undefined;
    if (!sameFrame(this, whole)) return undefined;

    const problems = differs(this.files, whole.files, (file) => file.problems);
    const errors = differs(this.files, whole.files, (file) => file.tree.errors);
    const changed = { vms: new Set<Vm>(), hosts: new Set<Host>(), jobs: new Set<Job>() };
    let loose = false;
    const hostsAgain = pairs(this.hosts, this.#parts.hosts, parts.hosts, hosts);
    const vmsAgain = pairs(this.vms, this.#parts.vms, parts.vms, vms);
    if (!hostsAgain || !vmsAgain) return undefined;
    for (const [host, after] of hostsAgain) {
      if (!this.#followHost(host, after)) return undefined;
      changed.hosts.add(host);
    }
    for (const [vm, after] of vmsAgain) {
      loose ||= this.references.isLoose(vm);
      if (!this.#followVm(vm, after, changed.jobs)) return undefined;
      loose ||= this.references.isLoose(vm);
      changed.vms.add(vm);
    }
    for (const job of changed.jobs) this.#linker.linkJob(job, this.vms);

    this.#parts = parts;
    this.files = whole.files;
    this.inclusions = whole.inclusions;
    this.version = {};
    return { ...changed, problems, errors, references: loose || changed.jobs.size > 0 };
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

  #write<V extends HostValue | VmValue>(entity: Mutable<Entity & { readonly value: V }>, value: V): void {
    const before = entity.namePlace!.unit;
    const others = this.#byUnit?.get(before)?.filter((other) => other !== entity);
    if (others) this.#byUnit!.set(before, others);
    if (others?.length === 0) this.#byUnit!.delete(before);
    entity.value = value;
    entity.namePlace = value.name!;
    this.#enter(entity as Entity);
  }

  #followHost(host: Mutable<Host>, after: HostValue): boolean {
    const { value } = host;
    const same = (key: 'name' | 'cluster' | 'hyperflex'): boolean => textOf(value[key]) === textOf(after[key]);
    if (this.references.isLoose(host) || !same('name') || !same('cluster') || !same('hyperflex')) return false;
    this.#write(host, after);
    this.#linker.linkHost(host);
    return !this.references.isLoose(host);
  }

  /** @param jobs gets those whose selectors match other VMs now */
  #followVm(vm: Mutable<Vm>, after: VmValue, jobs: Set<Job>): boolean {
    const selectors = this.jobs.flatMap((job) =>
      [...job.include, ...job.exclude].map((selector) => ({ job, selector, matched: selectorMatches(selector, vm) })),
    );
    const name = after.name!.value;
    const renamed = name !== vm.name;
    this.#write(vm, after);
    if (renamed) {
      const before = vm.name;
      vm.name = name;
      this.names.vm.remove(vm, before, this.vms);
      this.names.vm.add(vm);
      const means = (proxy: Proxy): Vm | undefined => proxy.value.vm && this.names.vm.get(proxy.value.vm.value);
      if (this.proxies.some((proxy) => proxy.vm === vm || means(proxy) !== proxy.vm)) return false;
    }
    this.#linker.linkVm(vm);
    for (const { job, selector, matched } of selectors) {
      const named = renamed && matched === undefined;
      if (named && (selector.vms[0] === vm || this.names.vm.get(textOf(selector.value.value)!) !== selector.vms[0]))
        jobs.add(job);
      else if (selectorMatches(selector, vm) !== matched) jobs.add(job);
    }
    return true;
  }
}

/** The topology of the given files. */
export function buildTopology(whole: Whole): LiveTopology {
  return new LiveTopology(whole);
}

function partsOf(files: readonly FileReading[]): Parts {
  const [first, ...others] = files;
  const gather = <K extends keyof FileReading['lists']>(key: K): FileReading['lists'][K] =>
    (others.length === 0
      ? (first?.lists[key] ?? [])
      : files.flatMap((file) => file.lists[key] as readonly unknown[])) as FileReading['lists'][K];
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

function serverOf(files: readonly FileReading[]): FileReading['backupServer'] {
  return files.find((file) => file.backupServer)?.backupServer;
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
function sameFrame(before: Topology, { files, inclusions, isWhole }: Whole): boolean {
  const entry = ({ at, uris, fault }: Inclusion): unknown[] => [at, fault?.kind, ...uris];
  return (
    before.isWhole === isWhole &&
    sameElements(before.inclusions.flatMap(entry), inclusions.flatMap(entry)) &&
    sameElements(before.files.flatMap(frame), files.flatMap(frame))
  );
}

function frame({ tree, version, name, backupServer, hasJobs }: FileReading): unknown[] {
  return [tree.uri, version, name, backupServer, hasJobs, tree.sections.length, ...tree.sections.map(({ key }) => key)];
}

function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((element, index) => element === b[index]));
}

/** The indices of the elements that differ; `undefined` for lists of different lengths, or of which one is not there. */
function rewritten(before: readonly unknown[] = NONE, after: readonly unknown[] = NONE): number[] | undefined {
  if (before === after) return [];
  if (before.length !== after.length || before === NONE || after === NONE) return undefined;
  const indices: number[] = [];
  for (let index = 0; index < before.length; index++) if (before[index] !== after[index]) indices.push(index);
  return indices;
}

const NONE: readonly unknown[] = [];

/** The entities whose values are others now, with these; `undefined` where one has no name, and so no entity, before or after. */
function pairs<E extends { readonly value: V }, V extends { readonly name?: unknown }>(
  entities: readonly E[],
  before: readonly V[],
  after: readonly V[],
  indices: readonly number[],
): [E, V][] | undefined {
  const found: [E, V][] = [];
  for (const index of indices) {
    const [old, value] = [before[index]!, after[index]!];
    if (!old.name && !value.name) continue;
    const entity = old.name && value.name ? entities.find((each) => each.value === old) : undefined;
    if (!entity) return undefined;
    found.push([entity, value]);
  }
  return found;
}

function textOf(value: Value<string> | undefined): string | undefined {
  return value?.value;
}
