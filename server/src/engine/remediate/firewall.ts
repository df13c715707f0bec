import type { AllowedAddresses, FirewallRule, Host } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { dataAddresses } from '../planner/access.ts';
import { formatPortRange } from '../schema/values/ports.ts';
import { isName } from './quote.ts';
import type { ChecklistItem, HostFirewallTarget, RulesetTarget } from './remediation.ts';
import { rulesetChecklist } from './ruleset-checklist.ts';
import { rulesetXml } from './ruleset-xml.ts';

/** The state of the ESXi firewalls, hosts of one state together. */
export interface FirewallTargets {
  readonly hostFirewalls: readonly HostFirewallTarget[];
  readonly rulesets: readonly RulesetTarget[];
  readonly checklist: readonly ChecklistItem[];
}

/** What the file says of the firewalls of hosts and clusters. Rules of one name are one ruleset of a host. */
export function firewallTargets(topology: Topology): FirewallTargets {
  const hosts = topology.hosts.filter((host) => topology.names.host.getExact(host.name) === host);
  const left = new Map<string, ChecklistItem>();
  const states: { host: Host; target: Omit<RulesetTarget, 'hosts'> }[] = [];
  const switches: { host: Host; target: Omit<HostFirewallTarget, 'hosts'> }[] = [];
  for (const host of hosts) {
    const nothing = !host.firewallEnabledPlace && host.rules.length === 0;
    if (nothing) continue;
    if (!isName(host.name)) {
      leave(
        left,
        `Host ${host.name}: this cannot be the name of a host, and its firewall is left as it is.`,
        host.namePlace,
      );
      continue;
    }
    const { firewallEnabledPlace: place } = host;
    if (place) switches.push({ host, target: { enabled: host.firewallEnabled, place } });
    for (const rules of byName(host.rules)) {
      const target = rulesetOf(rules, host, topology);
      if ('not' in target) leave(left, target.not, rules[0]!.value);
      else states.push({ host, target });
    }
  }
  const rulesets = together(states);
  return {
    hostFirewalls: together(switches),
    rulesets,
    checklist: [...left.values(), ...rulesetChecklist(topology, rulesets)],
  };
}

/** Once for a rule, however many hosts have it. */
function leave(left: Map<string, ChecklistItem>, text: string, place: ChecklistItem['place']): void {
  left.set(text, { part: 'firewall', text, place });
}

function byName(rules: readonly FirewallRule[]): FirewallRule[][] {
  const groups = new Map<string | FirewallRule, FirewallRule[]>();
  for (const rule of rules) {
    const key = rule.name ?? rule;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()];
}

function rulesetOf(
  rules: readonly FirewallRule[],
  host: Host,
  topology: Topology,
): Omit<RulesetTarget, 'hosts'> | { not: string } {
  const [first] = rules as [FirewallRule];
  const owner = `${first.owner.kind} ${first.owner.name}`;
  const opens = rules.map(opening).join(', ');
  const { name: id } = first;
  if (id === undefined) {
    return {
      not: `A firewall rule of ${owner} (${opens}) has no name: name it as its ruleset is called on the hosts.`,
    };
  }
  if (!/^[ -~]+$/.test(id)) return { not: `Firewall rule ${id} of ${owner}: no ruleset of ESXi can have this name.` };
  const on = rules.filter(({ enabled }) => enabled);
  const allowed = addressesOf(on.length > 0 ? on : rules, host, topology);
  if (typeof allowed === 'object' && 'not' in allowed) {
    return { not: `Firewall rule ${id} of ${owner}: ${allowed.not}; it is left as it is.` };
  }
  const delivery = rules.map(({ value }) => value.delivery?.value).find((each) => each !== undefined);
  const xml = delivery === 'manual' ? rulesetXml(id, rules) : undefined;
  return { id, enabled: on.length > 0, allowed, opens, delivery, xml, place: first.value.name ?? first.value };
}

/** What a rule opens, in words: `inbound TCP 0-65535`. */
function opening({ direction, protocol, ports }: FirewallRule): string {
  const over = protocol === 'any' ? 'TCP and UDP' : protocol.toUpperCase();
  return `${direction} ${over} ${ports.map(formatPortRange).join(', ') || 'no readable port'}`;
}

function addressesOf(
  rules: readonly FirewallRule[],
  host: Host,
  { proxies }: Topology,
): 'all' | string[] | { not: string } {
  const texts = new Set<string>();
  for (const { allowed, value } of rules) {
    if (!allowed || !isWhole(value.allowedAddresses)) return { not: 'not all of its allowed addresses can be read' };
    if (allowed.all) return 'all';
    for (const source of allowed.sources) {
      const found = textsOf(source, host, proxies);
      if ('not' in found) return found;
      for (const text of found) texts.add(text);
    }
  }
  return [...texts];
}

/** Whether nothing of the list was left out because it could not be read. */
function isWhole(value: FirewallRule['value']['allowedAddresses']): boolean {
  return value !== undefined && (value.node.kind !== 'seq' || value.node.items.length === value.items.length);
}

function textsOf(
  { source, proxy }: AllowedAddresses['sources'][number],
  { system, name }: Host,
  proxies: Topology['proxies'],
): readonly string[] | { not: string } {
  switch (source.kind) {
    case 'address':
      return [source.address.text];
    case 'network':
      return [source.network.text];
    case 'proxy':
    case 'everyProxy': {
      if (!system?.dataNetwork)
        return { not: `the data network of ${name}, by which a proxy's address is told, is not known` };
      if (source.kind === 'everyProxy') {
        return proxies.flatMap((each) => dataAddresses(each, system).map(({ value }) => value.text));
      }
      return proxy
        ? dataAddresses(proxy, system).map(({ value }) => value.text)
        : { not: `no proxy is named ${source.name}` };
    }
  }
}

/** Hosts that are to be in one state, as one target. Places are those of the first. */
function together<T extends { place: RulesetTarget['place'] }>(
  states: readonly { host: Host; target: T }[],
): (T & { hosts: string[] })[] {
  const groups = new Map<string, T & { hosts: string[] }>();
  for (const { host, target } of states) {
    const { place, ...state } = target;
    const key = JSON.stringify(state);
    const group = groups.get(key);
    if (group) group.hosts.push(host.name);
    else groups.set(key, { ...target, hosts: [host.name] });
  }
  return [...groups.values()];
}
