import type { Topology } from '../../model/topology.ts';
import { sameAddress } from '../../planner/access.ts';
import type { AllowedSource } from '../../schema/scalars.ts';
import { type IpAddress, networkContains } from '../../schema/values/ip.ts';
import { removeItem } from '../../syntax/edit/index.ts';
import { type RuleContext, rule } from '../rule.ts';
import { faultIn, type RuleFault } from './_defects.ts';
import { type Door, doors } from './_doors.ts';
import { GUIDE } from './_guide.ts';
import { readable } from './_readable.ts';
import { proxyAddresses } from './_sources.ts';
import { tellOnce } from './_told.ts';
import { rulesIn, whereToFix } from './_words.ts';

export default rule({
  code: 'firewall/stale-address',
  title: 'An allowed address of an IO Visor rule belongs to no proxy',
  severity: 'hint',
  what: 'A rule for the IO Visor lets in an address, or a whole network, that no backup proxy of the file has.',
  why: 'It was perhaps left behind by a proxy that is gone, and whoever gets the address next is let in.',
  whatToDo: 'Remove it, or give the proxy that has it in `addresses`.',
  source: GUIDE,
  fixes: 'mixed',
  reads: ['hosts'],
  *check(context) {
    for (const told of tellOnce(staleAddresses(context))) {
      const { text, several } = rulesIn(told);
      const [{ kind, isNetwork }] = told.faults;
      const what = isNetwork ? `No proxy has an address in ${kind}` : `${kind} is no proxy’s address`;
      // Where the rule leaves out a proxy, the address may be a misspelt one of it.
      const certain = told.faults.every(({ door, rule: stale }) =>
        door.shutOut.every(({ unlisted }) => !unlisted.includes(stale)),
      );
      yield {
        place: told.place,
        message: `${what}: ${text[0]!.toLowerCase()}${text.slice(1)} ${several ? 'let' : 'lets'} it in for nothing`,
        related: told.related,
        fixes: () => {
          const edits = told.faults.flatMap(({ rule: { value }, place }) => {
            const list = value.allowedAddresses;
            if (list?.node.kind !== 'seq') return [];
            return removeItem(
              list,
              list.node.items.findIndex(({ start }) => start === place.start),
            );
          });
          return [{ title: `Remove ${kind} ${whereToFix(told, edits, context)}`, safe: certain, edits }];
        },
      };
    }
  },
});

interface Stale extends RuleFault {
  readonly kind: string;
  readonly isNetwork: boolean;
}

/** Silent where not all proxies are known. Rules that come with ESXi or HX let in machines of their own. */
function staleAddresses(context: RuleContext): Stale[] {
  const { topology } = context;
  const isReadable = context.fact(readable);
  const { proxies } = topology;
  if (!topology.isWhole || proxies.length === 0 || !proxies.every(({ value }) => isReadable(value))) return [];
  const addresses = context.fact(proxyAddresses);
  let machines: readonly IpAddress[] | undefined;
  const isMachine = (test: (address: IpAddress) => boolean): boolean => {
    machines ??= machinesOf(topology);
    return machines.some(test);
  };
  const isStale = (source: AllowedSource): boolean => {
    if (source.kind === 'address')
      return !addresses.names(source) && !isMachine((address) => sameAddress(address, source.address));
    if (source.kind !== 'network') return false;
    const { network } = source;
    return addresses.countIn(network) === 0 && !isMachine((address) => networkContains(network, address));
  };
  const inDoor = (door: Door): Stale[] =>
    door.rules
      .filter(({ value }) => value.delivery?.value !== 'builtin')
      .flatMap((each) =>
        (each.allowed?.sources ?? [])
          .filter(({ source }) => isStale(source))
          .map(({ source, value }) => {
            const isNetwork = source.kind === 'network';
            return { ...faultIn(each, door, value), kind: value.node.text, isNetwork };
          }),
      );
  return context.fact(doors).flatMap(inDoor);
}

/** The addresses of hosts and controllers: rules may let them in for HX's own sake. */
function machinesOf({ hosts, hyperflex }: Topology): IpAddress[] {
  return [
    ...hosts.flatMap(({ value }) => [value.dataIp, value.managementIp]),
    ...hyperflex.flatMap(({ value }) => [
      value.controllerClusterIp,
      ...(value.controllers?.items ?? []).map(({ dataIp }) => dataIp),
    ]),
  ].flatMap((address) => (address ? [address.value] : []));
}
