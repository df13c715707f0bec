import type { AllowedAddresses, FirewallRule, Host, HxSystem, Proxy } from '../model/entities.ts';
import type { Value } from '../schema/types.ts';
import { HX_2_5, isAtLeast } from '../schema/values/hx-version.ts';
import { type IpAddress, networkContains } from '../schema/values/ip.ts';
import { ALL_PORTS, coversPort, NFS_PORTS, type PortRange, uncoveredPorts } from '../schema/values/ports.ts';

/** Who is let in by firewalls: of ESXi hosts to the IO Visor, and of storage controllers. Rules are judged by effect. */

/** The proxy's addresses in the data network of the system. Empty when the data network is not known. */
export function dataAddresses(proxy: Proxy, system: HxSystem): Value<IpAddress>[] {
  const network = system.dataNetwork;
  return network ? proxy.addresses.filter((address) => networkContains(network, address.value)) : [];
}

/** Whether the list lets in an address of the data network. `proxies` are all proxies, for `proxy:*`. */
export function allows(allowed: AllowedAddresses | undefined, address: IpAddress, proxies: readonly Proxy[]): boolean {
  if (!allowed) return false;
  if (allowed.all) return true;
  return allowed.sources.some((allowedSource) => allowsOne(allowedSource, address, proxies));
}

function allowsOne(
  { source, proxy }: AllowedAddresses['sources'][number],
  address: IpAddress,
  proxies: readonly Proxy[],
): boolean {
  switch (source.kind) {
    case 'address':
      return sameAddress(source.address, address);
    case 'network':
      return networkContains(source.network, address);
    case 'proxy':
      return proxy !== undefined && hasAddress(proxy, address);
    case 'everyProxy':
      return proxies.some((candidate) => hasAddress(candidate, address));
  }
}

/** The proxies that an entry of `allowedAddresses` means, by their names or by any address of theirs; in file order. */
export function proxiesMeantBy(
  { source, proxy: named }: AllowedAddresses['sources'][number],
  proxies: readonly Proxy[],
): readonly Proxy[] {
  switch (source.kind) {
    case 'address':
      return proxies.filter((proxy) => hasAddress(proxy, source.address));
    case 'network':
      return proxies.filter((proxy) => proxy.addresses.some(({ value }) => networkContains(source.network, value)));
    case 'proxy':
      return named ? [named] : [];
    case 'everyProxy':
      return proxies;
  }
}

/** Enabled, inbound, over TCP: the only rules that can open the IO Visor. */
export function isEffective(rule: FirewallRule): boolean {
  return rule.enabled && rule.direction === 'inbound' && rule.protocol !== 'udp';
}

/** The ports on which the host's effective rules together let in the address. */
export function openPorts(host: Host, address: IpAddress, proxies: readonly Proxy[]): PortRange[] {
  return host.rules
    .filter((rule) => isEffective(rule) && allows(rule.allowed, address, proxies))
    .flatMap((rule) => rule.ports);
}

/** Whether the ports are enough for the IO Visor of the system's hosts. */
export function portsSuffice(ports: readonly PortRange[], system: HxSystem): boolean {
  return missingPorts(ports, system).length === 0;
}

/**
 * The ports that are missing for the IO Visor: it needs all of them (user guide), or from HX 2.5 on 111, 2049 and 2449
 * (KB2298), and then it is these that are missing. An HX system of unknown version is later.
 */
export function missingPorts(ports: readonly PortRange[], system: HxSystem): PortRange[] {
  const ofAll = uncoveredPorts(ports, ALL_PORTS);
  const narrowSuffice = system.version === undefined || isAtLeast(system.version, HX_2_5);
  if (ofAll.length === 0 || !narrowSuffice) return ofAll;
  return NFS_PORTS.filter((port) => !coversPort(ports, port)).map((port) => ({ first: port, last: port }));
}

export function sameAddress(a: IpAddress, b: IpAddress): boolean {
  return a.family === b.family && a.value === b.value;
}

function hasAddress(proxy: Proxy, address: IpAddress): boolean {
  return proxy.addresses.some((own) => sameAddress(own.value, address));
}
