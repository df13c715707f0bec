import { plansByProxy } from '../_plans.ts';
import { rule } from '../rule.ts';
import { isNetworkOnly, TRANSPORT_MODES } from './_modes.ts';

export default rule({
  code: 'proxy/no-failover',
  title: 'A proxy does not fail over to Network mode',
  severity: 'information',
  what: '`failoverToNetwork: false` on a proxy that can use another mode than Network.',
  why: 'When its mode fails during a session, the disks are not read over Network mode instead, and the VM is not backed up until the next try.',
  whatToDo:
    'Turn it on, unless the management network is to be spared at any price. Where no mode is left from the start, VBR takes Network mode all the same.',
  source: TRANSPORT_MODES,
  reads: ['hosts', 'plan'],
  *check(context) {
    for (const proxy of context.topology.proxies) {
      const { failoverToNetwork } = proxy.value;
      if (!failoverToNetwork || proxy.failoverToNetwork || !proxy.enabled || isNetworkOnly(context, proxy)) continue;
      const own = context.fact(plansByProxy).get(proxy) ?? [];
      const { size } = new Set(own.flatMap(({ vm, mode }) => (mode === 'network' ? [] : [vm])));
      const vms = size === 0 ? 'a VM is' : size === 1 ? 'its VM is' : `its ${size} VMs are`;
      yield {
        place: failoverToNetwork,
        message: `${proxy.name} does not fail over to Network mode: when its mode fails during a session, ${vms} not backed up until the next try. Turn \`failoverToNetwork\` on, unless the management network is to be spared`,
      };
    }
  },
});
