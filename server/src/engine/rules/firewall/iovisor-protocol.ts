import { rule } from '../rule.ts';
import { defectiveRules } from './_defects.ts';
import { VIB } from './_guide.ts';

export default rule({
  code: 'firewall/iovisor-protocol',
  title: 'The firewall rule for the IO Visor is for UDP only',
  severity: 'warning',
  what: 'A host’s rule for the IO Visor is for UDP only, and no other rule lets in a proxy that could use it.',
  why: 'Proxies reach the IO Visor by NFS over TCP, so the rule lets in nothing that they send.',
  whatToDo: 'Set the protocol to `tcp`.',
  source: VIB,
  fixes: 'unsafe',
  reads: ['hosts'],
  check: (context) =>
    defectiveRules(context, {
      key: 'protocol',
      isFaulty: ({ protocol }) => protocol === 'udp',
      is: 'is for UDP only, while proxies reach it over TCP',
      are: 'are for UDP only, while proxies reach it over TCP',
      right: 'tcp',
    }),
});
