import type { Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { type Judgement, judge } from './judgement.ts';

/**
 * The conditions that are decided before any proxy is looked at: whether the storage integration is in play, whether an
 * HX snapshot can be made, and which proxies may process the VM at all.
 */

/** Can the plan tell at all? A VM fails whose host or datastore is not declared, or that has no disk. */
export function topologyConditions(vm: Vm): Judgement[] {
  const lost = vm.disks.find((disk) => disk.datastore === undefined);
  const named = lost?.value ? lost.value.datastore : vm.value.datastore;
  return [
    judge('host-resolves', vm.host !== undefined, { place: vm.value.host ?? vm.namePlace }, () =>
      vm.host
        ? `${vm.name} runs on ${vm.host.name}`
        : vm.value.host
          ? `host ${vm.value.host.value} is not known`
          : `${vm.name} names no host`,
    ),
    judge('has-disk', vm.disks.length > 0, { place: vm.value.disks ?? vm.namePlace }, () =>
      vm.disks.length > 0 ? `${vm.name} has ${count(vm.disks.length, 'disk')}` : `${vm.name} has no disk`,
    ),
    judge('datastores-resolve', lost === undefined, { place: lost?.place ?? vm.disks[0]?.place ?? vm.namePlace }, () =>
      lost
        ? named
          ? `datastore ${named.value} is not known`
          : `${lost.name} of ${vm.name} names no datastore`
        : `every datastore of ${vm.name} is known`,
    ),
  ];
}

/** Is VBR to try an HX snapshot at all? The VM lies on HX. */
export function integrationConditions(job: Job, vm: Vm): Judgement[] {
  const system = vm.system!;
  return [
    judge(
      'storage-snapshots-enabled',
      job.storageSnapshots,
      { place: job.value?.storageSnapshots?.enabled ?? job.namePlace },
      () =>
        job.storageSnapshots
          ? `${job.name} has backup from storage snapshots enabled`
          : `${job.name} has backup from storage snapshots disabled`,
    ),
    judge(
      'storage-added',
      system.added ?? false,
      {
        place: system.value.addedToBackupServer ?? system.namePlace,
        assumption: system.added === undefined ? 'storage-not-added-assumed' : undefined,
      },
      () =>
        system.added
          ? `${system.name} is added to the backup infrastructure`
          : system.added === false
            ? `${system.name} is not added to the backup infrastructure`
            : `it is not said whether ${system.name} is added to the backup infrastructure`,
    ),
  ];
}

/** Can an HX snapshot be made? The integration is in play. */
export function snapshotConditions(topology: Topology, job: Job, vm: Vm): Judgement[] {
  const { license } = topology.backupServer;
  const licensed = license === undefined || license === 'enterprisePlus' || license === 'universal';
  const value = topology.backupServer.value;
  const foreign = vm.disks.find((disk) => disk.datastore?.system !== vm.system);
  return [
    judge(
      'license',
      license === undefined ? null : licensed,
      { place: value?.license, assumption: license === undefined ? 'license-assumed' : undefined },
      () =>
        license === undefined
          ? 'no licence is given: Enterprise Plus is assumed'
          : licensed
            ? `the licence is ${license}`
            : `the licence is ${license}: backup from HX snapshots needs Enterprise Plus or a universal licence`,
    ),
    judge('no-esxi-snapshot', vm.snapshot !== 'esxi', { place: vm.value.snapshot ?? vm.namePlace }, () =>
      vm.snapshot === 'esxi'
        ? `${vm.name} has a traditional VMware snapshot`
        : `${vm.name} has no traditional VMware snapshot`,
    ),
    judge('not-template', !vm.template, { place: vm.value.template ?? vm.namePlace }, () =>
      vm.template ? `${vm.name} is a template` : `${vm.name} is no template`,
    ),
    judge('not-encrypted', !vm.encrypted, { place: vm.value.encrypted ?? vm.namePlace }, () =>
      vm.encrypted ? `${vm.name} is encrypted` : `${vm.name} is not encrypted`,
    ),
    quiescenceCondition(job, vm),
    judge(
      'single-hx-system',
      foreign === undefined,
      { place: foreign?.place ?? vm.namePlace, assumption: foreign ? 'several-storages' : undefined },
      () =>
        foreign
          ? `${foreign.name} of ${vm.name} lies on ${foreign.datastore?.name}, outside ${vm.system!.name}`
          : `all disks of ${vm.name} lie on ${vm.system!.name}`,
    ),
  ];
}

/** VMware Tools quiescence excludes both an HX snapshot and Direct NFS for a running Windows VM with VMware Tools. */
export function quiescenceCondition(job: Job, vm: Vm): Judgement {
  const acts = job.vmwareToolsQuiescence && vm.quiescible;
  return judge('no-tools-quiescence', !acts, { place: job.value?.vmwareToolsQuiescence ?? vm.namePlace }, () =>
    acts
      ? `${job.name} uses VMware Tools quiescence, and ${vm.name} is a running Windows VM with VMware Tools`
      : `VMware Tools quiescence does not act on ${vm.name}`,
  );
}

/** May the proxy process the VM? `systemAdded` asks as if its HX system were added to the backup infrastructure. */
export function candidacyConditions(
  job: Job,
  vm: Vm,
  proxy: Proxy,
  { systemAdded = vm.system?.added ?? false } = {},
): Judgement[] {
  const { system } = vm;
  const judgements = [
    judge('enabled', proxy.enabled, { proxy, place: proxy.value.enabled ?? proxy.namePlace }, () =>
      proxy.enabled ? `${proxy.name} is enabled` : `${proxy.name} is disabled`,
    ),
    judge(
      'proxies',
      job.proxies === 'automatic' || job.proxies.includes(proxy),
      { proxy, place: job.value?.proxies ?? job.namePlace ?? proxy.namePlace },
      () =>
        job.proxies === 'automatic'
          ? `${job.name} chooses among all proxies`
          : job.proxies.includes(proxy)
            ? `${job.name} lists ${proxy.name}`
            : `${job.name} does not list ${proxy.name}`,
    ),
  ];
  if (system && systemAdded) {
    const access = system.accessProxies;
    const allowed = access === 'automatic' || access.includes(proxy);
    judgements.push(
      judge('accessProxies', allowed, { proxy, place: system.value.accessProxies ?? system.namePlace }, () =>
        access === 'automatic'
          ? `${system.name} may be read by any proxy`
          : allowed
            ? `${system.name} lists ${proxy.name} in accessProxies`
            : `${system.name} does not list ${proxy.name} in accessProxies`,
      ),
    );
  }
  return judgements;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
