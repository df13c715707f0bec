import { listOf, map, oneKey, optional, required, wordOrList } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { description } from './common.ts';
import { GUIDE, STORAGE_JOB } from './manuals.ts';

/** Backup and replication jobs, and what they select. */

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

export type JobValue = Read<typeof job>;
export type SelectorValue = Read<typeof selector>;
