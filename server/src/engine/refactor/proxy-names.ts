import type { Cluster, Entity, Host, HxSystem, Proxy } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { dataAddresses, sameAddress } from '../planner/access.ts';
import { named } from '../rules/_words.ts';
import type { AllowedSource } from '../schema/scalars.ts';
import type { Value } from '../schema/types.ts';
import type { IpAddress } from '../schema/values/ip.ts';
import { appendItem, type PlacedEdit, removeItem, replaceScalar } from '../syntax/edit/index.ts';
import { entitiesAt, isAt, type Refactoring, type Refusal, type Selection } from './refactoring.ts';
import { isShared } from './shared.ts';

type Owner = Host | Cluster | HxSystem;

type Entry = Value<AllowedSource>;

/** What stands in lists of allowed addresses, and which proxies the edits are about. */
interface Rewriting {
  readonly edits: readonly PlacedEdit[];
  readonly proxies: ReadonlySet<string>;
}

/**
 * Addresses of proxies in `allowedAddresses` ⇄ `proxy:` with the proxy's name. Offered at the entity that holds the lists,
 * refused at the lists.
 */
export function proxyNames(selection: Selection): (Refactoring | Refusal)[] {
  const { topology } = selection;
  return entitiesAt(selection).flatMap((owner): (Refactoring | Refusal)[] => {
    if (!isOwner(owner)) return [];
    return [
      ...offer(selection, owner, TO_NAMES, asNames(owner, topology)),
      ...offer(selection, owner, TO_ADDRESSES, asAddresses(owner, topology)),
    ];
  });
}

interface Way {
  readonly kind: Refactoring['kind'];
  /** `of` names the proxies, where it is known which. */
  title(of: string): string;
  /** Why an entry of a list stays as it is; `undefined` where nobody would expect otherwise. */
  why(entry: Entry, list: readonly Entry[], owner: Owner, topology: Topology): string | undefined;
}

const TO_NAMES: Way = {
  kind: 'rewrite',
  title: (of) => `Write \`proxy:\` names for the addresses${of}`,
  why: whyNoName,
};

const TO_ADDRESSES: Way = {
  kind: 'inline',
  title: (of) => `Write the addresses${of} in place of \`proxy:\` names`,
  why: whyNoAddress,
};

function offer(
  selection: Selection,
  owner: Owner,
  { kind, title, why }: Way,
  { edits, proxies }: Rewriting,
): (Refactoring | Refusal)[] {
  const shared = isShared(owner.value);
  if (edits.length > 0 && !shared) return [{ title: title(` of ${named([...proxies])}`), kind, edits }];
  const list = listsOf(owner).find((own) => isAt(selection, own))?.items ?? [];
  const selected = list.filter((entry) => isAt(selection, entry));
  const asked = selected.length > 0 ? selected : list;
  const [own] = asked.flatMap((entry) => why(entry, list, owner, selection.topology) ?? []);
  const reason =
    shared && asked.length > 0 && edits.length > 0 ? `${owner.name} is written with an anchor or an alias` : own;
  return reason === undefined ? [] : [{ title: title(''), kind, reason }];
}

/** For each proxy all of whose data addresses are listed: its name lets in no more than they do. */
function asNames(owner: Owner, topology: Topology): Rewriting {
  const proxies = new Set<string>();
  const edits = listsOf(owner).flatMap((list): PlacedEdit[] => {
    const written = new Set<number>();
    return topology.proxies.flatMap((proxy) => {
      const { name } = proxy;
      if (!isName(proxy, topology)) return [];
      const indexes = addressesOf(proxy, owner).map((address) =>
        list.items.findIndex(({ value }) => value.kind === 'address' && sameAddress(value.address, address)),
      );
      const [first, ...others] = new Set(indexes);
      if (first === undefined || indexes.some((index) => index < 0 || written.has(index))) return [];
      for (const index of indexes) written.add(index);
      proxies.add(name);
      return [
        ...replaceScalar(list.items[first]!, `proxy:${name}`),
        ...others.flatMap((index) => removeItem(list, index)),
      ];
    });
  });
  return { edits, proxies };
}

/** Whether `proxy:` with its name means the proxy. */
function isName(proxy: Proxy, { names }: Topology): boolean {
  const { name } = proxy;
  return names.proxy.getExact(name) === proxy && name !== '*' && name.trim() === name;
}

function whyNoName(
  { value, node }: Entry,
  list: readonly Entry[],
  owner: Owner,
  topology: Topology,
): string | undefined {
  if (value.kind !== 'address') return undefined;
  const { address } = value;
  const proxy = topology.proxies.find(({ addresses }) => addresses.some((own) => sameAddress(own.value, address)));
  if (!proxy) return `no proxy has ${node.text}`;
  const own = addressesOf(proxy, owner);
  if (!own.some((one) => sameAddress(one, address)))
    return `${node.text} of ${proxy.name} lies on no data network that ${owner.name} serves`;
  const missing = own.find(
    (one) => !list.some(({ value: other }) => other.kind === 'address' && sameAddress(other.address, one)),
  );
  if (missing) return `${missing.text} of ${proxy.name} is not listed, and its name would let that in, too`;
  return isName(proxy, topology) ? undefined : `\`proxy:${proxy.name}\` does not mean ${proxy.name} alone`;
}

function asAddresses(owner: Owner, topology: Topology): Rewriting {
  const proxies = new Set<string>();
  const edits = listsOf(owner).flatMap((list) =>
    list.items.flatMap((item): PlacedEdit[] => {
      const proxy = item.value.kind === 'proxy' ? topology.names.proxy.get(item.value.name) : undefined;
      const [first, ...others] = proxy ? addressesOf(proxy, owner) : [];
      if (!proxy || !first) return [];
      proxies.add(proxy.name);
      return [...replaceScalar(item, first.text), ...others.flatMap(({ text }) => appendItem(list, text))];
    }),
  );
  return { edits, proxies };
}

function whyNoAddress({ value }: Entry, _: unknown, owner: Owner, { names }: Topology): string | undefined {
  if (value.kind !== 'proxy') return undefined;
  const proxy = names.proxy.get(value.name);
  if (!proxy) return `no proxy is named ${value.name}`;
  return addressesOf(proxy, owner).length > 0
    ? undefined
    : `${proxy.name} has no address on a data network that ${owner.name} serves`;
}

function isOwner(entity: Entity): entity is Owner {
  return entity.kind === 'host' || entity.kind === 'cluster' || entity.kind === 'hyperflex';
}

/** The lists of allowed addresses that are written at it. */
function listsOf(owner: Owner) {
  const lists =
    owner.kind === 'hyperflex'
      ? [owner.value.controllerFirewall?.allowedAddresses]
      : (owner.value.firewall?.rules?.items.map(({ allowedAddresses }) => allowedAddresses) ?? []);
  return lists.filter((list) => list !== undefined);
}

/** The addresses of a proxy that the owner may be asked for: those on the data networks that it serves. Each once. */
function addressesOf(proxy: Proxy, owner: Owner): IpAddress[] {
  const systems =
    owner.kind === 'hyperflex'
      ? [owner]
      : owner.kind === 'host'
        ? [owner.system]
        : [owner.system, ...owner.hosts.map(({ system }) => system)];
  const addresses = [...new Set(systems)].flatMap((system) => (system ? dataAddresses(proxy, system) : []));
  return [...new Map(addresses.map(({ value }) => [value.text, value])).values()];
}
