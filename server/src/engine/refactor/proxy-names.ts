import type { Cluster, Entity, Host, HxSystem, Proxy } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { dataAddresses, sameAddress } from '../planner/access.ts';
import { named } from '../rules/_words.ts';
import type { IpAddress } from '../schema/values/ip.ts';
import { appendItem, type PlacedEdit, removeItem, replaceScalar } from '../syntax/edit/index.ts';
import { entitiesAt, type Refactoring, type Selection } from './refactoring.ts';

type Owner = Host | Cluster | HxSystem;

/** Addresses of proxies in `allowedAddresses` ⇄ `proxy:` with the proxy's name. */
export function proxyNames(selection: Selection): Refactoring[] {
  const { topology } = selection;
  return entitiesAt(selection).flatMap((entity) =>
    isOwner(entity) ? [...asNames(entity, topology), ...asAddresses(entity, topology)] : [],
  );
}

/** For each proxy all of whose data addresses are listed: its name lets in no more than they do. */
function asNames(owner: Owner, topology: Topology): Refactoring[] {
  const proxies = new Set<string>();
  const edits = listsOf(owner).flatMap((list): PlacedEdit[] => {
    const written = new Set<number>();
    return topology.proxies.flatMap((proxy) => {
      const { name } = proxy;
      if (topology.names.proxy.getExact(name) !== proxy || name === '*' || name.trim() !== name) return [];
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
  const title = `Write \`proxy:\` names for the addresses of ${named([...proxies])}`;
  return edits.length > 0 ? [{ title, kind: 'rewrite', edits }] : [];
}

function asAddresses(owner: Owner, topology: Topology): Refactoring[] {
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
  const title = `Write the addresses of ${named([...proxies])} in place of \`proxy:\` names`;
  return edits.length > 0 ? [{ title, kind: 'inline', edits }] : [];
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
