import type { Cluster, Datastore, Disk, Host, HxSystem, Vm } from '../../model/entities.ts';
import { mounts, type Topology } from '../../model/topology.ts';
import { plansThat } from '../_plans.ts';
import type { RuleContext } from '../rule.ts';

/** A VM with a disk on a datastore that its host does not mount. */
export interface Unmounted {
  readonly vm: Vm;
  readonly host: Host;
  readonly disk: Disk;
  readonly datastore: Datastore;
}

/** The VMs whose disks the hosts of `owner` do not mount, for one reason: it is not in an HX system, or not named. */
export interface Unmounting {
  readonly owner: Host | Cluster;
  readonly cases: readonly Unmounted[];
}

/** All that is not mounted, by host and reason; hosts of a cluster that share a reason as one: all of them, or three. */
export function unmountings(context: RuleContext): readonly Unmounting[] {
  const byHost = new Groups<Host>();
  for (const each of unmounted(context)) byHost.add(each.host, reasonOf(each), each);
  const byCluster = new Groups<Cluster>();
  for (const [host, reason, cases] of byHost) {
    if (host.cluster) for (const each of cases) byCluster.add(host.cluster, reason, each);
  }
  const shared = new Set<Unmounted>();
  const result: Unmounting[] = [];
  for (const [cluster, , cases] of byCluster) {
    const hosts = new Set(cases.map(({ host }) => host)).size;
    if (hosts < 3 && (hosts < 2 || hosts < cluster.hosts.length)) continue;
    result.push({ owner: cluster, cases });
    for (const each of cases) shared.add(each);
  }
  for (const [host, , cases] of byHost) if (!shared.has(cases[0]!)) result.push({ owner: host, cases });
  return result;
}

/** The VMs with a disk that their hosts do not mount. For `context.fact`. */
function unmountedVms({ topology, plan, fact }: RuleContext): readonly Vm[] {
  const unclear = unclearNames(topology);
  const vms = new Set([...fact(unmountedInJobs).map(({ vm }) => vm), ...plan.unprotected.filter(isUnmounted)]);
  return [...vms].filter(({ host }) => isPlaced(host!, unclear)).sort((a, b) => a.index - b.index);
}
unmountedVms.reads = ['plan', 'references'] as const;

const unmountedInJobs = plansThat(({ vm }) => isUnmounted(vm));

function isUnmounted({ host, disks }: Vm): boolean {
  return host !== undefined && disks.some(({ datastore }) => datastore && !mounts(host, datastore));
}

/** Once for each VM and reason. Where a name is not declared, nobody knows who mounts what. */
function* unmounted({ topology, fact }: RuleContext): Iterable<Unmounted> {
  const unclear = unclearNames(topology);
  for (const vm of fact(unmountedVms)) {
    const host = vm.host!;
    const reasons = new Set<Reason>();
    for (const disk of vm.disks) {
      const { datastore } = disk;
      if (!datastore || mounts(host, datastore) || !areMountsKnown(datastore, unclear)) continue;
      const found = { vm, host, disk, datastore };
      if (!reasons.has(reasonOf(found))) yield found;
      reasons.add(reasonOf(found));
    }
  }
}

function unclearNames(topology: Topology): ReadonlySet<unknown> {
  return new Set<unknown>(topology.references.unresolved().map(({ at }) => at));
}

/** Whether the file says which HX system the host belongs to, if any. */
function isPlaced({ value: { cluster, hyperflex }, cluster: resolved }: Host, unclear: ReadonlySet<unknown>): boolean {
  const inherited = hyperflex ? undefined : resolved?.value.hyperflex;
  return [cluster, hyperflex, inherited].every((name) => !unclear.has(name));
}

function areMountsKnown({ system, value }: Datastore, unclear: ReadonlySet<unknown>): boolean {
  if (system) return true;
  const { hyperflex, hosts, clusters } = value;
  if (hyperflex || (!hosts && !clusters)) return false;
  return [...(hosts?.items ?? []), ...(clusters?.items ?? [])].every((name) => !unclear.has(name));
}

type Reason = HxSystem | Datastore;

function reasonOf({ datastore }: Unmounted): Reason {
  return datastore.system ?? datastore;
}

/** Cases by owner and reason, in the order in which they come. */
class Groups<Owner> {
  readonly #groups = new Map<Owner, Map<Reason, Unmounted[]>>();

  add(owner: Owner, reason: Reason, each: Unmounted): void {
    const byReason = this.#groups.get(owner) ?? new Map<Reason, Unmounted[]>();
    const cases = byReason.get(reason) ?? [];
    cases.push(each);
    this.#groups.set(owner, byReason.set(reason, cases));
  }

  *[Symbol.iterator](): Iterator<readonly [Owner, Reason, readonly Unmounted[]]> {
    for (const [owner, byReason] of this.#groups) {
      for (const [reason, cases] of byReason) yield [owner, reason, cases];
    }
  }
}
