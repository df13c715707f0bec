import type { Cluster, Host } from '../../model/entities.ts';
import type { Place } from '../../syntax/nodes.ts';
import { byCluster } from '../_by-cluster.ts';
import type { Related } from '../rule.ts';
import type { Door } from './_doors.ts';

/** A fault of the firewall of one host. */
export interface Fault {
  readonly door: Pick<Door, 'host'>;
  /** Where it stands: at the host, or in a rule or setting that its hosts share. */
  readonly place: Place;
  /** Where it stands in the cluster's own firewall. */
  readonly cluster?: Cluster | undefined;
  /** Hosts share a fault when it is equal in this. */
  readonly kind?: string;
}

/** Faults that are told as one. */
export interface Told<F extends Fault> {
  readonly place: Place;
  /** At least one. */
  readonly faults: readonly [F, ...F[]];
  readonly hosts: readonly Host[];
  /** Given where it concerns the hosts of a cluster together. */
  readonly cluster: Cluster | undefined;
  /** It stands in the cluster's own firewall. */
  readonly atCluster: boolean;
  readonly related: readonly Related[];
}

/**
 * Tells each fault once: at the place that the hosts share (the cluster's firewall, an anchored rule), else at their
 * cluster's name where enough of its hosts share it, else where it stands.
 */
export function tellOnce<F extends Fault>(faults: Iterable<F>): Told<F>[] {
  const told: Told<F>[] = [];
  const ofHosts = new Map<string, [F, ...F[]][]>();
  for (const group of byPlace(faults)) {
    const [first] = group;
    const hosts = hostsOf(group);
    if (first.cluster || hosts.length > 1) {
      const cluster = first.cluster ?? commonCluster(hosts);
      told.push({
        place: first.place,
        faults: group,
        hosts,
        cluster,
        atCluster: !!first.cluster,
        related: related(hosts),
      });
    } else {
      const kind = first.kind ?? '';
      const alike = ofHosts.get(kind);
      if (alike) alike.push(group);
      else ofHosts.set(kind, [group]);
    }
  }
  for (const alike of ofHosts.values()) told.push(...overClusters(alike));
  return told;
}

function overClusters<F extends Fault>(groups: readonly [F, ...F[]][]): Told<F>[] {
  const byHost = new Map<Host, [F, ...F[]][]>();
  for (const group of groups) {
    const { host } = group[0].door;
    const known = byHost.get(host);
    if (known) known.push(group);
    else byHost.set(host, [group]);
  }
  return byCluster(byHost.keys()).flatMap(({ hosts, cluster, place }): Told<F>[] => {
    const shared = hosts.flatMap((host) => byHost.get(host)!);
    if (!cluster) {
      return shared.map((faults) => ({
        place: faults[0].place,
        faults,
        hosts,
        cluster: undefined,
        atCluster: false,
        related: [],
      }));
    }
    const faults = shared.flat() as [F, ...F[]];
    return [{ place, faults, hosts, cluster, atCluster: false, related: related(hosts) }];
  });
}

function byPlace<F extends Fault>(faults: Iterable<F>): Iterable<[F, ...F[]]> {
  const units = new Map<Place['unit'], Map<string, [F, ...F[]]>>();
  const groups: [F, ...F[]][] = [];
  for (const fault of faults) {
    const { unit, start, end } = fault.place;
    const places = units.get(unit) ?? new Map<string, [F, ...F[]]>();
    units.set(unit, places);
    const group = places.get(`${start}-${end}`);
    if (group) {
      group.push(fault);
    } else {
      const first: [F, ...F[]] = [fault];
      places.set(`${start}-${end}`, first);
      groups.push(first);
    }
  }
  return groups;
}

function hostsOf(faults: readonly Fault[]): Host[] {
  return [...new Set(faults.map(({ door }) => door.host))];
}

function commonCluster(hosts: readonly Host[]): Cluster | undefined {
  const cluster = hosts[0]?.cluster;
  return hosts.every((host) => host.cluster === cluster) ? cluster : undefined;
}

function related(hosts: readonly Host[]): Related[] {
  return hosts.map((host) => ({ place: host.namePlace, message: host.name }));
}
