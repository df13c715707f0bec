import { dictionary, listOf, map, optional, required } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { description } from './common.ts';
import { GUIDE } from './manuals.ts';

/** The backup server and its registry. */

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

export type BackupServerValue = Read<typeof backupServer>;
export type RegistryValueValue = Read<typeof registryValue>;
