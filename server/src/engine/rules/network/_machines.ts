import type { Host, HxSystem, Proxy } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import type { Value } from '../../schema/types.ts';
import { addressIn, type IpAddress, type IpNetwork, networkContains, parseAddress } from '../../schema/values/ip.ts';
import { keyOf } from '../firewall/_sources.ts';

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
export function machineAddresses({ hyperflex, hosts, proxies }: Topology): MachineAddress[] {
  const networkOf = (address: IpAddress, home: HxSystem | undefined): MachineAddress['network'] => {
    const contains = ({ dataNetwork }: HxSystem) => dataNetwork && networkContains(dataNetwork, address);
    if (home && contains(home)) return home;
    const found = hyperflex.filter(contains);
    if (found.length === 0) return hyperflex.every(({ dataNetwork }) => dataNetwork) ? 'outside' : undefined;
    return found.length === 1 && !home ? found[0] : undefined;
  };
  const one = (machine: object, name: string, address: Value<IpAddress> | undefined, home: HxSystem | undefined) =>
    address ? [{ machine, name, address, network: networkOf(address.value, home) }] : [];
  return [
    ...hosts.flatMap((host: Host) =>
      [host.value.dataIp, host.value.managementIp].flatMap((address) => one(host, host.name, address, host.system)),
    ),
    ...hyperflex.flatMap((system) => [
      ...one({}, `the controller cluster IP of ${system.name}`, system.value.controllerClusterIp, system),
      ...(system.value.controllers?.items ?? []).flatMap((controller) =>
        one(controller, `controller ${controller.name?.value ?? ''} of ${system.name}`, controller.dataIp, system),
      ),
    ]),
    ...proxies.flatMap((proxy: Proxy) =>
      proxy.addresses.flatMap((address) => one(proxy, proxy.name, address, soleHome(proxy, hyperflex, address.value))),
    ),
  ];
}

/** Where several data networks hold an address of a proxy, that of its host's system is the one. */
function soleHome({ host }: Proxy, hyperflex: readonly HxSystem[], address: IpAddress): HxSystem | undefined {
  const network = host?.system?.dataNetwork;
  const several =
    hyperflex.filter(({ dataNetwork }) => dataNetwork && networkContains(dataNetwork, address)).length > 1;
  return several && network && networkContains(network, address) ? host.system : undefined;
}

/**
 * The first address of the network that no machine has. Passed over: the network's own, the one after it, which mostly is
 * the gateway's, and the last, which is for broadcasts. `undefined` when all others are taken.
 */
export function freeAddress(network: IpNetwork, topology: Topology): string | undefined {
  const taken = new Set(machineAddresses(topology).map(({ address }) => keyOf(address.value)));
  for (let offset = 2; addressIn(network, offset + 1) !== undefined; offset++) {
    const text = addressIn(network, offset)!;
    if (!taken.has(keyOf(parseAddress(text)!))) return text;
  }
  return undefined;
}
