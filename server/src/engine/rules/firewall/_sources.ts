import type { FirewallRule, HxSystem, Proxy } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import { allows, dataAddresses, sameAddress } from '../../planner/access.ts';
import type { AllowedSource } from '../../schema/scalars.ts';
import { type IpAddress, type IpNetwork, networkContains } from '../../schema/values/ip.ts';
import type { RuleContext } from '../rule.ts';

/** The addresses of all proxies of the topology. */
export interface ProxyAddresses {
  /** Whether the source names a proxy or an address of one; a network of one address counts, a wider one does not. */
  readonly names: (source: AllowedSource) => boolean;
  /** How many of the addresses lie in the network. */
  readonly countIn: (network: IpNetwork) => number;
}

/** For `context.fact`. */
export function proxyAddresses({ topology }: RuleContext): ProxyAddresses {
  const addresses = topology.proxies.flatMap((proxy) => proxy.addresses.map(({ value }) => value));
  const known = new Set(addresses.map(keyOf));
  return {
    names: (source) => {
      if (source.kind === 'address') return known.has(keyOf(source.address));
      if (source.kind === 'network') return isOneAddress(source.network) && known.has(keyOf(asAddress(source.network)));
      return topology.proxies.length > 0;
    },
    countIn: (network) => addresses.filter((address) => networkContains(network, address)).length,
  };
}
proxyAddresses.reads = [] as const;

/** Text that is equal for equal addresses. */
export function keyOf({ family, value }: Pick<IpAddress, 'family' | 'value'>): string {
  return `${family}:${value}`;
}

function isOneAddress({ family, prefix }: IpNetwork): boolean {
  return prefix === (family === 4 ? 32 : 128);
}

function asAddress({ family, base }: IpNetwork): Pick<IpAddress, 'family' | 'value'> {
  return { family, value: base };
}

/** The proxies' data addresses on the system, as they stand in a list, each once. */
export function dataAddressTexts(proxies: readonly Proxy[], system: HxSystem): string[] {
  return [...new Set(proxies.flatMap((proxy) => dataAddresses(proxy, system).map((address) => address.value.text)))];
}

/**
 * Whether the rule lists an address of the proxy that lies in no HX data network, and none that lies in the system's: of
 * that `network/management-address-allowed` speaks.
 */
export function listsWrongAddress(
  { allowed }: FirewallRule,
  proxy: Proxy,
  system: HxSystem,
  { hyperflex, proxies }: Topology,
): boolean {
  if (dataAddresses(proxy, system).some(({ value }) => allows(allowed, value, proxies))) return false;
  const wrong = proxy.addresses.filter(
    ({ value }) => !hyperflex.some(({ dataNetwork }) => dataNetwork && networkContains(dataNetwork, value)),
  );
  return wrong.some((address) =>
    allowed?.sources.some(({ source }) => source.kind === 'address' && sameAddress(source.address, address.value)),
  );
}
