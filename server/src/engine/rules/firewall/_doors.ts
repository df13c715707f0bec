import type { FirewallRule, Host, HxSystem, Proxy } from '../../model/entities.ts';
import { allows, dataAddresses, isEffective, missingPorts } from '../../planner/access.ts';
import { holds } from '../../planner/judgement.ts';
import { coversPort, type PortRange } from '../../schema/values/ports.ts';
import { once } from '../_once.ts';
import { sameLists } from '../_same.ts';
import type { RuleContext } from '../rule.ts';
import { unclearFirewalls } from './_readable.ts';
import { proxyAddresses } from './_sources.ts';

/** The way to the IO Visor of a host of an HX system. Only where the host's firewall is on. */
export interface Door {
  readonly host: Host;
  readonly system: HxSystem;
  /** Its IO Visor rules: those that touch port 2049 or 2449. Its cluster's come first. */
  readonly rules: readonly FirewallRule[];
  /** The proxies that could use it, but that all of the host's rules together keep out. */
  readonly shutOut: readonly ShutOut[];
  /** Something in the firewall could not be read, or names nothing: that may be what keeps the proxies out. */
  readonly unclear: boolean;
}

/** What keeps a proxy out of the IO Visor of a host. */
export interface ShutOut {
  readonly proxy: Proxy;
  /** The rules that should let it in; none where the host has no IO Visor rule. */
  readonly rules: readonly FirewallRule[];
  /** Those of them whose lists leave it out. */
  readonly unlisted: readonly FirewallRule[];
  /** The ports that it needs, and that the host's IO Visor rules together leave closed. */
  readonly portsMissing: readonly PortRange[];
}

/** The doors of all hosts, in file order. A host that stays as it is keeps its door. For `context.fact`. */
export function doors({ topology, fact }: RuleContext): readonly Door[] {
  return topology.hosts.flatMap(fact(doorOf));
}
doors.reads = ['hosts'] as const;

/** The door of a host, if it has one. For `context.fact`. */
function doorOf(context: RuleContext): (host: Host) => readonly Door[] {
  const { topology, plan } = context;
  const unclearOwners = context.fact(unclearFirewalls);
  const users = context.fact(ioVisorUsers);
  const find = (host: Host): readonly Door[] => {
    const { system } = host;
    if (!system || !host.firewallEnabled) return [];
    const rules = host.rules.filter((rule) => isIoVisorRule(rule, context));
    const shutOut = (users.get(system) ?? [])
      .filter((proxy) => !holds(plan.roads.conditions.hostFirewall(host, proxy, system)))
      .map((proxy) => whyShutOut({ host, system, rules }, proxy, topology.proxies));
    const unclear = unclearOwners.has(host) || (host.cluster !== undefined && unclearOwners.has(host.cluster));
    return [{ host, system, rules, shutOut, unclear }];
  };
  return once(find, ({ value }) => value);
}
doorOf.reads = [] as const;

/** The proxies that could use the IO Visor of each HX system, were it not for hosts' firewalls. For `context.fact`. */
function ioVisorUsers({ topology, plan }: RuleContext): ReadonlyMap<HxSystem, readonly Proxy[]> {
  return new Map(topology.hyperflex.map((system) => [system, plan.ioVisor.of(system)]));
}
ioVisorUsers.reads = ['plan'] as const;
ioVisorUsers.same = sameLists;

/** Outbound ones count only when they name a proxy's address: all others let the host itself out. */
function isIoVisorRule(rule: FirewallRule, context: RuleContext): boolean {
  if (!coversPort(rule.ports, 2049) && !coversPort(rule.ports, 2449)) return false;
  if (rule.direction === 'inbound') return true;
  const addresses = context.fact(proxyAddresses);
  return rule.allowed?.sources.some(({ source }) => addresses.names(source)) ?? false;
}

/**
 * The rules that list the proxy are the ones to put right where, put right, they would be enough; else one whose ports
 * are enough, an effective one if there is one; else all of them together.
 */
function whyShutOut(
  { host, system, rules }: Pick<Door, 'host' | 'system' | 'rules'>,
  proxy: Proxy,
  proxies: readonly Proxy[],
): ShutOut {
  const listingOf = (address: Parameters<typeof allows>[1]): FirewallRule[] =>
    host.rules.filter((rule) => allows(rule.allowed, address, proxies));
  const listing = dataAddresses(proxy, system)
    .map((address) => listingOf(address.value))
    .reduce<FirewallRule[]>((most, each) => (each.length > most.length ? each : most), []);
  const others = listing.filter((rule) => !rules.includes(rule) && isEffective(rule)).flatMap((rule) => rule.ports);
  const missing = (some: readonly FirewallRule[]): PortRange[] =>
    missingPorts([...others, ...some.flatMap((rule) => rule.ports)], system);
  const suffice = (some: readonly FirewallRule[]): boolean => missing(some).length === 0;

  const listed = rules.filter((rule) => listing.includes(rule));
  if (suffice(listed)) return { proxy, rules: listed, unlisted: [], portsMissing: [] };
  const portsMissing = missing(rules);
  const portsSuffice = portsMissing.length === 0;
  const effective = rules.filter(isEffective);
  const inQuestion =
    !portsSuffice && listed.length > 0
      ? listed
      : effective.length > 0 && (!portsSuffice || suffice(effective))
        ? effective
        : rules;
  const alone = inQuestion.find((rule) => suffice([rule]));
  const wanted = alone ? [alone] : inQuestion;
  return { proxy, rules: wanted, unlisted: wanted.filter((rule) => !listed.includes(rule)), portsMissing };
}
