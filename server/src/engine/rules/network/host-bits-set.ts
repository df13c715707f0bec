import type { AllowedAddresses } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import type { Value } from '../../schema/types.ts';
import type { IpNetwork } from '../../schema/values/ip.ts';
import { replaceScalar } from '../../syntax/edit/index.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'network/host-bits-set',
  title: 'A network with host bits set',
  severity: 'warning',
  what: 'A network in CIDR notation names a host in it, `10.10.50.7/24`.',
  why: 'The plan takes the network that it lies in. The prefix length or the address may be mistyped, and then it is another network than was meant.',
  whatToDo:
    'Write the network address, `10.10.50.0/24`. Where a firewall is to let in one address, write it without a prefix length.',
  fixes: 'mixed',
  reads: ['hosts'],
  *check({ topology }) {
    const seen = new PlaceSet();
    for (const { at, network, lets } of networks(topology)) {
      if (!network.hostBitsSet || !seen.add(at)) continue;
      const written = at.node.text;
      yield {
        place: at,
        message: lets
          ? `${written} lets in all of ${network.text}, not one address`
          : `${written} names a host in a network. The plan takes ${network.text}`,
        // In a list of addresses, the one address may be what was meant.
        fixes: () => [
          {
            title: `Write ${network.text}`,
            safe: !lets,
            edits: replaceScalar({ unit: at.unit, node: at.node }, network.text),
          },
        ],
      };
    }
  },
});

interface Written {
  readonly at: Value<unknown>;
  readonly network: IpNetwork;
  /** It stands in a list of addresses that are let in. */
  readonly lets: boolean;
}

function* networks({ hyperflex, clusters, hosts, datastores }: Topology): Iterable<Written> {
  const own = [
    ...hyperflex.map(({ value }) => value.dataNetwork),
    ...clusters.map(({ value }) => value.managementNetwork),
    ...datastores.map(({ value }) => value.network),
  ];
  for (const at of own) if (at) yield { at, network: at.value, lets: false };
  for (const system of hyperflex) yield* allowedNetworks(system.controllerFirewall);
  for (const { rules } of [...clusters, ...hosts]) for (const { allowed } of rules) yield* allowedNetworks(allowed);
}

function* allowedNetworks(allowed: AllowedAddresses | undefined): Iterable<Written> {
  for (const { source, value } of allowed?.sources ?? []) {
    if (source.kind === 'network') yield { at: value, network: source.network, lets: true };
  }
}
