import type { ConditionId } from '../../planner/ids.ts';
import { bringOntoPreferredPath } from '../_preferred-path.ts';
import { counted, named } from '../_words.ts';
import { type Finding, type Related, type RuleContext, rule } from '../rule.ts';
import { failOver, failoverPlace } from './_failover.ts';
import { type Cause, type Failure, failures, type SnapshotCause } from './_failures.ts';

export default rule({
  code: 'job/vm-fails',
  title: 'A VM is not backed up',
  severity: 'error',
  what: 'The plan of a VM ends in failure: no HX snapshot of it can be made and its job does not fail over to standard backup, or no proxy may process it.',
  why: 'The job processes its other VMs and leaves this one without a restore point.',
  whatToDo:
    'Remove what stands in the way, or turn on *Failover to standard backup* in the job (`storageSnapshots.failoverToStandardBackup`): VBR then reads from a VMware snapshot.',
  source: 'Veeam user guide, Configuring Backup Proxies and Limitations for Cisco HyperFlex',
  fixes: 'mixed',
  *check(context) {
    for (const failure of failures(context)) yield find(context, failure);
  },
});

function find({ topology, plan }: RuleContext, failure: Failure): Finding {
  const { cause, plans } = failure;
  if (cause.kind !== 'no-hx-snapshot') {
    return {
      place: cause.place,
      message: withoutProxy(failure, cause),
      related: relatedLists(cause),
      fixes: () => bringOntoPreferredPath(topology, plans),
    };
  }
  return {
    place: cause.place,
    message: withoutSnapshot(failure, cause.decided.condition, topology.backupServer.license),
    related: whyNoSnapshot(failure, cause),
    fixes: () => [...failOver(plan.roads, plans), ...bringOntoPreferredPath(topology, plans)],
  };
}

function withoutProxy(failure: Failure, cause: Exclude<Cause, SnapshotCause>): string {
  const job = failure.jobs[0]!.name;
  switch (cause.kind) {
    case 'no-disk':
      return `${failure.vms[0]!.name} fails: its list of disks is empty`;
    case 'no-proxy':
      return `No proxy is declared: ${fail(failure)}`;
    case 'proxies':
      return `${job} may use ${onlyDisabled(cause.listed.map(({ name }) => name))}: ${fail(failure)}`;
    case 'accessProxies':
      return `No enabled proxy may read from ${cause.system.name}: ${fail(failure)}`;
    case 'lists-apart':
      return `${job} may use no proxy that may read from ${cause.system.name}: ${fail(failure)}`;
  }
}

function onlyDisabled(names: readonly string[]): string {
  if (names.length === 0) return 'no proxy';
  return `only ${named(names)}, ${names.length === 1 ? 'which is not' : 'none of which is'} enabled`;
}

function withoutSnapshot(failure: Failure, condition: ConditionId, license: string | undefined): string {
  const { vms, jobs } = failure;
  const noFailover = jobs.every(({ value }) => value)
    ? `${named(jobs.map(({ name }) => name))} ${jobs.length === 1 ? 'does' : 'do'} not fail over to standard backup`
    : 'failover to standard backup is off by default';
  switch (condition) {
    case 'license':
      return `The ${license} licence has no backup from HX snapshots, and ${noFailover}: ${fail(failure)}`;
    case 'no-tools-quiescence':
      return `VMware Tools quiescence allows no HX snapshot of a running Windows VM, and ${noFailover}: ${fail(failure)}`;
    default:
      return `${vms[0]!.name} fails: no HX snapshot can be made because ${ofVm(condition)}, and ${noFailover}`;
  }
}

function ofVm(condition: ConditionId): string {
  switch (condition) {
    case 'no-esxi-snapshot':
      return 'it has a traditional VMware snapshot';
    case 'not-template':
      return 'it is a template';
    case 'not-encrypted':
      return 'it is encrypted';
    default:
      return 'its disks lie on more than one storage';
  }
}

/** The cost: "sql01 fails", "14 VMs fail". */
function fail({ vms }: Failure): string {
  return vms.length === 1 ? `${vms[0]!.name} fails` : `${counted(vms.length, 'VM')} fail`;
}

function relatedLists(cause: Cause): Related[] {
  if (cause.kind !== 'lists-apart') return [];
  const { name, value, namePlace } = cause.system;
  return [{ place: value.accessProxies ?? namePlace, message: `The proxies that may read from ${name}` }];
}

function whyNoSnapshot({ jobs, vms }: Failure, { place, decided }: SnapshotCause): Related[] {
  const isOwn = place !== decided.place && decided.place !== undefined;
  return [
    ...(isOwn ? [{ place: decided.place!, message: decided.message }] : []),
    ...jobs.slice(0, 3).flatMap((job) => {
      const at = failoverPlace(job);
      return at ? [{ place: at, message: `${job.name} does not fail over to standard backup` }] : [];
    }),
    ...(isOwn ? [] : vms.slice(0, 3).map(({ name, namePlace }) => ({ place: namePlace, message: `${name} fails` }))),
  ];
}
