/** The backup server of a generated topology, with its registry in every form. */
import { type Mapping, maybe, odd, type Site } from './parts.ts';

const KEYS = [
  'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication',
  'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Veeam\\Veeam Backup and Replication',
  'hklm\\Software\\veeam\\Veeam Backup And Replication\\',
  'HKEY_Local_Machine\\SOFTWARE\\Veeam\\Veeam Backup and Replication\\',
];
const OTHER_KEYS = [
  'HKLM\\SOFTWARE\\Wow6432Node\\Veeam\\Veeam Backup and Replication',
  'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication\\Options',
  'HKCU\\SOFTWARE\\Veeam\\Veeam Backup and Replication',
  'HKLM\\SOFTWARE\\Veeam',
];

/** The `backupServer` mapping, or nothing. */
export function backupServer(site: Site): Mapping | null | undefined {
  const { random } = site;
  if (odd(site, 0.1)) return random.pick([undefined, undefined, null]);
  const appliance = random.chance(0.12);
  return {
    name: maybe(site, 0.8, () => 'vbr01'),
    description: maybe(site, 0.05, () => 'backs up: everything'),
    version: maybe(site, 0.8, () => random.pick(['12.3.1.1139', '13.0.1.1071', '13.0'])),
    license: random.weighted([
      [6, 'enterprisePlus'],
      [4, 'universal'],
      [3, undefined],
      [site.mess * 2, random.pick(['community', 'standard', 'enterprise'])],
    ]),
    platform: appliance ? 'softwareAppliance' : maybe(site, 0.2, () => 'windows'),
    registry: random.chance(appliance ? 0.4 : site.built === 'hotAdd' ? 0.8 : 0.4) ? registry(site) : undefined,
    configuration: random.chance(appliance ? 0.7 : 0.03) ? configuration(site) : undefined,
  };
}

function registry(site: Site): Mapping[] {
  const { random } = site;
  const other: Mapping = { key: KEYS[0]!, name: 'EnableSameHostDirectNFSMode', type: 'REG_DWORD', value: 1 };
  return [
    ...(random.chance(0.1) ? [other] : []),
    hotAdd(site),
    ...(random.chance(0.15) ? [hotAdd(site)] : []),
    ...(odd(site, 0.05) ? [hotAdd(site)] : []),
  ];
}

function hotAdd(site: Site): Mapping {
  const { random } = site;
  return {
    key: odd(site, 0.15) ? random.pick(OTHER_KEYS) : random.pick(KEYS),
    name: odd(site, 0.05) ? 'EnableSameHostHotadd' : name(site),
    type: odd(site, 0.12)
      ? random.pick(['REG_QWORD', 'REG_SZ', 'QWORD', 'REG_MULTI_SZ', 'SZ', 'REG_BINARY', 'REG_EXPAND_SZ'])
      : random.pick(['REG_DWORD', 'REG_DWORD', 'DWORD']),
    value: value(site),
  };
}

function configuration(site: Site): Mapping {
  return { ...(site.random.chance(0.2) ? { Other: 1 } : {}), [name(site)]: value(site) };
}

function name(site: Site): string {
  return site.random.weighted([
    [8, 'EnableSameHostHotaddMode'],
    [2, 'EnableSameHostHotAddMode'],
    [1, 'enablesamehosthotaddmode'],
  ]);
}

function value(site: Site): string | number {
  return site.random.weighted<string | number>([
    [site.built === 'hotAdd' ? 16 : 6, 2],
    [5, 1],
    [2, 0],
    [1, '0x2'],
    [1, '0x00000001'],
    [1, '2'],
    [site.mess, 5],
    [site.mess / 2, '0x10'],
    [site.mess / 2, 'two'],
    [site.mess / 2, -1],
  ]);
}
