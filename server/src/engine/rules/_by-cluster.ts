import type { Cluster, Host } from '../model/entities.ts';
import type { Place } from '../syntax/nodes.ts';
import type { Related } from './rule.ts';

/** Hosts that share a fault, and where it is told. */
export interface Sharing {
  readonly hosts: readonly Host[];
  /** Given when it is told at the cluster's name, with the hosts as related places; else there is one host. */
  readonly cluster: Cluster | undefined;
  readonly place: Place;
}

/**
 * Tells a fault of hosts once at their cluster where all of its hosts (two or more) or three or more of them share it,
 * else at each host's name.
 */
export function byCluster(hosts: Iterable<Host>): Sharing[] {
  const groups = new Map<Cluster | Host, Host[]>();
  for (const host of hosts) {
    const key = host.cluster ?? host;
    const known = groups.get(key);
    if (known) known.push(host);
    else groups.set(key, [host]);
  }
  return [...groups].flatMap(([key, sharing]): Sharing[] => {
    const together =
      key.kind === 'cluster' && sharing.length >= 2 && (sharing.length >= 3 || sharing.length === key.hosts.length);
    if (together) return [{ hosts: sharing, cluster: key, place: key.namePlace }];
    return sharing.map((host) => ({ hosts: [host], cluster: undefined, place: host.namePlace }));
  });
}

/** The hosts as related places, where the fault is told at their cluster. */
export function relatedHosts({ hosts, cluster }: Sharing): Related[] {
  return cluster ? hosts.map((host) => ({ place: host.namePlace, message: host.name })) : [];
}
