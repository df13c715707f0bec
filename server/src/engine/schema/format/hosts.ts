import { map, optional, required } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { description } from './common.ts';
import { firewall } from './firewall.ts';
import { BEST_PRACTICE, GUIDE } from './manuals.ts';

/** vSphere clusters and ESXi hosts. */

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

export type ClusterValue = Read<typeof cluster>;
export type HostValue = Read<typeof host>;
