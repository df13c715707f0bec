import type { Host } from '../../model/entities.ts';
import type { PlacedEdit } from '../../syntax/edit/index.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { addRule } from './_admit.ts';
import { costOf } from './_cost.ts';
import { type Door, doors } from './_doors.ts';
import { GUIDE } from './_guide.ts';
import { dataAddressTexts } from './_sources.ts';
import { type Fault, type Told, tellOnce } from './_told.ts';
import { alsoOn, hostsIn, withAddresses } from './_words.ts';

interface Missing extends Fault {
  readonly door: Door;
}

export default rule({
  code: 'firewall/iovisor-rule-missing',
  title: 'No firewall rule lets backup proxies in to the IO Visor',
  severity: 'warning',
  what: 'A host of an HX system has no firewall rule that touches the ports of the IO Visor (2049 and 2449), and at least one backup proxy could use it.',
  why: 'Without the rule VBR falls back from the IO Visor of each host to the controller cluster IP, so that all traffic goes through the one controller that holds it.',
  whatToDo:
    'Add an inbound rule over TCP for ports 0-65535 that lets in the proxies’ addresses on the HX data network, on every host of the cluster.',
  source: GUIDE,
  fixes: 'unsafe',
  reads: ['hosts'],
  *check(context) {
    const missing = rulesMissing(context);
    for (const told of tellOnce(missing)) {
      yield {
        place: told.place,
        message: `${nobodyIn(told)}: ${costOf(told.hosts, context)}. Open TCP ports 0-65535 to ${wanted(told, context)}`,
        related: told.related,
        fixes: () => fixes(told, missing, context),
      };
    }
  },
});

function rulesMissing(context: RuleContext): Missing[] {
  return context
    .fact(doors)
    .filter(({ rules, shutOut, unclear }) => rules.length === 0 && shutOut.length > 0 && !unclear)
    .map((door) => ({ door, place: door.host.namePlace }));
}

function nobodyIn(told: Told<Missing>): string {
  const { hosts, cluster } = told;
  if (hosts.length === 1) return `${hosts[0]!.name} lets no backup proxy in to its IO Visor`;
  return hosts.length === cluster?.hosts.length
    ? `${hosts.length === 2 ? 'Neither host' : `None of the ${hosts.length} hosts`} of ${cluster.name} lets a backup proxy in to its IO Visor`
    : `${hostsIn(told)} let no backup proxy in to their IO Visor`;
}

function wanted({ faults }: Told<Missing>, { plan }: RuleContext): string {
  const { system } = faults[0].door;
  return withAddresses(plan.ioVisor.of(system), (proxy) => dataAddressTexts([proxy], system));
}

function fixes({ hosts, faults }: Told<Missing>, missing: readonly Missing[], context: RuleContext): Fix[] {
  const [{ name, cluster }] = hosts as [Door['host']];
  const without = cluster ? missing.filter(({ door }) => door.host.cluster === cluster) : [];
  const adding = (where: string, named: readonly Host[], edits: readonly PlacedEdit[]): Fix => ({
    title: `Add the rule to ${alsoOn(where, named, edits, context)}`,
    safe: false,
    edits,
  });
  const toHosts = (where: string, chosen: readonly Missing[]): Fix =>
    adding(
      where,
      chosen.map(({ door }) => door.host),
      chosen.flatMap(({ door }) => addRule(door.host, [door], context)),
    );
  const result: Fix[] = hosts.length === 1 ? [toHosts(name, faults)] : [];
  if (cluster && without.length > 1) {
    const some = without.length < cluster.hosts.length;
    const which = some
      ? `the ${without.length} hosts of ${cluster.name} that have none`
      : hostsIn({ hosts: cluster.hosts, cluster });
    result.push(toHosts(which, without));
  }
  if (cluster && cluster.hosts.length > 1) {
    const behind = without.map(({ door }) => door);
    const where = `cluster ${cluster.name}, for all of its ${cluster.hosts.length} hosts`;
    result.push(adding(where, cluster.hosts, addRule(cluster, behind, context)));
  }
  return result;
}
