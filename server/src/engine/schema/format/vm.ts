import { listOf, map, optional, required } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { description } from './common.ts';
import { GUIDE } from './manuals.ts';

/** VMs and their disks. */

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

export type VmValue = Read<typeof vm>;
export type DiskValue = Read<typeof disk>;
