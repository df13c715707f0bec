import { listOf, map, optional, required, wordOrList } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { description } from './common.ts';
import { GUIDE, TRANSPORT_MODES } from './manuals.ts';

/** VMware backup proxies. */

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

export type ProxyValue = Read<typeof proxy>;
