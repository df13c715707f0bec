import type { Host, HxSystem, Proxy } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import type { Value } from '../../schema/types.ts';
import { addressIn, type IpAddress, type IpNetwork, networkContains, parseAddress } from '../../schema/values/ip.ts';
import { once } from '../_once.ts';
import { keyOf } from '../firewall/_sources.ts';
import type { RuleContext } from '../rule.ts';

/** An address with the machine that has it. */
export interface MachineAddress {
  readonly address: Value<IpAddress>;
  /** The machine: one of them may have an address twice. */
  readonly machine: object;
  /** "proxy01", "controller ctl1 of hx-muc". */
  readonly name: string;
  /**
   * Where it lies: on the data network of a system, or outside all of them. `undefined`: on more than one, so that it
   * cannot be told (sites may use one range each for itself).
   */
  readonly network: HxSystem | 'outside' | undefined;
}

/** All addresses of hosts, controllers and proxies, in this order. */
export function machineAddresses({ topology, fact }: RuleContext): MachineAddress[] {
  return [...topology.hosts.flatMap(fact(addressesOfHost)), ...fact(otherAddresses)];
}

/** Those of a host. For `context.fact`. */
function addressesOfHost({ topology }: RuleContext): (host: Host) => readonly MachineAddress[] {
  const found = finder(topology);
  const find = (host: Host) =>
    [host.value.dataIp, host.value.managementIp].flatMap((address) => found(host, host.name, address, host.system));
  return once(find, ({ value }) => value);
}
addressesOfHost.reads = [] as const;

/** Those of controllers and proxies. For `context.fact`. */
function otherAddresses({ topology }: RuleContext): readonly MachineAddress[] {
  const { hyperflex, proxies } = topology;
  const found = finder(topology);
  return [
    ...hyperflex.flatMap((system) => [
      ...found({}, `the controller cluster IP of ${system.name}`, system.value.controllerClusterIp, system),
      ...(system.value.controllers?.items ?? []).flatMap((controller) =>
        found(controller, `controller ${controller.name?.value ?? ''} of ${system.name}`, controller.dataIp, system),
      ),
    ]),
    ...proxies.flatMap((proxy: Proxy) =>
      proxy.addresses.flatMap((address) =>
        found(proxy, proxy.name, address, soleHome(proxy, hyperflex, address.value)),
      ),
    ),
  ];
}
otherAddresses.reads = [] as const;

/** Puts an address that a machine may have beside the network that it lies on. */
function finder({ hyperflex }: Topology) {
  const networkOf = (address: IpAddress, home: HxSystem | undefined): MachineAddress['network'] => {
    const contains = ({ dataNetwork }: HxSystem) => dataNetwork && networkContains(dataNetwork, address);
    if (home && contains(home)) return home;
    const found = hyperflex.filter(contains);
    if (found.length === 0) return hyperflex.every(({ dataNetwork }) => dataNetwork) ? 'outside' : undefined;
    return found.length === 1 && !home ? found[0] : undefined;
  };
  return (
    machine: object,
    name: string,
    address: Value<IpAddress> | undefined,
    home: HxSystem | undefined,
  ): readonly MachineAddress[] =>
    address ? [{ machine, name, address, network: networkOf(address.value, home) }] : [];
}

/** Where several data networks hold an address of a proxy, that of its host's system is the one. */
function soleHome({ host }: Proxy, hyperflex: readonly HxSystem[], address: IpAddress): HxSystem | undefined {
  const network = host?.system?.dataNetwork;
  const several =
    hyperflex.filter(({ dataNetwork }) => dataNetwork && networkContains(dataNetwork, address)).length > 1;
  return several && network && networkContains(network, address) ? host.system : undefined;
}

/**
 * The first address of the network that is not among those given: of all machines. Passed over: the network's own, the one after it, which mostly is
 * the gateway's, and the last, which is for broadcasts. `undefined` when all others are taken.
 */
export function freeAddress(network: IpNetwork, addresses: readonly IpAddress[]): string | undefined {
  const taken = new Set(addresses.map(keyOf));
  for (let offset = 2; addressIn(network, offset + 1) !== undefined; offset++) {
    const text = addressIn(network, offset)!;
    if (!taken.has(keyOf(parseAddress(text)!))) return text;
  }
  return undefined;
}
