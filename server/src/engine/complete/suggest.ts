import type { Cluster } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { Field, Type } from '../schema/types.ts';
import { parseAddress, parseNetwork } from '../schema/values/ip.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { allowedSources, dataNetwork, freeAddresses, proxyNetworks } from './addresses.ts';
import { entityAround, namedBeside, systemAround } from './beside.ts';
import type { Site, Suggestion } from './completion.ts';
import type { Slot } from './field-at.ts';
import { unprotectedFirst, vmGlobs } from './globs.ts';
import { namesOf } from './names.ts';
import { REGISTRY_KEYS, REGISTRY_NAMES, registryData } from './registry.ts';

/** What the topology has to offer for a single value at the cursor, the likeliest first. */
export function suggest(root: Type, { type, field }: Slot, cursor: Cursor, site: Site): readonly Suggestion[] {
  const offered = field?.offers ? offersOf(root, field.offers, cursor, site) : [];
  if (type.kind !== 'scalar' || !type.to) return offered;
  const { topology } = site;
  const own = entityAround(root, cursor, topology);
  // What it is a list of goes together with the owner of the list: what it names elsewhere is beside.
  const isList = cursor.path.at(-1) === null || field?.type.kind !== 'scalar';
  const beside = [...namedBeside(root, cursor, topology), ...(own && isList ? [own] : [])];
  const names = namesOf(type.to, beside, topology);
  return field?.offers === 'vmGlobs' ? [...offered, ...unprotectedFirst(names, topology)] : [...names, ...offered];
}

function offersOf(root: Type, offer: NonNullable<Field['offers']>, cursor: Cursor, site: Site): readonly Suggestion[] {
  const { topology } = site;
  switch (offer) {
    case 'allowedSources':
      return allowedSources(systemAround(root, cursor, topology), cursor.listed, site);
    case 'dataAddress':
      return freeAddresses(dataNetworkAround(root, cursor, site), alikeOf(cursor, site), topology);
    case 'managementAddress':
      return managementAddresses(root, cursor, topology);
    case 'proxyAddresses': {
      const wanted = proxyNetworks(systemAround(root, cursor, topology), topology);
      return freeAddresses(wanted, alikeOf(cursor, site), topology);
    }
    case 'vmGlobs':
      return vmGlobs(topology);
    case 'registryKey':
      return REGISTRY_KEYS;
    case 'registryName':
      return REGISTRY_NAMES;
    case 'registryData':
      return registryData(cursor.around.at(-1)?.get('name'));
    case 'settings':
      return cursor.afterColon ? registryData(cursor.path.at(-1) ?? undefined) : REGISTRY_NAMES;
    case 'paths':
      return (site.paths ?? []).map((text) => ({ kind: 'path' as const, text }));
  }
}

/** A host that is named by its address has that one; another may have a free one of its cluster's network. */
function managementAddresses(root: Type, cursor: Cursor, topology: Topology): Suggestion[] {
  const own = parseAddress(cursor.around[1]?.get('name') ?? '');
  if (own) return [{ kind: 'value', text: own.text, detail: 'as the host is named' }];
  const cluster = namedBeside(root, cursor, topology).find((each): each is Cluster => each.kind === 'cluster');
  const network = cluster?.managementNetwork;
  const wanted = network ? [{ network, named: `the management network of ${cluster.name}` }] : [];
  const alike = topology.hosts.flatMap(({ value }) => (value.managementIp ? [value.managementIp.value] : []));
  return freeAddresses(wanted, alike, topology);
}

/** The data network as it is written in the HX system around, else that of the one named beside. */
function dataNetworkAround(root: Type, cursor: Cursor, { topology }: Site) {
  const network = parseNetwork(cursor.around[1]?.get('dataNetwork') ?? '');
  if (network) return [{ network, named: 'the data network' }];
  const system = systemAround(root, cursor, topology);
  return system ? dataNetwork(system) : [];
}

/** The addresses that have the same purpose as the one at the cursor. */
function alikeOf({ path }: Cursor, { topology: { hosts, hyperflex, proxies } }: Site) {
  const values =
    path[0] === 'hosts'
      ? hosts.map(({ value }) => value.dataIp)
      : path[0] === 'proxies'
        ? proxies.flatMap(({ addresses }) => addresses)
        : hyperflex.flatMap(({ value }) => value.controllers?.items.map(({ dataIp }) => dataIp) ?? []);
  return values.flatMap((each) => (each ? [each.value] : []));
}
