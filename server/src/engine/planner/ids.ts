/**
 * The closed lists of ids in a plan. They are part of the JSON contract: what each means is in `docs/plan.md`, which is
 * made from these texts.
 */

export const MODES = {
  directNfsIoVisor: 'Direct NFS via IO Visor',
  directNfsClusterIp: 'Direct NFS via controller cluster IP',
  directNfs: 'Direct NFS',
  virtualAppliance: 'Virtual appliance',
  network: 'Network',
} as const;

export const SOURCES = {
  hxSnapshot: 'HX snapshot',
  vmwareSnapshot: 'VMware snapshot',
} as const;

export const FAILURES = {
  'failover-off': 'no HX snapshot is possible, and the job does not fail over to standard backup',
  'no-candidate-proxy': 'no proxy may process the VM',
  'invalid-topology': 'the VM’s host, a datastore or its disks are not known',
} as const;

export const STEPS = {
  topology: 'Are the VM’s host, datastores and disks known?',
  'storage-integration': 'Is the integration with HX snapshots in play?',
  'hx-snapshot': 'Can the job read from an HX snapshot?',
  'failover-to-standard-backup': 'Does the job fail over to standard backup?',
  'candidate-proxies': 'May any proxy process the VM?',
  'hx-base-snapshot': 'Is an HX base snapshot present on the VM?',
  'direct-nfs-io-visor': 'Is the IO Visor accessible?',
  'direct-nfs-cluster-ip': 'Is the HX controller cluster IP accessible?',
  'direct-nfs': 'Can Direct NFS be used?',
  'virtual-appliance': 'Can virtual appliance mode be used?',
  network: 'Can Network mode be used?',
} as const;

export const CONDITIONS = {
  'host-resolves': 'The VM’s host is declared.',
  'datastores-resolve': 'Every datastore of the VM is declared.',
  'has-disk': 'The VM has a disk.',
  'storage-snapshots-enabled': 'The job has backup from storage snapshots enabled.',
  'storage-added': 'The HX system is added to the backup infrastructure.',
  license: 'The licence is Enterprise Plus or universal.',
  'no-esxi-snapshot': 'The VM has no VMware snapshot made with traditional ESXi technology.',
  'not-template': 'The VM is no template.',
  'not-encrypted': 'The VM is not encrypted.',
  'no-tools-quiescence': 'VMware Tools quiescence does not act on the VM (a running Windows VM with VMware Tools).',
  'single-hx-system': 'All disks of the VM lie on datastores of one HX system.',
  'failover-enabled': 'The job fails over to standard backup.',
  enabled: 'The proxy is enabled.',
  proxies: 'The job allows the proxy.',
  accessProxies: 'The HX system allows the proxy (VMware access options).',
  'base-snapshot': 'An HX base snapshot is present on the VM.',
  'server-supports-mode': 'The proxy’s server supports the mode.',
  'transport-mode-allows': 'The proxy’s transport mode allows the mode.',
  'on-data-network': 'An address of the proxy lies in the network over which the storage is reached.',
  'datastore-connected': 'The proxy is connected to the VM’s datastores.',
  'host-in-system': 'The VM’s host belongs to the VM’s HX system, so that its IO Visor serves the VM’s datastores.',
  'host-firewall': 'The firewall of the VM’s host lets the proxy in to the IO Visor.',
  'controllers-open': 'The storage controllers let the proxy in.',
  'cluster-ip-known': 'The controller cluster IP is given and lies in the data network.',
  'datastore-is-nfs': 'A disk of the VM lies on an NFS datastore.',
  'no-snapshot': 'The VM has no snapshot of any kind.',
  'proxy-is-vm': 'The proxy is a VM.',
  'same-datacenter': 'The proxy’s host and the VM’s host are in one datacenter.',
  'host-mounts-datastores': 'The proxy’s host mounts every datastore of the VM.',
  'disks-hotaddable': 'A disk of the VM can be HotAdded.',
  'same-host': 'The proxy runs on the VM’s host (EnableSameHostHotaddMode is 2).',
} as const;

export const DISK_REASONS = {
  'disk-not-nfs': 'it does not lie on an NFS datastore',
  'disk-outside-hx-system': 'it lies outside the VM’s HX system',
  'disk-bus-ide': 'an IDE disk cannot be HotAdded',
  'disk-too-large': 'a disk larger than 62 TB cannot be HotAdded',
} as const;

export const ASSUMPTIONS = {
  'implied-job': 'The file has no jobs: planned under one implied job with VBR’s defaults over all VMs.',
  'license-assumed': 'No licence is given: Enterprise Plus is assumed.',
  'storage-not-added-assumed':
    'It is not said whether the HX system is added to the backup infrastructure: taken as not added.',
  'version-assumed': 'No version of the HX system is given: 4.5(2a) or later is assumed.',
  'base-snapshot-assumed': 'It is not said whether an HX base snapshot is present: planned as absent.',
  'data-network-assumed': 'The HX data network is not known: the proxy is assumed to be on it.',
  'cluster-ip-assumed': 'The controller cluster IP is not given: the path is assumed open.',
  'nfs-network-assumed': 'The network of an NFS datastore is not given: it is assumed reachable.',
  'io-visor-of-vm-host':
    'The guide does not say which host’s IO Visor is asked: that of the host on which the VM runs is assumed.',
  'standard-processing-without-storage':
    'Where storage integration is not in play, the VM is taken to be processed in the standard way, whatever the failover option says.',
  'disks-outside-system': 'Disks outside the VM’s HX system are assumed to be processed in Network mode.',
  'several-storages': 'An HX snapshot is assumed impossible when the VM’s disks lie on more than one storage.',
  'proxy-type-assumed': 'It is not said whether the proxy is a VM: it is assumed to be one.',
  'same-host-first': 'Among equal proxies, one on the VM’s host is assumed to go first.',
  'load-simulated': 'There is no live load: it is simulated job by job, VMs in file order, one task per disk.',
  'appliance-setting':
    'The guide describes EnableSameHostHotaddMode only as a registry value: a setting of the appliance is assumed to act alike.',
  'hops-not-modelled': 'Hop counts to the NFS server are not modelled: VBR prefers the proxy with the fewest.',
  'affinity-not-modelled': 'Proxy affinity of the repository is not modelled: VBR prefers the proxies named there.',
} as const;

export type Mode = keyof typeof MODES;
export type Source = keyof typeof SOURCES;
export type FailureId = keyof typeof FAILURES;
export type StepId = keyof typeof STEPS;
export type ConditionId = keyof typeof CONDITIONS;
export type DiskReason = keyof typeof DISK_REASONS;
export type AssumptionId = keyof typeof ASSUMPTIONS;
