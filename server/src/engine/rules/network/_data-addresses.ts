import type { Host, HxSystem } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import type { Value } from '../../schema/types.ts';
import { type IpAddress, networkContains } from '../../schema/values/ip.ts';
import type { RuleContext } from '../rule.ts';

/** The addresses that are to lie in the data network of an HX system, and do not. */
export interface Outside {
  readonly outside: readonly DataAddress[];
  /** All of them, three or more, lie outside: the network itself is mistyped. */
  readonly all: boolean;
}

/** An address that is to lie in the data network. */
export interface DataAddress {
  readonly at: Value<IpAddress>;
  /** "the controller cluster IP", "esx01". */
  readonly name: string;
  readonly host?: Host;
}

/** Those of each system, where there are any. For `context.fact`. */
export function outsideAddresses({ topology }: RuleContext): ReadonlyMap<HxSystem, Outside> {
  const hosts = hostsOf(topology);
  const found = new Map<HxSystem, Outside>();
  for (const system of topology.hyperflex) {
    const { dataNetwork } = system;
    if (!dataNetwork) continue;
    const all = addressesOf(system, hosts.get(system) ?? []);
    const outside = all.filter(({ at }) => !networkContains(dataNetwork, at.value));
    if (outside.length > 0) found.set(system, { outside, all: outside.length >= 3 && outside.length === all.length });
  }
  return found;
}
outsideAddresses.reads = ['hosts'] as const;

function hostsOf({ hosts }: Topology): Map<HxSystem, Host[]> {
  const found = new Map<HxSystem, Host[]>();
  for (const host of hosts) {
    const known = host.system && found.get(host.system);
    if (known) known.push(host);
    else if (host.system) found.set(host.system, [host]);
  }
  return found;
}

function addressesOf({ value }: HxSystem, hosts: readonly Host[]): DataAddress[] {
  const clusterIp = value.controllerClusterIp;
  return [
    ...(clusterIp ? [{ at: clusterIp, name: 'the controller cluster IP' }] : []),
    ...(value.controllers?.items ?? []).flatMap(({ name, dataIp }) =>
      dataIp ? [{ at: dataIp, name: `controller ${name?.value ?? ''}`.trim() }] : [],
    ),
    ...hosts.flatMap((host) => (host.value.dataIp ? [{ at: host.value.dataIp, name: host.name, host }] : [])),
  ];
}
