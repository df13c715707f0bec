import type { Host, HxSystem, Job, Proxy, Vm } from '../model/entities.ts';
import { isNfs, type Topology } from '../model/topology.ts';
import { HX_4_5_2A, isAtLeast } from '../schema/values/hx-version.ts';
import { datastoresOnSystem, nfsDatastores, ProxyConditions } from './conditions-proxy.ts';
import {
  candidacyConditions,
  integrationConditions,
  quiescenceCondition,
  snapshotConditions,
  topologyConditions,
} from './conditions-snapshot.ts';
import { hotAddConditions, hotAddObstacle } from './hot-add.ts';
import type { AssumptionId, DiskReason, FailureId, Mode, Source, StepId } from './ids.ts';
import { hold, holds, type Judgement, judge, PairMemo } from './judgement.ts';

/** One step of the way through the flow chart. */
export interface Step {
  readonly step: StepId;
  readonly verdict: 'yes' | 'no' | 'forced';
  /** What decided it; for a step that asks the proxies, the judgements on each of them. Put together when it is read. */
  readonly because: readonly Judgement[];
}

function step(id: StepId, verdict: Step['verdict'], because: () => readonly Judgement[]): Step {
  let known: readonly Judgement[] | undefined;
  return {
    step: id,
    verdict,
    get because() {
      known ??= because();
      return known;
    },
  };
}

/** What the flow chart comes to for a VM, before a proxy is picked. */
export interface Road {
  readonly steps: readonly Step[];
  readonly outcome:
    | {
        readonly kind: 'planned';
        readonly mode: Mode;
        readonly source: Source;
        /** The proxies that can be picked, in file order. Never empty. */
        readonly qualifying: readonly Proxy[];
        /** For each disk of the VM: why it goes over Network mode instead, if it does. */
        readonly otherWay: readonly (DiskReason | undefined)[];
      }
    | { readonly kind: 'fails'; readonly failure: FailureId };
  readonly assumptions: readonly AssumptionId[];
}

/**
 * Walks VMs through the two flow charts of the guide's page (“Selecting Proxies and Transport Modes”). The result hangs
 * on nothing but the topology, the job and the VM.
 */
export class Roads {
  conditions: ProxyConditions;
  readonly #topology: Topology;
  #candidacy = new PairMemo<Job, HxSystem | typeof ELSEWHERE, Candidacy>();

  constructor(topology: Topology) {
    this.#topology = topology;
    this.conditions = new ProxyConditions(topology);
  }

  /** What was judged of the host is judged anew when it is asked for. */
  forget(host: Host): void {
    this.conditions.forget(host);
  }

  /** All is judged anew when it is asked for. */
  forgetAll(): void {
    this.conditions = new ProxyConditions(this.#topology);
    this.#candidacy = new PairMemo();
  }

  walk(job: Job, vm: Vm): Road {
    return new Walk(this.#topology, this.conditions, this.#candidacyOf(job, vm), job, vm).road();
  }

  /** The proxies that may process the VM in the job, whatever their modes; in file order. */
  candidates(job: Job, vm: Vm): ReadonlySet<Proxy> {
    return this.#candidacyOf(job, vm).candidates;
  }

  /** Which proxies may process a VM hangs on the job and on the VM's HX system alone. */
  #candidacyOf(job: Job, vm: Vm): Candidacy {
    return this.#candidacy.get(job, vm.system ?? ELSEWHERE, () => {
      const judged = this.#topology.proxies.map((proxy) => ({
        proxy,
        judgements: candidacyConditions(job, vm, proxy),
      }));
      const candidates = judged.filter(({ judgements }) => hold(judgements)).map(({ proxy }) => proxy);
      return { judged, candidates: new Set(candidates) };
    });
  }
}

/** One proxy with what was judged about it for a mode. */
interface Judged {
  readonly proxy: Proxy;
  readonly judgements: readonly Judgement[];
}

interface Candidacy {
  readonly judged: readonly Judged[];
  readonly candidates: ReadonlySet<Proxy>;
  /** Those that could use Direct NFS as far as they themselves go, for VMs on HX; once it is asked for. */
  near?: readonly Proxy[];
}

/** Stands for the HX system of VMs that lie on none. */
const ELSEWHERE = { kind: 'elsewhere' } as const;

class Walk {
  readonly #topology: Topology;
  readonly #conditions: ProxyConditions;
  readonly #job: Job;
  readonly #vm: Vm;
  readonly #candidacy: Candidacy;
  readonly #steps: Step[] = [];
  readonly #assumptions = new Set<AssumptionId>();
  #candidates: readonly Proxy[] = [];

  constructor(topology: Topology, conditions: ProxyConditions, candidacy: Candidacy, job: Job, vm: Vm) {
    this.#topology = topology;
    this.#conditions = conditions;
    this.#candidacy = candidacy;
    this.#job = job;
    this.#vm = vm;
    if (!job.value) this.#assumptions.add('implied-job');
  }

  road(): Road {
    const outcome = this.#outcome();
    return { steps: this.#steps, outcome, assumptions: [...this.#assumptions] };
  }

  #outcome(): Road['outcome'] {
    const vm = this.#vm;
    const known = topologyConditions(vm);
    if (!hold(known)) return this.#fail('topology', 'invalid-topology', known);
    return vm.system ? this.#onHyperFlex() : this.#elsewhere();
  }

  #onHyperFlex(): Road['outcome'] {
    const integration = integrationConditions(this.#job, this.#vm);
    if (!this.#step('storage-integration', integration)) {
      this.#assumptions.add('standard-processing-without-storage');
      return this.#findCandidates() ?? this.#standard();
    }
    if (this.#step('hx-snapshot', snapshotConditions(this.#topology, this.#job, this.#vm))) {
      return this.#findCandidates() ?? this.#fromHxSnapshot();
    }
    if (!this.#step('failover-to-standard-backup', [this.#failover()]))
      return { kind: 'fails', failure: 'failover-off' };
    return this.#findCandidates() ?? this.#standard();
  }

  #elsewhere(): Road['outcome'] {
    return this.#findCandidates() ?? this.#standardNow();
  }

  #failover(): Judgement {
    const job = this.#job;
    const place = job.value?.storageSnapshots?.failoverToStandardBackup ?? job.namePlace;
    return judge('failover-enabled', job.failoverToStandardBackup, { place }, () =>
      job.failoverToStandardBackup
        ? `${job.name} fails over to standard backup`
        : `${job.name} does not fail over to standard backup`,
    );
  }

  /** Notes the candidates. Gives the failure when there is none. */
  #findCandidates(): Road['outcome'] | undefined {
    const { judged, candidates } = this.#candidacy;
    this.#candidates = [...candidates];
    const none = this.#candidates.length === 0;
    const because = (): Judgement[] => judged.flatMap(({ judgements }) => telling(judgements));
    this.#steps.push(step('candidate-proxies', none ? 'no' : 'yes', because));
    return none ? { kind: 'fails', failure: 'no-candidate-proxy' } : undefined;
  }

  #fromHxSnapshot(): Road['outcome'] {
    return (
      this.#try('direct-nfs-io-visor', 'directNfsIoVisor', 'hxSnapshot', (proxy) => this.#ioVisor(proxy)) ??
      this.#try('direct-nfs-cluster-ip', 'directNfsClusterIp', 'hxSnapshot', (proxy) => this.#clusterIp(proxy)) ??
      this.#virtualAppliance('hxSnapshot') ??
      this.#network('hxSnapshot')
    );
  }

  /** Standard processing of a VM on HX: which chart applies is decided by the version. */
  #standard(): Road['outcome'] {
    const vm = this.#vm;
    const version = vm.system!.version;
    if (version === undefined) this.#assumptions.add('version-assumed');
    if (!readsBaseSnapshots(vm.system!)) return this.#standardNow();
    const present = vm.baseSnapshot ?? false;
    const place = vm.value.baseSnapshot ?? vm.namePlace;
    const assumption = vm.baseSnapshot === undefined ? 'base-snapshot-assumed' : undefined;
    const judgement = judge('base-snapshot', present, { place, assumption }, () =>
      present ? `${vm.name} has an HX base snapshot` : `${vm.name} has no HX base snapshot`,
    );
    if (this.#step('hx-base-snapshot', [judgement]))
      return this.#virtualAppliance('hxSnapshot') ?? this.#network('hxSnapshot');
    return (
      this.#directNfs('direct-nfs-cluster-ip', 'directNfsClusterIp') ??
      this.#virtualAppliance('vmwareSnapshot') ??
      this.#network('vmwareSnapshot')
    );
  }

  #standardNow(): Road['outcome'] {
    return (
      this.#directNfs('direct-nfs', 'directNfs') ??
      this.#virtualAppliance('vmwareSnapshot') ??
      this.#network('vmwareSnapshot')
    );
  }

  /**
   * The candidates for which what Direct NFS asks of a proxy alone holds: for a VM on HX the same whichever VM of the
   * system it is. Most proxies of a large site fail here, at their network.
   */
  #nearProxies(): readonly Proxy[] {
    if (!this.#vm.system) return this.#candidates;
    const candidacy = this.#candidacy;
    candidacy.near ??= this.#candidates.filter((proxy) => allHold(this.#direct(proxy)));
    return candidacy.near;
  }

  *#ioVisor(proxy: Proxy): Iterable<Judgement> {
    const vm = this.#vm;
    yield* this.#direct(proxy);
    yield this.#conditions.connected(proxy, datastoresOnSystem(vm));
    yield this.#conditions.hostInSystem(vm.host!, vm.system!);
    yield this.#conditions.hostFirewall(vm.host!, proxy, vm.system!);
  }

  *#clusterIp(proxy: Proxy): Iterable<Judgement> {
    const vm = this.#vm;
    yield* this.#direct(proxy);
    yield this.#conditions.connected(proxy, datastoresOnSystem(vm));
    yield this.#conditions.controllersOpen(proxy, vm.system!);
    yield this.#conditions.clusterIpKnown(vm.system!);
  }

  *#direct(proxy: Proxy): Iterable<Judgement> {
    const vm = this.#vm;
    yield this.#conditions.serverSupports(proxy, 'direct');
    yield this.#conditions.transportModeAllows(proxy, 'direct');
    yield vm.system
      ? this.#conditions.onDataNetwork(proxy, vm.system)
      : this.#conditions.reachesDatastores(proxy, nfsDatastores(vm));
  }

  *#directFromVmwareSnapshot(proxy: Proxy): Iterable<Judgement> {
    const vm = this.#vm;
    yield* this.#direct(proxy);
    yield this.#conditions.connected(proxy, vm.system ? datastoresOnSystem(vm) : nfsDatastores(vm));
    if (!vm.system) return;
    yield this.#conditions.controllersOpen(proxy, vm.system);
    yield this.#conditions.clusterIpKnown(vm.system);
  }

  /** Direct NFS from a VMware snapshot. Disks that it cannot read go over Network mode. */
  #directNfs(step: StepId, mode: Mode): Road['outcome'] | undefined {
    const vm = this.#vm;
    const otherWay = vm.disks.map(({ datastore }): DiskReason | undefined => {
      if (!datastore || !isNfs(datastore)) return 'disk-not-nfs';
      return vm.system && datastore.system !== vm.system ? 'disk-outside-hx-system' : undefined;
    });
    const nfs = vm.disks.find((_, index) => otherWay[index] === undefined);
    const ofVm = [
      judge('datastore-is-nfs', nfs !== undefined, { place: (nfs ?? vm.disks[0])?.place }, () =>
        nfs ? `${nfs.name} of ${vm.name} lies on NFS (${nfs.datastore?.name})` : `no disk of ${vm.name} lies on NFS`,
      ),
      this.#noSnapshot(),
      quiescenceCondition(this.#job, vm),
    ];
    const found = this.#try(
      step,
      mode,
      'vmwareSnapshot',
      (proxy) => this.#directFromVmwareSnapshot(proxy),
      ofVm,
      otherWay,
    );
    if (found && otherWay.includes('disk-outside-hx-system')) this.#assumptions.add('disks-outside-system');
    return found;
  }

  /** Direct NFS cannot read delta disks, whatever made them. */
  #noSnapshot(): Judgement {
    const vm = this.#vm;
    const base = vm.baseSnapshot === true;
    const none = vm.snapshot === 'none' && !base;
    const place = vm.snapshot === 'none' && base ? vm.value.baseSnapshot : vm.value.snapshot;
    return judge('no-snapshot', none, { place: place ?? vm.namePlace }, () =>
      none
        ? `${vm.name} has no snapshot`
        : vm.snapshot === 'none'
          ? `${vm.name} has an HX base snapshot`
          : `${vm.name} has ${vm.snapshot === 'esxi' ? 'a traditional VMware' : 'an NFS-native'} snapshot`,
    );
  }

  #virtualAppliance(source: Source): Road['outcome'] | undefined {
    const { mode: setting, place, entry } = this.#topology.backupServer.sameHostHotAdd;
    const otherWay = this.#vm.disks.map(hotAddObstacle);
    const found = this.#try(
      'virtual-appliance',
      'virtualAppliance',
      source,
      (proxy) => this.#hotAdd(proxy),
      [this.#disksHotAddable(otherWay)],
      otherWay,
      (qualifying) => {
        if (setting === 2) return qualifying;
        const onHost = qualifying.filter((proxy) => proxy.host === this.#vm.host);
        if (setting === 1) return onHost.length > 0 ? onHost : qualifying;
        if (onHost.length > 0 && onHost.length < qualifying.length) this.#assumptions.add('same-host-first');
        return qualifying;
      },
    );
    if (place && !entry) this.#assumptions.add('appliance-setting');
    return found;
  }

  #hotAdd(proxy: Proxy): Judgement[] {
    const sameHostOnly = this.#topology.backupServer.sameHostHotAdd.mode === 2;
    return hotAddConditions(this.#conditions, this.#vm, proxy, sameHostOnly);
  }

  #disksHotAddable(otherWay: readonly (DiskReason | undefined)[]): Judgement {
    const vm = this.#vm;
    const index = otherWay.indexOf(undefined);
    return judge('disks-hotaddable', index >= 0, { place: (vm.disks[index] ?? vm.disks[0])?.place }, () =>
      index >= 0 ? `${vm.disks[index]!.name} of ${vm.name} can be HotAdded` : `no disk of ${vm.name} can be HotAdded`,
    );
  }

  /**
   * Network mode. Under EnableSameHostHotaddMode 2 the proxies that only run on another host are forced to it. With any
   * candidate some proxy is left: where none qualifies, failover to Network applies all the same.
   */
  #network(source: Source): Road['outcome'] {
    const forced = this.#vm.disks.some((disk) => hotAddObstacle(disk) === undefined)
      ? this.#candidates.filter((proxy) => {
          const failed = this.#hotAdd(proxy).filter((judgement) => !holds(judgement));
          return failed.length === 1 && failed[0]!.condition === 'same-host';
        })
      : [];
    const judged = this.#candidates.map((proxy) => ({ proxy, judgements: this.#networkConditions(proxy) }));
    const allowed = judged.filter(({ proxy, judgements }) => hold(judgements) || forced.includes(proxy));
    const lastResort = allowed.length === 0;
    const qualifying = (lastResort ? judged : allowed).map(({ proxy }) => proxy);
    const because = [
      ...judged.flatMap(({ judgements }) => telling(judgements)),
      ...forced.map((proxy) => this.#conditions.sameHost(proxy, this.#vm.host!)),
    ];
    this.#steps.push(step('network', lastResort || forced.length > 0 ? 'forced' : 'yes', () => because));
    this.#assume(because);
    return { kind: 'planned', mode: 'network', source, qualifying, otherWay: this.#vm.disks.map(() => undefined) };
  }

  #networkConditions(proxy: Proxy): Judgement[] {
    return [this.#conditions.serverSupports(proxy, 'network'), this.#conditions.transportModeAllows(proxy, 'network')];
  }

  /** Takes a step that asks the proxies. Gives the outcome when one of them qualifies, else notes the `no`. */
  #try(
    id: StepId,
    mode: Mode,
    source: Source,
    conditionsOf: (proxy: Proxy) => Iterable<Judgement>,
    ofVm: readonly Judgement[] = [],
    otherWay: readonly (DiskReason | undefined)[] = this.#vm.disks.map(() => undefined),
    narrow: (qualifying: readonly Proxy[]) => readonly Proxy[] = (qualifying) => qualifying,
  ): Road['outcome'] | undefined {
    const candidates = this.#candidates;
    const near = mode === 'virtualAppliance' ? candidates : this.#nearProxies();
    const able = hold(ofVm) ? near.filter((proxy) => allHold(conditionsOf(proxy))) : [];
    const because = (): Judgement[] => [
      ...new Set([...ofVm, ...candidates.flatMap((proxy) => telling([...conditionsOf(proxy)]))]),
    ];
    this.#steps.push(step(id, able.length > 0 ? 'yes' : 'no', because));
    if (able.length === 0) return undefined;
    this.#assume(ofVm);
    for (const proxy of able) this.#assume(conditionsOf(proxy));
    return { kind: 'planned', mode, source, qualifying: narrow(able), otherWay };
  }

  #step(id: StepId, because: readonly Judgement[]): boolean {
    const yes = hold(because);
    this.#steps.push(step(id, yes ? 'yes' : 'no', () => because));
    this.#assume(yes ? because : because.filter((judgement) => judgement.holds === false || judgement.assumption));
    return yes;
  }

  #fail(id: StepId, failure: FailureId, because: readonly Judgement[]): Road['outcome'] {
    this.#steps.push(step(id, 'no', () => because));
    return { kind: 'fails', failure };
  }

  #assume(judgements: Iterable<Judgement>): void {
    for (const { assumption } of judgements) if (assumption) this.#assumptions.add(assumption);
  }
}

/** Whether the chart for HX before 4.5(2a) applies, which asks for a base snapshot. A version that is not known is a later one. */
export function readsBaseSnapshots({ version }: HxSystem): boolean {
  return version !== undefined && !isAtLeast(version, HX_4_5_2A);
}

/** Whether two roads lead to the same, and by the same assumptions. */
export function sameRoad(a: Road, b: Road): boolean {
  return (
    a.steps.at(-1)?.verdict === b.steps.at(-1)?.verdict &&
    same(a.assumptions, b.assumptions) &&
    sameOutcome(a.outcome, b.outcome)
  );
}

function sameOutcome(a: Road['outcome'], b: Road['outcome']): boolean {
  if (a.kind === 'fails') return b.kind === 'fails' && a.failure === b.failure;
  if (b.kind === 'fails') return false;
  const sameEnd = a.mode === b.mode && a.source === b.source;
  return sameEnd && same(a.qualifying, b.qualifying) && same(a.otherWay, b.otherWay);
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

function allHold(judgements: Iterable<Judgement>): boolean {
  for (const judgement of judgements) if (!holds(judgement)) return false;
  return true;
}

/** All that failed; where nothing did, the last, which was the hardest to meet. */
function telling(judgements: readonly Judgement[]): Judgement[] {
  const failed = judgements.filter((judgement) => !holds(judgement));
  return failed.length > 0 ? failed : judgements.slice(-1);
}
