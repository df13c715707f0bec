import type { FirewallRule, Host, Proxy } from '../../model/entities.ts';
import { hostsOpenedBy } from '../../repair/opened.ts';
import type { PlacedEdit } from '../../syntax/edit/index.ts';
import { isSamePlace } from '../../syntax/nodes.ts';
import { named } from '../_words.ts';
import type { RuleContext } from '../rule.ts';
import type { Fault, Told } from './_told.ts';

/** A part of a sentence, with the number that its verb agrees with. */
export interface Subject {
  readonly text: string;
  readonly several: boolean;
}

/** "esx02", "both hosts of cl-muc", "all 4 hosts of cl-muc", "3 of the 5 hosts of cl-muc", "esx02 and esx03". */
export function hostsIn({ hosts, cluster }: Pick<Told<Fault>, 'hosts' | 'cluster'>): string {
  if (hosts.length === 1) return hosts[0]!.name;
  if (!cluster) return named(hosts.map(({ name }) => name));
  const all = cluster.hosts.length;
  return hosts.length === all
    ? `${all === 2 ? 'both' : `all ${all}`} hosts of ${cluster.name}`
    : `${hosts.length} of the ${all} hosts of ${cluster.name}`;
}

/** "The IO Visor rule veeam-iovisor of esx02", "… of cl-muc (4 hosts)", "The IO Visor rules of all 4 hosts of cl-muc". */
export function rulesIn(told: Told<Fault & { readonly rule: FirewallRule }>): Subject {
  const several = told.faults.some(({ rule: { value } }) => !isSamePlace(value, told.faults[0].rule.value));
  const name = several ? undefined : told.faults[0].rule.name;
  return { text: `The IO Visor rule${several ? 's' : ''}${name ? ` ${name}` : ''} of ${ownerIn(told)}`, several };
}

function ownerIn(told: Told<Fault>): string {
  if (!told.atCluster) return hostsIn(told);
  const { hosts, cluster } = told;
  return `${cluster!.name} (${hosts.length === 1 ? hosts[0]!.name : `${hosts.length} hosts`})`;
}

/** Where a fix acts: "on esx02", "in cluster cl-muc", "on all 4 hosts of cl-muc", "on esx02, and on esx09". */
export function whereToFix(told: Told<Fault>, edits: readonly PlacedEdit[], context: RuleContext): string {
  const { atCluster, cluster, hosts } = told;
  return atCluster
    ? alsoOn(`in cluster ${cluster!.name}`, cluster!.hosts, edits, context)
    : alsoOn(`on ${hostsIn(told)}`, hosts, edits, context);
}

/** `where` a fix acts, and the hosts besides whose firewall its edits open: those that share a list by an alias. */
export function alsoOn(
  where: string,
  hosts: readonly Host[],
  edits: readonly PlacedEdit[],
  { topology }: RuleContext,
): string {
  const others = hostsOpenedBy(edits, topology).filter((host) => !hosts.includes(host));
  return others.length === 0 ? where : `${where}, and on ${named(others.map(({ name }) => name))}`;
}

/** Proxies with the addresses that are to be let in: "proxy01 (10.10.50.21)"; at most three. */
export function withAddresses(proxies: readonly Proxy[], textsOf: (proxy: Proxy) => readonly string[]): string {
  return named(proxies.map((proxy) => `${proxy.name} (${textsOf(proxy).join(', ')})`));
}
