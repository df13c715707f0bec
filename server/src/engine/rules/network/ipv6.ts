import { readProblems } from '../_problems.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'network/ipv6',
  title: 'An IPv6 address for an HX system',
  severity: 'error',
  what: 'The data network, the controller cluster IP, a controller or the management address of an HX system is IPv6.',
  why: 'Veeam adds a Cisco HyperFlex system by a DNS name or an IPv4 address, and reads from it over IPv4; HyperFlex is not among the storage systems with IPv6.',
  whatToDo: 'Write the IPv4 address.',
  source: 'Veeam user guide, General Limitations of storage snapshots; Adding Cisco HyperFlex',
  reads: ['problems', 'errors'],
  *check({ fact }) {
    for (const { code, place, message } of fact(readProblems)) {
      if (code === 'network/ipv6') yield { place, message: `${message}. Give the IPv4 one` };
    }
  },
});
