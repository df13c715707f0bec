import type { HxSystem, Proxy } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { dataAddresses } from '../planner/access.ts';
import { addressIn, type IpAddress, type IpNetwork, networkContains } from '../schema/values/ip.ts';
import type { Site, Suggestion } from './completion.ts';

/**
 * Whom a firewall of the system may let in: the data addresses of the proxies, first of those that could use its IO
 * Visor, then the same by the proxies' names.
 *
 * @param system `undefined` where it is not known: then only names are
 * @param listed what is let in already
 */
export function allowedSources(system: HxSystem | undefined, listed: ReadonlySet<string>, site: Site): Suggestion[] {
  const able = new Set(system ? site.plan.ioVisor.of(system) : []);
  // Where no VM could use it, nobody knows which proxies would.
  const isAble = (proxy: Proxy): boolean => able.size === 0 || able.has(proxy);
  const known = site.topology.proxies
    .filter(({ name }) => !listed.has(`proxy:${name}`))
    .map((proxy) => ({ proxy, addresses: system ? dataAddresses(proxy, system) : [], isAble: isAble(proxy) }));
  const likely = [
    ...known.filter(({ isAble, addresses }) => isAble && addresses.length > 0),
    ...known.filter(({ isAble, addresses }) => !isAble && addresses.length > 0),
  ];
  const others = known.filter((each) => !likely.includes(each));
  return [
    ...likely.flatMap(({ proxy, addresses, isAble }) =>
      addresses.map(({ value: { text } }) => ({
        kind: 'value' as const,
        text,
        detail: isAble ? proxy.name : `${proxy.name}, which cannot use the IO Visor`,
        alias: proxy.name,
      })),
    ),
    ...[...likely, ...others].map(({ proxy, addresses }) => ({
      kind: 'name' as const,
      text: `proxy:${proxy.name}`,
      entity: proxy,
      detail: addresses.map(({ value }) => value.text).join(', ') || 'no address on the data network',
    })),
    { kind: 'value', text: 'proxy:*', detail: 'every proxy' },
    ...(system?.dataNetwork
      ? [{ kind: 'value' as const, text: system.dataNetwork.text, detail: `the data network of ${system.name}` }]
      : []),
  ];
}

/** A network that an address is wanted of. */
export interface Wanted {
  readonly network: IpNetwork;
  /** For the user: "the data network of hx-muc". */
  readonly named: string;
}

/** The networks that a proxy can be in, those of the given HX system first. */
export function proxyNetworks(system: HxSystem | undefined, { clusters, hyperflex }: Topology): Wanted[] {
  const systems = [...(system ? [system] : []), ...hyperflex.filter((other) => other !== system)];
  return [
    ...systems.flatMap(dataNetwork),
    ...clusters.flatMap(({ name, managementNetwork: network }) =>
      network ? [{ network, named: `the management network of ${name}` }] : [],
    ),
  ];
}

export function dataNetwork({ name, dataNetwork: network }: HxSystem): Wanted[] {
  return network ? [{ network, named: `the data network of ${name}` }] : [];
}

/**
 * The next free address of each network: after the last of those that are alike, else the first one.
 *
 * @param alike addresses that the sought one goes on from
 */
export function freeAddresses(
  wanted: readonly Wanted[],
  alike: readonly IpAddress[],
  topology: Topology,
): Suggestion[] {
  const used = new Set(addressesOf(topology).flatMap(({ family, value }) => (family === 4 ? [value] : [])));
  const found = new Map<string, Suggestion>();
  for (const { network, named } of wanted) {
    const text = network.family === 4 ? nextFree(network, alike, used) : undefined;
    if (text !== undefined && !found.has(text)) {
      found.set(text, { kind: 'value', text, detail: `free in ${network.text}, ${named}` });
    }
  }
  return [...found.values()];
}

function nextFree(network: IpNetwork, alike: readonly IpAddress[], used: ReadonlySet<bigint>): string | undefined {
  const size = 2 ** (32 - network.prefix);
  const offsets = alike.flatMap((each) => (networkContains(network, each) ? [Number(each.value - network.base)] : []));
  const last = offsets.reduce((highest, offset) => Math.max(highest, offset), 0);
  // The first address names the network, the last reaches all of it; once around at most.
  for (let step = 1; step < size && step <= used.size + 3; step++) {
    const offset = (last + step) % size;
    const isHost = offset > 0 && offset < size - 1;
    if (isHost && !used.has(network.base + BigInt(offset))) return addressIn(network, offset);
  }
  return undefined;
}

/** Every address that something has. */
function addressesOf({ hosts, hyperflex, proxies }: Topology): IpAddress[] {
  const values = [
    ...hosts.flatMap(({ value }) => [value.dataIp, value.managementIp]),
    ...hyperflex.flatMap(({ value }) => [
      value.controllerClusterIp,
      ...(value.controllers?.items.map(({ dataIp }) => dataIp) ?? []),
    ]),
    ...proxies.flatMap(({ addresses }) => addresses),
  ];
  return values.flatMap((each) => (each ? [each.value] : []));
}
