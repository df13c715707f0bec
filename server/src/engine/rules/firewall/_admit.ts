import type { AllowedAddresses, Cluster, FirewallRule, Host, HxSystem, Proxy } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';
import { allows, dataAddresses } from '../../planner/access.ts';
import { cluster, host } from '../../schema/format.ts';
import type { AllowedSource } from '../../schema/scalars.ts';
import type { Value as Read, WordOrListValue } from '../../schema/types.ts';
import { appendAt, appendItem, type PlacedEdit, replaceNode } from '../../syntax/edit/index.ts';
import { PlaceMap } from '../../syntax/place-map.ts';
import type { RuleContext } from '../rule.ts';
import type { Door } from './_doors.ts';
import { dataAddressTexts } from './_sources.ts';

/** A list of allowed addresses that is to let in proxies, by their addresses on the system's data network. */
export interface Admission {
  readonly value: WordOrListValue<'all', Read<AllowedSource>>;
  readonly allowed: AllowedAddresses;
  readonly system: HxSystem;
  readonly proxies: readonly Proxy[];
}

/**
 * Edits that let the proxies in: a list that names proxies goes on doing so, any other gets their data addresses. What a
 * list lets in already is left out.
 */
export function admit(admissions: readonly Admission[], topology: Topology): PlacedEdit[] {
  const lists: { list: Admission['value']; texts: Set<string> }[] = [];
  const known = new PlaceMap<(typeof lists)[number]>();
  for (const admission of admissions) {
    const { value } = admission;
    let entry = known.get(value);
    if (!entry) {
      entry = { list: value, texts: new Set() };
      known.set(value, entry);
      lists.push(entry);
    }
    for (const text of textsOf(admission, topology)) entry.texts.add(text);
  }
  return lists.flatMap(({ list, texts }) =>
    list.items.length === 0 ? replaceNode(list, [...texts]) : [...texts].flatMap((text) => appendItem(list, text)),
  );
}

function textsOf({ allowed, system, proxies }: Admission, topology: Topology): string[] {
  const byName = allowed.sources.length > 0 && allowed.sources.every(({ source }) => source.kind === 'proxy');
  return proxies.flatMap((proxy) => {
    const missing = dataAddresses(proxy, system).filter(({ value }) => !allows(allowed, value, topology.proxies));
    if (missing.length > 0 && byName) return [`proxy:${proxy.name}`];
    return missing.map(({ value }) => value.text);
  });
}

/** Edits that let the proxies in behind the doors, where lists leave them out; by a new rule where a host has none. */
export function admitBehind(behind: readonly Door[], proxies: ReadonlySet<Proxy>, context: RuleContext): PlacedEdit[] {
  const admissions = behind.flatMap(({ system, shutOut }) =>
    shutOut
      .filter(({ proxy }) => proxies.has(proxy))
      .flatMap(({ proxy, unlisted }) => unlisted.flatMap((rule) => admissionTo(rule, system, proxy))),
  );
  const bare = behind.filter(({ rules }) => rules.length === 0);
  return [...admit(admissions, context.topology), ...bare.flatMap((door) => addRule(door.host, [door], context))];
}

/** None where the rule has no list that could be read. */
function admissionTo({ value, allowed }: FirewallRule, system: HxSystem, proxy: Proxy): Admission[] {
  const list = value.allowedAddresses;
  return list && allowed ? [{ value: list, allowed, system, proxies: [proxy] }] : [];
}

/** Edits that give a host or cluster a rule for all proxies that could use the IO Visor behind the doors. */
export function addRule(owner: Host | Cluster, behind: readonly Door[], { plan }: RuleContext): PlacedEdit[] {
  const systems = [...new Set(behind.map(({ system }) => system))];
  const allowedAddresses = systems.flatMap((system) => dataAddressTexts(plan.ioVisor.of(system), system));
  const rule = { name: 'veeam-iovisor', ports: '0-65535', allowedAddresses };
  const { fields } = owner.kind === 'cluster' ? cluster : host;
  return appendAt(owner.value, ['firewall', 'rules'], rule, { order: Object.keys(fields) });
}
