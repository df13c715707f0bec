import { readProblems } from '../_problems.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'network/invalid-address',
  title: 'Not an address, a network or a port range',
  severity: 'error',
  what: 'The value is not an IP address, not a network in CIDR notation, or a port range that runs backwards or beyond 65535.',
  why: 'It is left out of the plan: a proxy without its address on the data network cannot use Direct NFS, and a firewall rule without ports or addresses lets nobody in.',
  whatToDo: 'Write an address in four decimal parts, a network as `10.10.50.0/24`, and ports as `2049` or `0-65535`.',
  reads: ['problems', 'errors'],
  *check({ fact }) {
    for (const { code, place, message } of fact(readProblems)) {
      if (code === 'network/invalid-address') yield { place, message: `${message}. It is left out of the plan` };
    }
  },
});
