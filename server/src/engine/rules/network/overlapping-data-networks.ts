import { networksOverlap } from '../../schema/values/ip.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'network/overlapping-data-networks',
  title: 'The data networks of two HX systems overlap',
  severity: 'warning',
  what: 'Two HX systems have data networks with addresses in common.',
  why: 'A proxy is on the data network of a system when it has an address in it. With an address in both, it is planned as if it could reach both systems, which it may not on the real network.',
  whatToDo:
    'Correct the network that is mistyped. Where two sites really use one range, put them into files of their own.',
  reads: ['hosts'],
  *check({ topology }) {
    for (const [index, system] of topology.hyperflex.entries()) {
      const network = system.dataNetwork;
      const other = topology.hyperflex
        .slice(0, index)
        .find(({ dataNetwork }) => network && dataNetwork && networksOverlap(network, dataNetwork));
      if (!network || !other) continue;
      yield {
        place: system.value.dataNetwork!,
        message: `The data networks of ${other.name} (${other.dataNetwork!.text}) and ${system.name} (${network.text}) overlap: of a proxy with an address in both, the plan cannot tell which system it reaches. Correct one of them`,
        related: [{ place: other.value.dataNetwork!, message: `The data network of ${other.name}` }],
      };
    }
  },
});
