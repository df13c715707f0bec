import type { Datastore, Host, HxSystem, Proxy, Vm } from '../model/entities.ts';
import { isNfs, mounts, type Topology } from '../model/topology.ts';
import { networkContains } from '../schema/values/ip.ts';
import { coversPort, formatPortRange, NFS_PORTS } from '../schema/values/ports.ts';
import { allows, dataAddresses, isEffective, openPorts, portsSuffice } from './access.ts';
import { datacenterOf, hostPlace, type Judgement, judge, PairMemo } from './judgement.ts';

/** What a proxy must be able to do for a mode, judged once for each pair of things that it hangs on. */
export class ProxyConditions {
  readonly #topology: Topology;
  readonly #network = new PairMemo<Proxy, HxSystem, Judgement>();
  readonly #controllers = new PairMemo<Proxy, HxSystem, Judgement>();
  readonly #firewall = new PairMemo<Host, Proxy, Map<HxSystem, Judgement>>();
  readonly #hostInSystem = new PairMemo<Host, HxSystem, Judgement>();
  readonly #clusterIp = new Map<HxSystem, Judgement>();
  readonly #server = new PairMemo<Proxy, { readonly kind: string }, Judgement>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  /** `server-supports-mode`: the software appliance and hardened repositories can do Network mode only. */
  serverSupports(proxy: Proxy, mode: ModeKind): Judgement {
    return this.#server.get(proxy, SERVER[mode], () => {
      const networkOnly = proxy.server === 'softwareAppliance' || proxy.server === 'hardenedRepository';
      const supports = mode === 'network' || !networkOnly;
      return judge('server-supports-mode', supports, { proxy, place: proxy.value.server ?? proxy.namePlace }, () =>
        supports
          ? `the server of ${proxy.name} (${proxy.server}) supports ${MODE_NAMES[mode]}`
          : `the server of ${proxy.name} is a ${proxy.server}, which supports Network mode only`,
      );
    });
  }

  /** `transport-mode-allows`, without the last resort of Network mode. */
  transportModeAllows(proxy: Proxy, mode: ModeKind): Judgement {
    return this.#server.get(proxy, TRANSPORT[mode], () => {
      const byMode = proxy.transportMode === 'automatic' || proxy.transportMode === SETTING[mode];
      const byFailover = mode === 'network' && proxy.failoverToNetwork;
      const place = proxy.value.transportMode ?? proxy.value.failoverToNetwork ?? proxy.namePlace;
      return judge('transport-mode-allows', byMode || byFailover, { proxy, place }, () =>
        byMode
          ? `${proxy.name} is set to ${proxy.transportMode}`
          : byFailover
            ? `${proxy.name} is set to ${proxy.transportMode}, and fails over to Network mode`
            : `${proxy.name} is set to ${proxy.transportMode}, which rules out ${MODE_NAMES[mode]}${mode === 'network' ? ', and does not fail over to it' : ''}`,
      );
    });
  }

  /** `on-data-network` for a VM on HX. */
  onDataNetwork(proxy: Proxy, system: HxSystem): Judgement {
    return this.#network.get(proxy, system, () => {
      const network = system.dataNetwork;
      const address = dataAddresses(proxy, system)[0];
      const place = address ?? proxy.value.addresses ?? proxy.namePlace;
      if (!network) {
        return judge(
          'on-data-network',
          null,
          { proxy, place, assumption: 'data-network-assumed' },
          () => `the data network of ${system.name} is not known`,
        );
      }
      return judge('on-data-network', address !== undefined, { proxy, place }, () =>
        address
          ? `${proxy.name} has ${address.value.text} on the data network ${network.text}`
          : `no address of ${proxy.name} lies in the data network ${network.text} of ${system.name}`,
      );
    });
  }

  /** `on-data-network` for a VM elsewhere: the networks of its NFS datastores, where they are given. */
  reachesDatastores(proxy: Proxy, datastores: readonly Datastore[]): Judgement {
    const place = proxy.value.addresses ?? proxy.namePlace;
    const unreached = datastores.find(
      ({ network }) => network && !proxy.addresses.some((address) => networkContains(network, address.value)),
    );
    if (unreached) {
      return judge(
        'on-data-network',
        false,
        { proxy, place },
        () => `no address of ${proxy.name} lies in ${unreached.network!.text}, over which ${unreached.name} is reached`,
      );
    }
    const assumed = datastores.find(({ network }) => network === undefined);
    return judge(
      'on-data-network',
      assumed ? null : true,
      { proxy, place, assumption: assumed ? 'nfs-network-assumed' : undefined },
      () =>
        assumed
          ? `the network of ${assumed.name} is not given: ${proxy.name} is assumed to reach it`
          : `${proxy.name} has an address in the network of ${datastores.map((datastore) => datastore.name).join(', ')}`,
    );
  }

  /** `datastore-connected`. */
  connected(proxy: Proxy, datastores: readonly Datastore[]): Judgement {
    const list = proxy.connectedDatastores;
    const place = proxy.value.connectedDatastores ?? proxy.namePlace;
    if (list === 'automatic') {
      return this.#server.get(proxy, CONNECTED, () =>
        judge('datastore-connected', true, { proxy, place }, () => `${proxy.name} finds its datastores by itself`),
      );
    }
    const missing = datastores.find((datastore) => !list.includes(datastore));
    return judge('datastore-connected', missing === undefined, { proxy, place }, () =>
      missing
        ? `connectedDatastores of ${proxy.name} leaves out ${missing.name}`
        : `connectedDatastores of ${proxy.name} lists ${datastores.map((datastore) => datastore.name).join(', ')}`,
    );
  }

  hostInSystem(host: Host, system: HxSystem): Judgement {
    return this.#hostInSystem.get(host, system, () => {
      const place = host.value.hyperflex ?? host.cluster?.value.hyperflex ?? host.namePlace;
      return judge('host-in-system', host.system === system, { place }, () =>
        host.system === system
          ? `${host.name} belongs to ${system.name}`
          : `${host.name} does not belong to ${system.name}, so it runs no IO Visor for its datastores`,
      );
    });
  }

  /** What was judged of the host is judged anew when it is asked for. */
  forget(host: Host): void {
    this.#firewall.forget(host);
    this.#hostInSystem.forget(host);
  }

  /** `host-firewall`: which host's IO Visor is asked is an assumption. */
  hostFirewall(host: Host, proxy: Proxy, system: HxSystem): Judgement {
    const bySystem = this.#firewall.get(host, proxy, () => new Map());
    let judgement = bySystem.get(system);
    if (!judgement) {
      judgement = this.#judgeFirewall(host, proxy, system);
      bySystem.set(system, judgement);
    }
    return judgement;
  }

  #judgeFirewall(host: Host, proxy: Proxy, system: HxSystem): Judgement {
    const assumption = 'io-visor-of-vm-host';
    if (!host.firewallEnabled) {
      const place = host.firewallEnabledPlace ?? host.namePlace;
      return judge('host-firewall', true, { proxy, place, assumption }, () => `the firewall of ${host.name} is off`);
    }
    if (!system.dataNetwork) {
      return judge(
        'host-firewall',
        null,
        { proxy, place: host.namePlace, assumption: 'data-network-assumed' },
        () =>
          `the data network of ${system.name} is not known, so neither is which address ${host.name} would have to let in`,
      );
    }
    const addresses = dataAddresses(proxy, system);
    const proxies = this.#topology.proxies;
    const letIn = addresses.find((address) => portsSuffice(openPorts(host, address.value, proxies), system));
    if (letIn) {
      const rule = host.rules.find(
        (candidate) => isEffective(candidate) && allows(candidate.allowed, letIn.value, proxies),
      );
      return judge(
        'host-firewall',
        true,
        { proxy, place: rule?.allowed?.place ?? host.namePlace, assumption },
        () => `the firewall of ${host.name} lets in ${letIn.value.text} of ${proxy.name}`,
      );
    }
    const partly = addresses.find((address) => openPorts(host, address.value, proxies).length > 0);
    return judge('host-firewall', false, { proxy, place: host.namePlace, assumption }, () => {
      const address = (partly ?? addresses[0])?.value.text;
      if (address === undefined) return `${proxy.name} has no address that the firewall of ${host.name} could let in`;
      if (!partly) return `no effective rule of the firewall of ${host.name} lets in ${address} of ${proxy.name}`;
      const open = openPorts(host, partly.value, proxies);
      const closed = NFS_PORTS.filter((port) => !coversPort(open, port));
      return `the firewall of ${host.name} lets in ${address} of ${proxy.name} on ${open.map(formatPortRange).join(', ')} only${
        closed.length > 0 ? `: ${closed.join(', ')} stay closed` : ''
      }`;
    });
  }

  /** `controllers-open`: VBR opens the controllers of an added system; otherwise KB2300, by hand. */
  controllersOpen(proxy: Proxy, system: HxSystem): Judgement {
    return this.#controllers.get(proxy, system, () => {
      if (system.added) {
        const place = system.value.addedToBackupServer;
        return judge(
          'controllers-open',
          true,
          { proxy, place },
          () => `${system.name} is added to the backup infrastructure, so VBR opens its controllers`,
        );
      }
      const place = system.controllerFirewall?.place ?? system.namePlace;
      if (!system.dataNetwork && system.controllerFirewall) {
        return judge(
          'controllers-open',
          null,
          { proxy, place, assumption: 'data-network-assumed' },
          () =>
            `the data network of ${system.name} is not known, so neither is which address its controllers would have to let in`,
        );
      }
      const letIn = dataAddresses(proxy, system).find((address) =>
        allows(system.controllerFirewall, address.value, this.#topology.proxies),
      );
      const assumption = system.added === undefined ? 'storage-not-added-assumed' : undefined;
      return judge('controllers-open', letIn !== undefined, { proxy, place, assumption }, () =>
        letIn
          ? `the controllers of ${system.name} let in ${letIn.value.text} of ${proxy.name}`
          : `${system.name} is not added to the backup infrastructure, and its controllers let in no address of ${proxy.name}`,
      );
    });
  }

  /** `cluster-ip-known`: where it is missing, the path is assumed open. */
  clusterIpKnown(system: HxSystem): Judgement {
    let judgement = this.#clusterIp.get(system);
    if (!judgement) {
      judgement = judgeClusterIp(system);
      this.#clusterIp.set(system, judgement);
    }
    return judgement;
  }

  proxyIsVm(proxy: Proxy): Judgement {
    const { virtual } = proxy;
    const parts = {
      proxy,
      place: proxy.value.type ?? proxy.namePlace,
      assumption: virtual === undefined ? ('proxy-type-assumed' as const) : undefined,
    };
    return judge('proxy-is-vm', virtual ?? null, parts, () =>
      virtual === undefined
        ? `it is not said whether ${proxy.name} is a VM`
        : virtual
          ? `${proxy.name} is a VM`
          : `${proxy.name} is no VM`,
    );
  }

  sameDatacenter(proxy: Proxy, host: Host): Judgement {
    const same = proxy.host !== undefined && datacenterOf(proxy.host) === datacenterOf(host);
    return judge('same-datacenter', same, { proxy, place: hostPlace(proxy) }, () =>
      proxy.host === undefined
        ? `the host of ${proxy.name} is not known`
        : same
          ? `${proxy.name} and ${host.name} are in one datacenter`
          : `${proxy.name} runs in another datacenter than ${host.name}`,
    );
  }

  hostMounts(proxy: Proxy, vm: Vm): Judgement {
    const missing = vm.disks.find(({ datastore }) => !proxy.host || !datastore || !mounts(proxy.host, datastore));
    return judge('host-mounts-datastores', missing === undefined, { proxy, place: hostPlace(proxy) }, () =>
      proxy.host === undefined
        ? `the host of ${proxy.name} is not known`
        : missing
          ? `${proxy.host.name}, on which ${proxy.name} runs, does not mount ${missing.datastore?.name}`
          : `${proxy.host.name}, on which ${proxy.name} runs, mounts the VM’s datastores`,
    );
  }

  sameHost(proxy: Proxy, host: Host): Judgement {
    return judge('same-host', proxy.host === host, { proxy, place: hostPlace(proxy) }, () =>
      proxy.host === host
        ? `${proxy.name} runs on ${host.name}`
        : `${proxy.name} does not run on ${host.name}, as EnableSameHostHotaddMode 2 asks`,
    );
  }
}

/** The three ways of reading that a proxy is set up for. */
export type ModeKind = 'direct' | 'virtualAppliance' | 'network';

const MODE_NAMES: { readonly [K in ModeKind]: string } = {
  direct: 'direct storage access',
  virtualAppliance: 'virtual appliance mode',
  network: 'Network mode',
};

const SETTING: { readonly [K in ModeKind]: Proxy['transportMode'] } = {
  direct: 'directStorageAccess',
  virtualAppliance: 'virtualAppliance',
  network: 'network',
};

/** Keys of the memo. */
const SERVER = { direct: { kind: 's-d' }, virtualAppliance: { kind: 's-v' }, network: { kind: 's-n' } };
const CONNECTED = { kind: 'c' };
const TRANSPORT = { direct: { kind: 't-d' }, virtualAppliance: { kind: 't-v' }, network: { kind: 't-n' } };

/** The VM’s datastores on its HX system, each once. */
export function datastoresOnSystem(vm: Vm): Datastore[] {
  return distinct(vm, (datastore) => datastore.system === vm.system);
}

/** The VM’s NFS datastores, each once. */
export function nfsDatastores(vm: Vm): Datastore[] {
  return distinct(vm, isNfs);
}

function distinct(vm: Vm, wanted: (datastore: Datastore) => boolean): Datastore[] {
  const found = new Set<Datastore>();
  for (const { datastore } of vm.disks) if (datastore && wanted(datastore)) found.add(datastore);
  return [...found];
}

function judgeClusterIp(system: HxSystem): Judgement {
  const ip = system.controllerClusterIp;
  const network = system.dataNetwork;
  const place = system.value.controllerClusterIp ?? system.namePlace;
  if (!ip) {
    return judge(
      'cluster-ip-known',
      null,
      { place, assumption: 'cluster-ip-assumed' },
      () => `the controller cluster IP of ${system.name} is not given: the path is assumed open`,
    );
  }
  if (!network) {
    return judge(
      'cluster-ip-known',
      null,
      { place, assumption: 'data-network-assumed' },
      () => `the data network of ${system.name} is not known`,
    );
  }
  const inside = networkContains(network, ip);
  return judge('cluster-ip-known', inside, { place }, () =>
    inside
      ? `the controller cluster IP ${ip.text} lies in the data network ${network.text}`
      : `the controller cluster IP ${ip.text} of ${system.name} lies outside its data network ${network.text}`,
  );
}
