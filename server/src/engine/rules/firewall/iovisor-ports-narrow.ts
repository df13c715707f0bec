import type { FirewallRule, HxSystem } from '../../model/entities.ts';
import { allows, dataAddresses, isEffective, missingPorts } from '../../planner/access.ts';
import { ALL_PORTS, formatPortRange, type PortRange, uncoveredPorts } from '../../schema/values/ports.ts';
import { replaceNode } from '../../syntax/edit/index.ts';
import { once } from '../_once.ts';
import { named } from '../_words.ts';
import { type RuleContext, rule } from '../rule.ts';
import { faultIn, listPlace, type RuleFault } from './_defects.ts';
import { type Door, doors } from './_doors.ts';
import { VIB } from './_guide.ts';
import { tellOnce } from './_told.ts';
import { rulesIn, whereToFix } from './_words.ts';

export default rule({
  code: 'firewall/iovisor-ports-narrow',
  title: 'The firewall rules for the IO Visor open only what Veeam’s VIB opens',
  severity: 'information',
  what: 'The rules for the IO Visor of a host open ports 111, 2049 and 2449, as Veeam’s own firewall VIB does, but not all ports from 0 to 65535.',
  why: 'From HX 2.5 on that is enough for Veeam’s VIB (KB2298), while the user guide asks for all ports, since the NFS of the IO Visor uses dynamic ports.',
  whatToDo: 'Leave it where backups run through the IO Visor; open 0-65535 where they do not.',
  source: VIB,
  fixes: 'unsafe',
  reads: ['hosts'],
  *check(context) {
    for (const told of tellOnce(context.fact(doors).flatMap(context.fact(narrowFaults)))) {
      const { text, several } = rulesIn(told);
      const ports = [...new Set(told.faults.flatMap(({ rule: { value } }) => value.ports ?? []))];
      yield {
        place: told.place,
        message: `${text} ${several ? 'open' : 'opens'} ${told.faults[0].kind} only: enough from HX 2.5 on (KB2298), but the guide asks for 0-65535`,
        related: told.related,
        fixes: () => {
          const edits = ports.flatMap((list) => replaceNode(list, '0-65535'));
          return [{ title: `Set ports: 0-65535 ${whereToFix(told, edits, context)}`, safe: false, edits }];
        },
      };
    }
  },
});

/**
 * For each proxy on the data network, the first IO Visor rule of those that together let it in by the few ports. A port
 * may be opened by a rule that is none of them. Where there is no such proxy, all rules are judged together. For
 * `context.fact`.
 */
function narrowFaults({ topology, fact }: RuleContext): (door: Door) => readonly RuleFault[] {
  const onNetworks = fact(addressesOnNetworks);
  return once((door) => {
    const { host, system } = door;
    const effective = host.rules.filter(isEffective);
    const letIn = onNetworks
      .get(system)!
      .map((own) =>
        own.map(({ value }) => effective.filter(({ allowed }) => allows(allowed, value, topology.proxies))),
      );
    const faults = (letIn.length === 0 ? [[effective]] : letIn).flatMap((ways) => {
      if (ways.some((rules) => uncoveredPorts(portsOf(rules), ALL_PORTS).length === 0)) return [];
      const rules = ways.find((some) => missingPorts(portsOf(some), system).length === 0);
      return rules ? narrowFault(door, rules) : [];
    });
    return [...new Map(faults.map((fault) => [fault.rule, fault])).values()];
  });
}
narrowFaults.reads = [] as const;

/** The addresses of the proxies on the data network of each HX system, proxy by proxy. */
function addressesOnNetworks({
  topology: { hyperflex, proxies },
}: RuleContext): ReadonlyMap<HxSystem, DataAddresses[]> {
  const onNetwork = (system: HxSystem): DataAddresses[] =>
    proxies.map((proxy) => dataAddresses(proxy, system)).filter(({ length }) => length > 0);
  return new Map(hyperflex.map((system) => [system, onNetwork(system)]));
}
addressesOnNetworks.reads = [] as const;

type DataAddresses = ReturnType<typeof dataAddresses>;

function narrowFault(door: Door, rules: readonly FirewallRule[]): RuleFault[] {
  const first = door.rules.find((each) => rules.includes(each));
  const place = first && listPlace(first, 'ports');
  const closed = uncoveredPorts(portsOf(rules), ALL_PORTS);
  return place ? [faultIn(first, door, place, named(uncoveredPorts(closed, ALL_PORTS).map(formatPortRange)))] : [];
}

function portsOf(rules: readonly FirewallRule[]): PortRange[] {
  return rules.flatMap(({ ports }) => ports);
}
