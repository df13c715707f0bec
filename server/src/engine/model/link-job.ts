import type { SelectorValue } from '../schema/format.ts';
import type { Entity, Job, Selector, Vm } from './entities.ts';
import type { Linker } from './link.ts';
import { globMatches, isGlob } from './selectors.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type Target = NonNullable<Selector['target']>;

/** The VMs that jobs select from, found by where they lie: one look through all of them serves the selectors of all jobs. */
export class Selectable {
  readonly all: readonly Vm[];
  readonly #byKind = new Map<Target['kind'], Map<Entity, Vm[]>>();

  /** @param vms all of a topology, with their hosts and disks, in its order */
  constructor(vms: readonly Vm[]) {
    this.all = vms;
  }

  /** The VMs that run on the host or in the cluster, or have a disk on the datastore or HX system, in order. */
  in(target: Target): readonly Vm[] {
    const known = this.#byKind.get(target.kind) ?? this.#grouped(target.kind);
    return known.get(target) ?? [];
  }

  #grouped(kind: Target['kind']): Map<Entity, Vm[]> {
    const groups = new Map<Entity, Vm[]>();
    for (const vm of this.all) {
      for (const target of placesOf(vm, kind)) {
        const group = target && groups.get(target);
        if (!group) {
          if (target) groups.set(target, [vm]);
        } else if (group.at(-1) !== vm) group.push(vm);
      }
    }
    this.#byKind.set(kind, groups);
    return groups;
  }
}

/** Fills in a job that was read: what its selectors match, and which VMs it processes. */
export function linkJob(job: Mutable<Job>, vms: Selectable, linker: Linker): void {
  const value = job.value!;
  job.type = value.type?.value ?? 'backup';
  job.include = (value.include?.items ?? []).map((selector) => linkSelector(selector, vms, linker));
  job.exclude = (value.exclude?.items ?? []).map((selector) => linkSelector(selector, vms, linker));
  selectVms(job);
  job.proxies = linker.resolveAll('proxy', value.proxies);
  job.storageSnapshots = value.storageSnapshots?.enabled?.value ?? true;
  job.failoverToStandardBackup = value.storageSnapshots?.failoverToStandardBackup?.value ?? false;
  job.vmwareToolsQuiescence = value.vmwareToolsQuiescence?.value ?? false;
}

/** Fills in which VMs a job processes, by what its selectors match. */
export function selectVms(job: Mutable<Job>): void {
  const excluded = new Set(job.exclude.flatMap((selector) => selector.vms));
  const included = new Set(job.include.flatMap((selector) => selector.vms));
  job.vms = [...included].filter((vm) => !excluded.has(vm)).sort((one, other) => one.index - other.index);
}

/** Puts a VM in its place among those that a selector matches, or takes it out of them. */
export function rematch(selector: Mutable<Selector>, vm: Vm, matches: boolean): void {
  const { vms } = selector;
  const at = vms.findIndex(({ index }) => index >= vm.index);
  const place = at < 0 ? vms.length : at;
  selector.vms = matches ? vms.toSpliced(place, 0, vm) : vms.toSpliced(place, vms[place] === vm ? 1 : 0);
}

function linkSelector(value: SelectorValue, vms: Selectable, linker: Linker): Selector {
  if (value.key !== 'vm') {
    const target = linker.resolve(value.key, value.value);
    return { value, target, vms: target ? vms.in(target) : [] };
  }
  const pattern = value.value.value;
  if (isGlob(pattern)) return { value, target: undefined, vms: vms.all.filter((vm) => globMatches(pattern, vm.name)) };
  const target = linker.resolveName('vm', pattern, value.value);
  return { value, target: undefined, vms: target ? [target] : [] };
}

/** Whether the selector matches the VM as it stands; `undefined` for one that names a VM, which only its name table tells. */
export function selectorMatches({ value, target }: Selector, vm: Vm): boolean | undefined {
  if (value.key !== 'vm') return target !== undefined && placesOf(vm, target.kind).includes(target);
  return isGlob(value.value.value) ? globMatches(value.value.value, vm.name) : undefined;
}

/** What a VM runs on or in, or has a disk on, of this kind. */
function placesOf(vm: Vm, kind: Target['kind']): readonly (Target | undefined)[] {
  switch (kind) {
    case 'host':
      return [vm.host];
    case 'cluster':
      return [vm.host?.cluster];
    case 'datastore':
      return vm.disks.map((disk) => disk.datastore);
    case 'hyperflex':
      return vm.disks.map((disk) => disk.datastore?.system);
  }
}
