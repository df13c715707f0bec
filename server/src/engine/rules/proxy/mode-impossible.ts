import { plansByProxy } from '../_plans.ts';
import { waysOf } from '../firewall/_cost.ts';
import { rule } from '../rule.ts';
import { impossible, SETTINGS, setAutomatic, TRANSPORT_MODES } from './_modes.ts';

export default rule({
  code: 'proxy/mode-impossible',
  title: 'A proxy is set to a transport mode that its machine cannot do',
  severity: 'warning',
  what: 'A physical proxy is set to virtual appliance mode, or a server that supports Network mode only (the Veeam Software Appliance, a hardened repository) is set to another mode.',
  why: 'Disks can be HotAdded to a VM only, and these servers can read over Network mode only. The proxy falls back to Network mode for every VM.',
  whatToDo: 'Set `transportMode: automatic`: the proxy then uses the best mode that its machine can do.',
  source: TRANSPORT_MODES,
  fixes: 'safe',
  reads: ['hosts', 'plan'],
  *check(context) {
    for (const proxy of context.topology.proxies) {
      const told = proxy.enabled ? impossible(context, proxy) : undefined;
      const { transportMode } = proxy.value;
      if (!told || !transportMode) continue;
      const setting = SETTINGS[proxy.transportMode];
      const own = context.fact(plansByProxy).get(proxy) ?? [];
      const cost = own.length > 0 ? `: ${waysOf(own, setting)}` : '';
      yield {
        place: transportMode,
        message: `${proxy.name} is set to ${setting}, but ${told.why}${cost}. Set it to automatic`,
        related: told.place ? [{ place: told.place, message: `The machine of ${proxy.name}` }] : [],
        fixes: () => setAutomatic(proxy),
      };
    }
  },
});
