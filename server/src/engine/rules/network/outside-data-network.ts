import type { HxSystem } from '../../model/entities.ts';
import type { Place } from '../../syntax/nodes.ts';
import { byCluster, relatedHosts } from '../_by-cluster.ts';
import { named } from '../_words.ts';
import { type Finding, type Related, rule } from '../rule.ts';
import { type DataAddress, outsideAddresses } from './_data-addresses.ts';

export default rule({
  code: 'network/outside-data-network',
  title: 'An address of an HX system lies outside its data network',
  severity: 'warning',
  what: 'The `controllerClusterIp` of an HX system, or the `dataIp` of one of its controllers or hosts, does not lie in its `dataNetwork`. Told at the data network itself where all of them, three or more, lie outside.',
  why: 'Proxies read over the data network. A controller cluster IP outside it rules out Direct NFS over the controllers; for the others, either the address or the network is mistyped.',
  whatToDo: 'Correct the address or the data network.',
  reads: ['hosts'],
  *check(context) {
    for (const [system, { outside, all }] of context.fact(outsideAddresses)) {
      if (all) yield atNetwork(system, outside);
      else yield* atAddresses(system, outside);
    }
  },
});

/** Nothing lies inside: the network is mistyped. */
function atNetwork({ name, value }: HxSystem, outside: readonly DataAddress[]): Finding {
  return {
    place: value.dataNetwork!,
    message: `None of the ${outside.length} addresses given for ${name} lies in its data network: is it mistyped?`,
    related: outside.map(({ at, name }) => ({ place: at, message: `${at.value.text} of ${name}` })),
  };
}

function* atAddresses(system: HxSystem, outside: readonly DataAddress[]): Iterable<Finding> {
  const byHost = new Map(outside.flatMap(({ host, at }) => (host ? [[host, at] as const] : [])));
  for (const { at, name, host } of outside) {
    if (host) continue;
    const effect = at === system.value.controllerClusterIp ? ', so no VM can be read over it' : '';
    yield finding(system, at, `${at.value.text}, ${name} of ${system.name}, lies`, effect);
  }
  for (const sharing of byCluster(byHost.keys())) {
    const { hosts, cluster, place } = sharing;
    const at = byHost.get(hosts[0]!)!;
    if (cluster) {
      const names = named(hosts.map(({ name }) => name));
      yield finding(
        system,
        place,
        `The dataIp of ${hosts.length} hosts of ${cluster.name} (${names}) lies`,
        '',
        relatedHosts(sharing),
      );
    } else yield finding(system, at, `${at.value.text}, the dataIp of ${hosts[0]!.name}, lies`, '');
  }
}

function finding(
  system: HxSystem,
  place: Place,
  what: string,
  effect: string,
  related: readonly Related[] = [],
): Finding {
  const network = system.dataNetwork!.text;
  return {
    place,
    message: `${what} outside the data network ${network} of ${system.name}${effect}. Correct the address or the network`,
    related: [...related, { place: system.value.dataNetwork!, message: `The data network of ${system.name}` }],
  };
}
