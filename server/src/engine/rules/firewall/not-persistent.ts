import type { FirewallRule, Host, Proxy } from '../../model/entities.ts';
import { dataAddresses, openPorts, portsSuffice } from '../../planner/access.ts';
import { counted } from '../_words.ts';
import { type RuleContext, rule } from '../rule.ts';
import { vmsByHost } from './_cost.ts';
import { faultIn } from './_defects.ts';
import { doors } from './_doors.ts';
import { GUIDE } from './_guide.ts';
import { tellOnce } from './_told.ts';
import { rulesIn } from './_words.ts';

export default rule({
  code: 'firewall/not-persistent',
  title: 'A firewall rule for the IO Visor is lost when the host restarts',
  severity: 'warning',
  what: 'A rule for the IO Visor was written on the host by hand (`delivery: manual`).',
  why: 'ESXi does not keep such a rule over a restart. From the next one on VBR goes through the controller cluster IP, and nobody is told.',
  whatToDo: 'Install the rule as a VIB (Veeam KB2298), and write `delivery: vib`.',
  source: GUIDE,
  reads: ['hosts'],
  *check(context) {
    const faults = context.fact(doors).flatMap((door) =>
      door.rules.flatMap((each) => {
        const { delivery } = each.value;
        return delivery && isManual(each) ? [faultIn(each, door, delivery)] : [];
      }),
    );
    for (const told of tellOnce(faults)) {
      const { text, several } = rulesIn(told);
      const lost = losers(told.hosts, context);
      const cost =
        lost === 0 ? '' : `, and with ${several ? 'them' : 'it'} the IO Visor path of ${counted(lost, 'VM')}`;
      yield {
        place: told.place,
        message: `${text} ${several ? 'were' : 'was'} written by hand: ${several ? 'they are' : 'it is'} lost when the host restarts${cost}. Install ${several ? 'them' : 'it'} as a VIB`,
        related: told.related,
      };
    }
  },
});

function isManual({ value }: FirewallRule): boolean {
  return value.delivery?.value === 'manual';
}

/** How many VMs go through the IO Visor of the hosts, and could not without the rules that were written by hand. */
function losers(hosts: readonly Host[], context: RuleContext): number {
  const { proxies } = context.topology;
  const onHost = context.fact(vmsByHost);
  return hosts.flatMap((host) => {
    const kept = { ...host, rules: host.rules.filter((each) => !isManual(each)) };
    const stays = new Map<Proxy, boolean>();
    const staysIn = (proxy: Proxy): boolean => {
      const { system } = host;
      const known =
        stays.get(proxy) ??
        dataAddresses(proxy, system!).some(({ value }) => portsSuffice(openPorts(kept, value, proxies), system!));
      stays.set(proxy, known);
      return known;
    };
    return onHost(host).through.filter(({ proxy }) => proxy && !staysIn(proxy));
  }).length;
}
