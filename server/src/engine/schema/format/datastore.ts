import { listOf, map, optional, required } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { description } from './common.ts';

/** Datastores. */

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

export type DatastoreValue = Read<typeof datastore>;
