import { rule } from '../rule.ts';
import { defectiveRules } from './_defects.ts';
import { GUIDE } from './_guide.ts';

export default rule({
  code: 'firewall/iovisor-direction',
  title: 'The firewall rule for the IO Visor is outbound',
  severity: 'warning',
  what: 'A host’s rule that names backup proxies on the ports of the IO Visor is outbound, and no inbound rule lets them in.',
  why: 'The proxies connect to the host: a rule for what leaves the host does not open the IO Visor to them.',
  whatToDo: 'Make the rule inbound.',
  source: GUIDE,
  fixes: 'unsafe',
  reads: ['hosts'],
  check: (context) =>
    defectiveRules(context, {
      key: 'direction',
      isFaulty: ({ direction }) => direction === 'outbound',
      is: 'is outbound, while proxies come in',
      are: 'are outbound, while proxies come in',
      right: 'inbound',
    }),
});
