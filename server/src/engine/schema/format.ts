import { listOf, map, optional, required } from './build.ts';
import { backupServer } from './format/backup-server.ts';
import { description } from './format/common.ts';
import { datastore } from './format/datastore.ts';
import { cluster, host } from './format/hosts.ts';
import { hyperflex } from './format/hyperflex.ts';
import { job } from './format/job.ts';
import { GUIDE } from './format/manuals.ts';
import { proxy } from './format/proxy.ts';
import { vm } from './format/vm.ts';
import * as scalar from './scalars.ts';

/**
 * The one definition of the topology file, a thing of it in each file of `format/`. Types, validation, JSON Schema,
 * completion, hovers and the reference page come from here. `source` names the page of the vendors' manuals that the key
 * stands for.
 */

export { type BackupServerValue, backupServer, type RegistryValueValue } from './format/backup-server.ts';
export { type DatastoreValue, datastore } from './format/datastore.ts';
export type { FirewallRuleValue, FirewallValue } from './format/firewall.ts';
export { type ClusterValue, cluster, type HostValue, host } from './format/hosts.ts';
export { type HyperflexValue, hyperflex } from './format/hyperflex.ts';
export { type JobValue, job, type SelectorValue } from './format/job.ts';
export { type ProxyValue, proxy } from './format/proxy.ts';
export { type DiskValue, type VmValue, vm } from './format/vm.ts';

/** The version of the format that this definition describes, as written under `topology`. */
export const FORMAT_VERSION = '1';

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
