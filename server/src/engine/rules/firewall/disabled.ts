import { rule } from '../rule.ts';
import { GUIDE } from './_guide.ts';
import { type Fault, tellOnce } from './_told.ts';
import { hostsIn } from './_words.ts';

export default rule({
  code: 'firewall/disabled',
  title: 'The firewall of a host is off',
  severity: 'information',
  what: 'The firewall of an ESXi host, or of all hosts of a cluster, is off.',
  why: 'Backup proxies reach the IO Visor, and so does everyone else every service of the host. Rules have no effect.',
  whatToDo: 'Turn the firewall on, and give it a rule that lets the backup proxies in.',
  source: GUIDE,
  reads: ['hosts'],
  *check({ topology }) {
    const faults = topology.hosts.flatMap((host): Fault[] => {
      const place = host.firewallEnabledPlace;
      if (host.firewallEnabled || !place) return [];
      return [{ door: { host }, place, cluster: host.value.firewall?.enabled ? undefined : host.cluster }];
    });
    for (const told of tellOnce(faults)) {
      const several = told.hosts.length > 1;
      yield {
        place: told.place,
        message: `The ${several ? 'firewalls' : 'firewall'} of ${hostsIn(told)} ${several ? 'are' : 'is'} off: ${several ? 'they let' : 'it lets'} everyone in to everything, and rules have no effect`,
        related: told.related,
      };
    }
  },
});
