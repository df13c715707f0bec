import type {
  BackupServerValue,
  ClusterValue,
  DatastoreValue,
  DiskValue,
  FirewallRuleValue,
  HostValue,
  HyperflexValue,
  JobValue,
  ProxyValue,
  RegistryValueValue,
  SelectorValue,
  VmValue,
} from '../schema/format.ts';
import type { AllowedSource } from '../schema/scalars.ts';
import type { Value } from '../schema/types.ts';
import type { EsxiVersion } from '../schema/values/esxi-version.ts';
import type { HxVersion } from '../schema/values/hx-version.ts';
import type { IpAddress, IpNetwork } from '../schema/values/ip.ts';
import type { PortRange } from '../schema/values/ports.ts';
import type { Place } from '../syntax/nodes.ts';

/**
 * The things of a topology, with their references resolved and their defaults filled in. `value` leads to what is
 * written in the file, key by key; a property that is `undefined` is not known.
 */

interface Named<V> {
  readonly name: string;
  /** Where the name is written. */
  readonly namePlace: Value<string>;
  readonly value: V;
  /** Position among the entities of its kind, over all files. File order breaks ties. */
  readonly index: number;
}

/** A Cisco HyperFlex system. */
export interface HxSystem extends Named<HyperflexValue> {
  readonly kind: 'hyperflex';
  readonly version: HxVersion | undefined;
  /** Whether it is added to the backup infrastructure. */
  readonly added: boolean | undefined;
  readonly dataNetwork: IpNetwork | undefined;
  readonly controllerClusterIp: IpAddress | undefined;
  /** Whom the controllers let in by hand (KB2300). `undefined`: nothing is said of it. */
  readonly controllerFirewall: AllowedAddresses | undefined;
  readonly accessProxies: 'automatic' | readonly Proxy[];
}

/** A vSphere cluster. */
export interface Cluster extends Named<ClusterValue> {
  readonly kind: 'cluster';
  readonly datacenter: string | undefined;
  readonly system: HxSystem | undefined;
  readonly managementNetwork: IpNetwork | undefined;
  /** The rules that apply to every host of the cluster. */
  readonly rules: readonly FirewallRule[];
  readonly hosts: readonly Host[];
}

/** An ESXi host. */
export interface Host extends Named<HostValue> {
  readonly kind: 'host';
  readonly cluster: Cluster | undefined;
  /** The HX system that it belongs to: its own, else its cluster's. */
  readonly system: HxSystem | undefined;
  readonly version: EsxiVersion | undefined;
  readonly firewallEnabled: boolean;
  /** Where it is said that the firewall is on or off: at the host or at its cluster. */
  readonly firewallEnabledPlace: Value<boolean> | undefined;
  /** Its cluster's rules, then its own. */
  readonly rules: readonly FirewallRule[];
}

/** A rule of the ESXi firewall, at a host or at a cluster. */
export interface FirewallRule {
  readonly value: FirewallRuleValue;
  readonly owner: Host | Cluster;
  readonly name: string | undefined;
  readonly enabled: boolean;
  readonly direction: 'inbound' | 'outbound';
  readonly protocol: 'tcp' | 'udp' | 'any';
  readonly ports: readonly PortRange[];
  /** `undefined`: missing or unreadable, so that it lets nobody in. */
  readonly allowed: AllowedAddresses | undefined;
}

export interface AllowedAddresses {
  readonly place: Place;
  readonly all: boolean;
  /** Empty when `all`. */
  readonly sources: readonly {
    readonly source: AllowedSource;
    readonly proxy: Proxy | undefined;
    readonly value: Value<AllowedSource>;
  }[];
}

export type DatastoreType = 'nfs3' | 'nfs41' | 'vmfs' | 'vsan' | 'vvol' | 'local';

export interface Datastore extends Named<DatastoreValue> {
  readonly kind: 'datastore';
  /** The HX system that it lies on. */
  readonly system: HxSystem | undefined;
  readonly type: DatastoreType | undefined;
  /** Network over which its NFS server is reached; only when it does not lie on HX. */
  readonly network: IpNetwork | undefined;
  /** Hosts that are named as mounting it, themselves or by their cluster; only when it does not lie on HX. */
  readonly mountedBy: ReadonlySet<Host>;
}

/** A VMware backup proxy. */
export interface Proxy extends Named<ProxyValue> {
  readonly kind: 'proxy';
  readonly virtual: boolean | undefined;
  readonly server:
    | 'windows'
    | 'linux'
    | 'windowsBackupServer'
    | 'softwareAppliance'
    | 'infrastructureAppliance'
    | 'hardenedRepository';
  readonly host: Host | undefined;
  readonly vm: Vm | undefined;
  readonly addresses: readonly Value<IpAddress>[];
  readonly transportMode: 'automatic' | 'directStorageAccess' | 'virtualAppliance' | 'network';
  readonly failoverToNetwork: boolean;
  readonly connectedDatastores: 'automatic' | readonly Datastore[];
  readonly maxConcurrentTasks: number;
  readonly enabled: boolean;
}

export interface Disk {
  readonly name: string;
  /** `undefined`: missing, or a name that nothing declares. */
  readonly datastore: Datastore | undefined;
  /** Where its datastore is written, else the disk itself. */
  readonly place: Place;
  readonly value: DiskValue | undefined;
  /** In GiB. */
  readonly sizeGB: number | undefined;
  readonly bus: 'scsi' | 'sata' | 'ide' | 'nvme';
}

export interface Vm extends Named<VmValue> {
  readonly kind: 'vm';
  readonly host: Host | undefined;
  readonly disks: readonly Disk[];
  /** The HX system that it lies on: that of its first disk on HX. */
  readonly system: HxSystem | undefined;
  readonly snapshot: 'none' | 'native' | 'esxi';
  readonly baseSnapshot: boolean | undefined;
  /** A running Windows VM with VMware Tools, which VMware Tools quiescence acts on. */
  readonly quiescible: boolean;
  readonly template: boolean;
  readonly encrypted: boolean;
}

export interface Selector {
  readonly value: SelectorValue;
  /** Resolved; `undefined` for VM names and globs, and for a name that nothing declares. */
  readonly target: Cluster | Host | Datastore | HxSystem | undefined;
  /** The VMs that it matches, in file order. */
  readonly vms: readonly Vm[];
}

export interface Job {
  readonly kind: 'job';
  readonly name: string;
  readonly index: number;
  /** `undefined` for the implied job of a file without `jobs`. */
  readonly value: JobValue | undefined;
  readonly namePlace: Value<string> | undefined;
  readonly type: 'backup' | 'replication';
  readonly include: readonly Selector[];
  readonly exclude: readonly Selector[];
  /** The VMs that it processes, in file order. */
  readonly vms: readonly Vm[];
  readonly proxies: 'automatic' | readonly Proxy[];
  readonly storageSnapshots: boolean;
  readonly failoverToStandardBackup: boolean;
  readonly vmwareToolsQuiescence: boolean;
}

export interface BackupServer {
  readonly value: BackupServerValue | undefined;
  readonly platform: 'windows' | 'softwareAppliance';
  readonly license: 'community' | 'standard' | 'enterprise' | 'enterprisePlus' | 'universal' | undefined;
  readonly registry: readonly RegistryValueValue[];
  readonly sameHostHotAdd: SameHostHotAdd;
}

/** What `EnableSameHostHotaddMode` comes to. */
export interface SameHostHotAdd {
  /** `undefined`: not set, or not usable, which is the same for VBR. */
  readonly mode: 0 | 1 | 2 | undefined;
  /** The first entry of that key and name, or the setting of the appliance's `configuration`. */
  readonly place: Place | undefined;
  readonly entry: RegistryValueValue | undefined;
}

export type Entity = HxSystem | Cluster | Host | Datastore | Proxy | Vm | Job;
