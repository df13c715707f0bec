import { listOf, map, optional, required, wordOrList } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { allowedAddresses, description } from './common.ts';
import { GUIDE } from './manuals.ts';

/** Cisco HyperFlex systems. */

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

export type HyperflexValue = Read<typeof hyperflex>;
