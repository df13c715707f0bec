import type { Host, Proxy } from '../../model/entities.ts';
import { holds } from '../../planner/judgement.ts';
import { named } from '../_words.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { admitBehind } from './_admit.ts';
import { costOf } from './_cost.ts';
import { faultIn, listPlace, type RuleFault } from './_defects.ts';
import { type Door, doors } from './_doors.ts';
import { GUIDE } from './_guide.ts';
import { dataAddressTexts, listsWrongAddress } from './_sources.ts';
import { type Told, tellOnce } from './_told.ts';
import { alsoOn, rulesIn, whereToFix, withAddresses } from './_words.ts';

interface NotAllowed extends RuleFault {
  readonly proxies: readonly Proxy[];
}

export default rule({
  code: 'firewall/proxy-not-allowed',
  title: 'The firewall rule for the IO Visor leaves out a backup proxy',
  severity: 'warning',
  what: 'A host has a rule for the IO Visor, and proxies that could use it are not among its allowed addresses.',
  why: 'Such a proxy goes through the controller cluster IP for the VMs on that host. Where the hosts of a cluster differ, a VM that moves changes its path.',
  whatToDo: 'Add the proxies’ addresses on the HX data network to the rule, on every host of the cluster.',
  source: GUIDE,
  fixes: 'unsafe',
  reads: ['hosts'],
  *check(context) {
    for (const told of tellOnce(notAllowed(context))) {
      const { text, several } = rulesIn(told);
      const proxies = [...new Set(told.faults.flatMap((fault) => fault.proxies))];
      const { system } = told.faults[0].door;
      const who = withAddresses(proxies, (proxy) => dataAddressTexts([proxy], system));
      yield {
        place: told.place,
        message: `${text} ${several ? 'do' : 'does'} not let in ${who}: ${costOf(told.hosts, context, proxies)}${difference(told, proxies, context)}`,
        related: told.related,
        fixes: () => fixes(told, new Set(proxies), context),
      };
    }
  },
});

/** Once for each list, at the first of those that would have to name the proxies. */
function notAllowed(context: RuleContext): NotAllowed[] {
  return context.fact(doors).flatMap((door): NotAllowed[] => {
    if (door.unclear) return [];
    const byRule = new Map<RuleFault['rule'], Proxy[]>();
    for (const { proxy, unlisted } of door.shutOut) {
      const [first] = unlisted;
      if (!first || door.rules.some((each) => listsWrongAddress(each, proxy, door.system, context.topology))) continue;
      byRule.set(first, [...(byRule.get(first) ?? []), proxy]);
    }
    return [...byRule].flatMap(([firewallRule, proxies]) => {
      const place = listPlace(firewallRule, 'allowedAddresses');
      const kind = proxies.map(({ index }) => index).join();
      return place ? [{ ...faultIn(firewallRule, door, place, kind), proxies }] : [];
    });
  });
}

/** Says so where other hosts of the cluster do let in one of the proxies. */
function difference({ hosts }: Told<NotAllowed>, proxies: readonly Proxy[], { plan }: RuleContext): string {
  const { cluster, system } = hosts[0]!;
  if (!cluster || !system) return '';
  const { conditions } = plan.roads;
  const letsIn = (host: Host): boolean => proxies.some((proxy) => holds(conditions.hostFirewall(host, proxy, system)));
  const open = cluster.hosts.filter((host) => host.system === system && !hosts.includes(host) && letsIn(host));
  if (open.length === 0) return '';
  const verb = open.length === 1 ? 'lets' : 'let';
  const whom = proxies.length === 1 ? 'it' : 'them';
  return `. ${named(open.map(({ name }) => name))} ${verb} ${whom} in, so a VM that moves within ${cluster.name} changes its path`;
}

function fixes(told: Told<NotAllowed>, proxies: ReadonlySet<Proxy>, context: RuleContext): Fix[] {
  const who = named([...proxies].map(({ name }) => name));
  const own = [...new Set(told.faults.map(({ door }) => door))];
  const admitted = admitBehind(own, proxies, context);
  const where = whereToFix(told, admitted, context);
  const result: Fix[] = [{ title: `Allow ${who} ${where}`, safe: false, edits: admitted }];
  const { cluster } = told.hosts[0]!;
  const closed = context
    .fact(doors)
    .filter((door) => cluster && door.host.cluster === cluster && keepsOut(door, proxies));
  if (cluster && closed.some((door) => !own.includes(door))) {
    const edits = admitBehind(closed, proxies, context);
    const everywhere = alsoOn(`on every host of ${cluster.name}`, cluster.hosts, edits, context);
    result.push({ title: `Allow ${who} ${everywhere}`, safe: false, edits });
  }
  return result;
}

function keepsOut({ rules, shutOut }: Door, proxies: ReadonlySet<Proxy>): boolean {
  return shutOut.some(({ proxy, unlisted }) => proxies.has(proxy) && (rules.length === 0 || unlisted.length > 0));
}
