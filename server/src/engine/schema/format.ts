import { dictionary, listOf, map, oneKey, oneOrMore, optional, required, wordOrList } from './build.ts';
import * as scalar from './scalars.ts';
import type { Read } from './types.ts';

/**
 * The one definition of the topology file. Types, validation, JSON Schema, completion, hovers and the reference page
 * come from here. `source` names the page of the vendors' manuals that the key stands for.
 */

/** The version of the format that this definition describes, as written under `topology`. */
export const FORMAT_VERSION = '1';

const GUIDE = 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)';
const TRANSPORT_MODES = 'Veeam user guide, Transport Modes';
const STORAGE_JOB = 'Veeam user guide, Backup from Cisco HyperFlex Snapshots';
const BEST_PRACTICE = 'Veeam best-practice guide';

const description = optional(scalar.text, 'Free text for people.');

const allowedAddresses = wordOrList('all', 'Every address.', scalar.allowedSource);

const registryValue = map({
  key: required(scalar.text, 'Full path of the registry key.', { source: GUIDE, offers: 'registryKey' }),
  name: required(scalar.nameText, 'Name of the value.', { source: GUIDE, offers: 'registryName' }),
  type: required(
    scalar.oneOf(
      'a registry type',
      {
        REG_DWORD: 'A 32-bit number.',
        REG_QWORD: 'A 64-bit number.',
        REG_SZ: 'Text.',
        REG_MULTI_SZ: 'Several texts.',
        REG_EXPAND_SZ: 'Text with environment variables.',
        REG_BINARY: 'Bytes.',
      },
      {
        DWORD: 'REG_DWORD',
        QWORD: 'REG_QWORD',
        SZ: 'REG_SZ',
        MULTI_SZ: 'REG_MULTI_SZ',
        EXPAND_SZ: 'REG_EXPAND_SZ',
        BINARY: 'REG_BINARY',
      },
    ),
    'Type of the value.',
    { inNew: 'REG_DWORD' },
  ),
  value: required(scalar.text, 'The data: decimal, or hexadecimal with `0x`.', { inNew: '2', offers: 'registryData' }),
  description,
});

export const backupServer = map({
  name: optional(scalar.nameText, 'Name of the backup server.', { inNew: 'vbr01' }),
  version: optional(scalar.vbrBuild, 'Build of Veeam Backup & Replication, as `13.0.1.1071`.', { default: 'unknown' }),
  platform: optional(
    scalar.oneOf('a platform', {
      windows: 'Windows server: settings such as `EnableSameHostHotaddMode` live in the registry.',
      softwareAppliance: 'Veeam Software Appliance (Linux): it has no registry.',
    }),
    'What the backup server runs on.',
    { default: 'windows' },
  ),
  license: optional(
    scalar.oneOf('a licence', {
      community: 'Community Edition: no backup from storage snapshots.',
      standard: 'Standard: no backup from storage snapshots.',
      enterprise: 'Enterprise: no backup from storage snapshots.',
      enterprisePlus: 'Enterprise Plus: backup from storage snapshots.',
      universal: 'Veeam Universal License: backup from storage snapshots.',
    }),
    'The licence. Backup from HX snapshots asks for Enterprise Plus or a universal licence.',
    { default: 'enterprisePlus, as an assumption', source: GUIDE },
  ),
  registry: optional(
    listOf(registryValue, 'registry value'),
    'Registry values of the backup server that matter for backup.',
    { source: GUIDE, inNew: '' },
  ),
  configuration: optional(
    dictionary(scalar.text),
    'Settings of a Veeam Software Appliance, by name, where a Windows server has registry values.',
    { offers: 'settings' },
  ),
  description,
});

const controllerFirewall = map({
  allowedAddresses: required(
    allowedAddresses,
    'Addresses that every storage controller lets in: opened by hand (KB2300) where the system is not added to the backup infrastructure.',
    { source: GUIDE, inNew: 'proxy:*', offers: 'allowedSources' },
  ),
});

export const hyperflex = map({
  name: required(scalar.nameText, 'Name of the Cisco HyperFlex system.', { inNew: 'hx01' }),
  version: optional(
    scalar.hxVersion,
    'HX Data Platform version, as `5.0(2e)`. Before 4.5(2a) another flow chart applies.',
    {
      default: '4.5(2a) or later, as an assumption',
      source: GUIDE,
      inNew: '5.0(2e)',
    },
  ),
  addedToBackupServer: optional(
    scalar.boolean,
    'The system is added to the backup infrastructure: only then are HX snapshots used, and VBR opens the firewall of the storage controllers by itself.',
    { default: 'taken as `false`', source: GUIDE, inNew: 'true' },
  ),
  dataNetwork: required(scalar.hxNetwork, 'The HX data network. A proxy reads over NFS only with an address in it.', {
    source: GUIDE,
    inNew: '10.10.50.0/24',
  }),
  controllerClusterIp: optional(
    scalar.hxAddress,
    'The cluster IP of the storage controllers in the data network: the path when the IO Visor is not accessible.',
    { default: 'the path is assumed open', source: GUIDE, inNew: '10.10.50.10', offers: 'dataAddress' },
  ),
  managementAddress: optional(scalar.hxManagementAddress, 'Management address or DNS name of the system.'),
  controllers: optional(
    listOf(
      map({
        name: required(scalar.nameText, 'Name of the storage controller VM.'),
        dataIp: required(scalar.hxAddress, 'Its address on the data network (eth1).', { offers: 'dataAddress' }),
        description,
      }),
      'storage controller',
    ),
    'The storage controllers, one on each converged node.',
  ),
  controllerFirewall: optional(
    controllerFirewall,
    'The controllers’ firewall, opened by hand on every controller (KB2300).',
    { default: 'none', source: GUIDE },
  ),
  accessProxies: optional(
    wordOrList('automatic', 'Any proxy may read from the system.', scalar.reference('proxy')),
    'Proxies that may read from the system (its VMware access options).',
    { default: 'automatic', source: 'Veeam user guide, Specify VMware Access Options' },
  ),
  description,
});

const firewallRule = map({
  name: optional(scalar.nameText, 'Name of the rule. Rules are judged by what they let in, never by name.', {
    inNew: 'veeam-iovisor',
  }),
  enabled: optional(scalar.boolean, 'A disabled rule lets nothing in.', { default: 'true' }),
  direction: optional(
    scalar.oneOf('a direction', {
      inbound: 'Traffic to the host: what the IO Visor needs.',
      outbound: 'Traffic from the host.',
    }),
    'Direction of the traffic.',
    { default: 'inbound' },
  ),
  protocol: optional(
    scalar.oneOf('a protocol', {
      tcp: 'TCP: what NFS to the IO Visor uses.',
      udp: 'UDP.',
      any: 'TCP and UDP.',
    }),
    'Protocol of the traffic.',
    { default: 'tcp' },
  ),
  ports: required(
    oneOrMore(scalar.portRange),
    'Ports: one, a range, or a list of them. The IO Visor uses dynamic ports, so its rule opens `0-65535`; on HX 2.5 and later 111, 2049 and 2449 are enough (KB2298).',
    { source: GUIDE, inNew: '0-65535' },
  ),
  delivery: optional(
    scalar.oneOf('a way of delivery', {
      vib: 'Installed as a VIB: survives a restart of the host.',
      manual: 'Written by hand: lost when the host restarts.',
      builtin: 'Part of ESXi or of the HX installation.',
    }),
    'How the rule got onto the host.',
    { default: 'unknown' },
  ),
  allowedAddresses: required(
    allowedAddresses,
    '`all`, or a list of addresses, networks, `proxy:NAME` for that proxy’s addresses on the data network, or `proxy:*` for those of every proxy.',
    { source: GUIDE, inNew: 'proxy:*', offers: 'allowedSources' },
  ),
  description,
});

const firewall = map({
  enabled: optional(scalar.boolean, 'A firewall that is off lets everything in.', {
    default: 'the cluster’s, else true',
  }),
  rules: optional(listOf(firewallRule, 'firewall rule'), 'Rules of the ESXi firewall.', { source: GUIDE, inNew: '' }),
});

export const cluster = map({
  name: required(scalar.nameText, 'Name of the vSphere cluster.', { inNew: 'cluster01' }),
  datacenter: optional(scalar.nameText, 'The datacenter that it lies in. Virtual appliance mode works within one.', {
    default: 'one implied datacenter, shared with hosts in no cluster',
  }),
  hyperflex: optional(scalar.reference('hyperflex'), 'The HX system that its hosts belong to.', {
    default: 'none',
    inNew: '',
  }),
  managementNetwork: optional(
    scalar.network,
    'The hosts’ management network. In Network mode, proxies with an address in it go first.',
    { default: 'unknown', source: BEST_PRACTICE },
  ),
  firewall: optional(
    firewall,
    'Firewall of every host of the cluster (a host profile); a host’s own rules are added.',
    { default: 'none', inNew: '' },
  ),
  description,
});

export const host = map({
  name: required(scalar.nameText, 'Name of the ESXi host.', { inNew: 'esx01' }),
  cluster: optional(scalar.reference('cluster'), 'The vSphere cluster that it is in.', {
    default: 'none',
    inNew: '',
  }),
  hyperflex: optional(scalar.reference('hyperflex'), 'The HX system that it belongs to: the IO Visor runs on it.', {
    default: 'its cluster’s',
    source: GUIDE,
  }),
  version: optional(
    scalar.esxiVersion,
    'ESXi version, as `7.0 U3`. VMs on NFS 3 no longer stun under HotAdd from 8.0 U2b.',
    {
      default: 'unknown',
      source: 'Veeam KB1681',
    },
  ),
  dataIp: optional(scalar.ipv4Address, 'Its address on the HX data network (vmk1).', { offers: 'dataAddress' }),
  managementIp: optional(scalar.ipv4Address, 'Its management address (vmk0).', { offers: 'managementAddress' }),
  firewall: optional(firewall, 'Its firewall, on top of the cluster’s.', { source: GUIDE }),
  description,
});

export const datastore = map(
  {
    name: required(scalar.nameText, 'Name of the datastore.', { inNew: 'ds01' }),
    hyperflex: optional(
      scalar.reference('hyperflex'),
      'The HX system that it lies on; then it is NFS 3 and mounted by all hosts of that system.',
      { default: 'none', inNew: '' },
    ),
    type: optional(
      scalar.oneOf('a type of datastore', {
        nfs3: 'NFS 3.',
        nfs41: 'NFS 4.1.',
        vmfs: 'VMFS on a LUN.',
        vsan: 'VMware vSAN.',
        vvol: 'Virtual volumes.',
        local: 'A disk of one host.',
      }),
      'Type of the datastore. Required when it does not lie on an HX system.',
      { default: '`nfs3` on HX' },
    ),
    hosts: optional(listOf(scalar.reference('host')), 'Hosts that mount it, when it does not lie on an HX system.'),
    clusters: optional(
      listOf(scalar.reference('cluster')),
      'Clusters whose hosts mount it, when it does not lie on an HX system.',
    ),
    network: optional(
      scalar.network,
      'Network over which its NFS server is reached, when it does not lie on an HX system.',
      {
        default: 'assumed reachable',
      },
    ),
    description,
  },
  {
    alsoRequired: [
      { oneOf: ['type'], unless: 'hyperflex', because: 'it does not lie on an HX system' },
      { oneOf: ['hosts', 'clusters'], unless: 'hyperflex', because: 'it does not lie on an HX system' },
    ],
  },
);

export const proxy = map(
  {
    name: required(scalar.nameText, 'Name of the backup proxy.', { inNew: 'proxy01' }),
    type: required(
      scalar.oneOf('a type of proxy', {
        virtual: 'A VM. It can attach disks (virtual appliance mode).',
        physical: 'A physical machine.',
      }),
      'Whether the proxy is a VM.',
      { source: TRANSPORT_MODES, inNew: 'virtual' },
    ),
    server: optional(
      scalar.oneOf('a kind of server', {
        windows: 'Windows server: all modes.',
        linux: 'Linux server with persistent credentials: all modes.',
        windowsBackupServer: 'The Windows backup server itself: all modes.',
        softwareAppliance: 'The Veeam Software Appliance itself: Network mode only.',
        infrastructureAppliance: 'Veeam Infrastructure Appliance: all modes.',
        hardenedRepository: 'Hardened repository, or Linux with single-use credentials: Network mode only.',
      }),
      'The machine with the proxy role; it decides which modes are possible.',
      { default: 'windows', source: TRANSPORT_MODES },
    ),
    host: optional(
      scalar.reference('host'),
      'The ESXi host that the proxy VM runs on; only for `virtual`, required there.',
      { inNew: '' },
    ),
    vm: optional(scalar.reference('vm'), 'The proxy’s own VM, if it is listed in `vms`.'),
    addresses: required(listOf(scalar.ipAddress), 'IP addresses of all its network cards; may be empty.', {
      source: GUIDE,
      inNew: '10.10.50.21',
      offers: 'proxyAddresses',
    }),
    transportMode: optional(
      scalar.oneOf('a transport mode', {
        automatic: 'Direct storage access, then virtual appliance, then Network.',
        directStorageAccess: 'Reads from the storage, past the ESXi host.',
        virtualAppliance: 'HotAdd: attaches the VM’s disks to the proxy VM.',
        network: 'NBD: reads over the ESXi management network.',
      }),
      'The transport mode that the proxy is set to.',
      { default: 'automatic', source: TRANSPORT_MODES },
    ),
    failoverToNetwork: optional(
      scalar.boolean,
      'Fail over to Network mode when the primary mode fails or is unavailable.',
      { default: 'true', source: TRANSPORT_MODES },
    ),
    connectedDatastores: optional(
      wordOrList('automatic', 'Found by VBR.', scalar.reference('datastore')),
      'Datastores that the proxy has direct access to.',
      { default: 'automatic', source: TRANSPORT_MODES },
    ),
    maxConcurrentTasks: optional(
      scalar.number({ minimum: 1, maximum: 100, integer: true, is: 'a whole number from 1 to 100' }),
      'Tasks at a time; every disk is one.',
      { default: '2', source: 'Veeam user guide, Limitation on Number of Concurrent Tasks' },
    ),
    cores: optional(scalar.number({ minimum: 1, integer: true, is: 'a whole number from 1 on' }), 'CPU cores.', {
      default: 'unknown',
    }),
    memoryGB: optional(scalar.number({ minimum: 0, is: 'a number of GB' }), 'Memory in GB.', { default: 'unknown' }),
    enabled: optional(scalar.boolean, 'A disabled proxy is never used.', { default: 'true' }),
    description,
  },
  {
    alsoRequired: [
      { oneOf: ['host'], when: { key: 'type', is: 'virtual' }, because: 'a virtual proxy runs on an ESXi host' },
    ],
  },
);

const disk = map({
  name: optional(scalar.nameText, 'Name of the disk.', { default: 'Hard disk 1, …' }),
  datastore: required(scalar.reference('datastore'), 'The datastore that the disk lies on.'),
  sizeGB: optional(
    scalar.number({ minimum: 0, is: 'a number of GiB' }),
    'Size in GiB. Above 62 TB (63488) it cannot be HotAdded.',
    {
      default: 'unknown',
      source: 'Veeam user guide, Virtual Appliance (HotAdd)',
    },
  ),
  bus: optional(
    scalar.oneOf('a bus', {
      scsi: 'SCSI.',
      sata: 'SATA.',
      ide: 'IDE: cannot be HotAdded.',
      nvme: 'NVMe.',
    }),
    'The disk’s controller.',
    { default: 'scsi', source: 'Veeam user guide, Virtual Appliance (HotAdd)' },
  ),
  description,
});

export const vm = map(
  {
    name: required(scalar.nameText, 'Name of the VM.', { inNew: 'vm01' }),
    host: required(scalar.reference('host'), 'The ESXi host that it runs on.'),
    datastore: optional(scalar.reference('datastore'), 'Short form of `disks`: one SCSI disk on this datastore.', {
      inNew: '',
    }),
    disks: optional(listOf(disk, 'disk'), 'Its disks.'),
    snapshot: optional(
      scalar.oneOf('a kind of snapshot', {
        none: 'No snapshot.',
        native: 'NFS-native snapshots: no Direct NFS from a VMware snapshot.',
        esxi: 'Traditional VMware snapshots: no HX snapshot, no Direct NFS.',
      }),
      'Snapshots that the VM has.',
      { default: 'none', source: 'Veeam user guide, Limitations for Cisco HyperFlex' },
    ),
    baseSnapshot: optional(
      scalar.boolean,
      'An HX base (“Sentinel”) snapshot is present; only before HX 4.5(2a). Direct NFS is then never tried in standard processing.',
      { default: 'unknown: planned as absent, as an assumption', source: GUIDE },
    ),
    guestOs: optional(
      scalar.oneOf('a guest operating system', {
        windows: 'Windows.',
        linux: 'Linux.',
        other: 'Any other.',
      }),
      'The guest operating system.',
      { default: 'other' },
    ),
    vmwareTools: optional(scalar.boolean, 'VMware Tools run in the guest.', { default: 'true' }),
    poweredOn: optional(scalar.boolean, 'The VM is running.', { default: 'true' }),
    template: optional(scalar.boolean, 'It is a template: no backup from storage snapshots.', { default: 'false' }),
    encrypted: optional(scalar.boolean, 'It is encrypted: no backup from storage snapshots.', { default: 'false' }),
    description,
  },
  {
    alsoRequired: [{ oneOf: ['datastore', 'disks'], because: 'a VM without a disk has nothing to back up' }],
    shortAndLong: ['datastore', 'disks'],
  },
);

const selector = oneKey('vm', {
  vm: optional(
    scalar.reference('vm'),
    'VMs by name or glob: `*` any run of characters, `?` one character; case matters.',
    { offers: 'vmGlobs' },
  ),
  host: optional(scalar.reference('host'), 'VMs that run on a host.'),
  cluster: optional(scalar.reference('cluster'), 'VMs that run on the hosts of a cluster.'),
  datastore: optional(scalar.reference('datastore'), 'VMs with a disk on a datastore.'),
  hyperflex: optional(scalar.reference('hyperflex'), 'VMs with a disk on an HX system.'),
});

export const job = map({
  name: required(scalar.nameText, 'Name of the job.', { inNew: 'nightly' }),
  type: optional(
    scalar.oneOf('a type of job', { backup: 'A backup job.', replication: 'A replication job.' }),
    'Type of the job.',
    { default: 'backup' },
  ),
  include: required(listOf(selector), 'The VMs to process: names, globs, or a host, cluster, datastore or HX system.', {
    inNew: '*',
  }),
  exclude: optional(listOf(selector), 'VMs to leave out.', { default: 'empty' }),
  proxies: optional(
    wordOrList('automatic', 'VBR chooses among all proxies.', scalar.reference('proxy')),
    'The proxies that the job may use.',
    { default: 'automatic', source: GUIDE },
  ),
  storageSnapshots: optional(
    map({
      enabled: optional(scalar.boolean, 'Enable backup from storage snapshots.', {
        default: 'true',
        source: STORAGE_JOB,
      }),
      failoverToStandardBackup: optional(
        scalar.boolean,
        'Fail over to standard backup: when no HX snapshot can be made, the VM is backed up without one. Off, it fails.',
        { default: 'false', source: STORAGE_JOB },
      ),
      limitVmsPerSnapshot: optional(
        scalar.text,
        'Limit processed VM count per storage snapshot; without effect on HX.',
        {
          source: STORAGE_JOB,
        },
      ),
      failoverToPrimarySnapshot: optional(
        scalar.text,
        'Fail over to the primary storage snapshot; without effect on HX.',
        {
          source: STORAGE_JOB,
        },
      ),
    }),
    'Integration with storage snapshots.',
    { source: STORAGE_JOB },
  ),
  vmwareToolsQuiescence: optional(
    scalar.boolean,
    'VMware Tools quiescence. A running Windows VM with VMware Tools then gets neither an HX snapshot nor Direct NFS.',
    { default: 'false', source: STORAGE_JOB },
  ),
  description,
});

export const topology = map({
  topology: required(scalar.version(FORMAT_VERSION), 'Version of the format.'),
  name: optional(scalar.nameText, 'Name of the site.', { default: 'the file’s name' }),
  include: optional(
    listOf(scalar.text),
    'Paths or globs of further topology files, relative to this one; their lists are appended.',
    { offers: 'paths' },
  ),
  backupServer: optional(backupServer, 'The backup server (Veeam Backup & Replication).', {
    source: GUIDE,
    inNew: '',
  }),
  hyperflex: optional(listOf(hyperflex, 'HX system', 'hyperflex'), 'Cisco HyperFlex (HX) systems.', {
    default: 'empty',
    inNew: '',
  }),
  clusters: optional(listOf(cluster, 'cluster', 'cluster'), 'vSphere clusters.', { default: 'empty', inNew: '' }),
  hosts: optional(listOf(host, 'host', 'host'), 'ESXi hosts.', { default: 'empty', inNew: '' }),
  datastores: optional(listOf(datastore, 'datastore', 'datastore'), 'Datastores.', { default: 'empty', inNew: '' }),
  proxies: optional(listOf(proxy, 'proxy', 'proxy'), 'VMware backup proxies.', { default: 'empty', inNew: '' }),
  vms: optional(listOf(vm, 'VM', 'vm'), 'Virtual machines.', { default: 'empty', inNew: '' }),
  jobs: optional(listOf(job, 'job', 'job'), 'Backup and replication jobs.', {
    default: 'one implied job over all VMs',
    inNew: '',
  }),
  description,
});

export type BackupServerValue = Read<typeof backupServer>;
export type HyperflexValue = Read<typeof hyperflex>;
export type ClusterValue = Read<typeof cluster>;
export type HostValue = Read<typeof host>;
export type DatastoreValue = Read<typeof datastore>;
export type ProxyValue = Read<typeof proxy>;
export type VmValue = Read<typeof vm>;
export type JobValue = Read<typeof job>;
export type FirewallValue = Read<typeof firewall>;
export type FirewallRuleValue = Read<typeof firewallRule>;
export type RegistryValueValue = Read<typeof registryValue>;
export type DiskValue = Read<typeof disk>;
export type SelectorValue = Read<typeof selector>;
