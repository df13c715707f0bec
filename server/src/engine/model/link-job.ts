import type { SelectorValue } from '../schema/format.ts';
import type { Job, Selector, Vm } from './entities.ts';
import type { Linker } from './link.ts';
import { globMatches, isGlob } from './selectors.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Fills in a job that was read: what its selectors match, and which VMs it processes. */
export function linkJob(job: Mutable<Job>, vms: readonly Vm[], linker: Linker): void {
  const value = job.value!;
  job.type = value.type?.value ?? 'backup';
  job.include = (value.include?.items ?? []).map((selector) => linkSelector(selector, vms, linker));
  job.exclude = (value.exclude?.items ?? []).map((selector) => linkSelector(selector, vms, linker));
  const excluded = new Set(job.exclude.flatMap((selector) => selector.vms));
  const included = new Set(job.include.flatMap((selector) => selector.vms));
  job.vms = vms.filter((vm) => included.has(vm) && !excluded.has(vm));
  job.proxies = linker.resolveAll('proxy', value.proxies);
  job.storageSnapshots = value.storageSnapshots?.enabled?.value ?? true;
  job.failoverToStandardBackup = value.storageSnapshots?.failoverToStandardBackup?.value ?? false;
  job.vmwareToolsQuiescence = value.vmwareToolsQuiescence?.value ?? false;
}

function linkSelector(value: SelectorValue, vms: readonly Vm[], linker: Linker): Selector {
  if (value.key !== 'vm') {
    const target = linker.resolve(value.key, value.value);
    return { value, target, vms: target ? vms.filter((vm) => liesIn(vm, target)) : [] };
  }
  const pattern = value.value.value;
  if (isGlob(pattern)) return { value, target: undefined, vms: vms.filter((vm) => globMatches(pattern, vm.name)) };
  const target = linker.resolveName('vm', pattern, value.value);
  return { value, target: undefined, vms: target ? [target] : [] };
}

/** Whether the selector matches the VM as it stands; `undefined` for one that names a VM, which only its name table tells. */
export function selectorMatches({ value, target }: Selector, vm: Vm): boolean | undefined {
  if (value.key !== 'vm') return target !== undefined && liesIn(vm, target);
  return isGlob(value.value.value) ? globMatches(value.value.value, vm.name) : undefined;
}

/** Whether the VM runs on the host or in the cluster, or has a disk on the datastore or HX system. */
function liesIn(vm: Vm, target: NonNullable<Selector['target']>): boolean {
  switch (target.kind) {
    case 'host':
      return vm.host === target;
    case 'cluster':
      return vm.host?.cluster === target;
    case 'datastore':
      return vm.disks.some((disk) => disk.datastore === target);
    case 'hyperflex':
      return vm.disks.some((disk) => disk.datastore?.system === target);
  }
}
