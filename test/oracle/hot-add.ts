/** What EnableSameHostHotaddMode is set to (selection §5, its own section). */

/** `absent` stands for every setting that is none: another value, type, key, or nothing written. */
export type HotAdd = 'absent' | 0 | 1 | 2;

const KEY = 'hklm\\software\\veeam\\veeam backup and replication';
const NAME = 'enablesamehosthotaddmode';

/**
 * @param platform `windows`, or `softwareAppliance`, which has no registry
 * @param registry its entries as written
 * @param configuration the appliance's values as written
 */
export function hotAddSetting(
  platform: string,
  registry: { key: string; name: string; type: string; value: string }[],
  configuration: { name: string; value: string }[],
): HotAdd {
  if (platform === 'softwareAppliance') {
    const first = configuration.find((entry) => entry.name.toLowerCase() === NAME);
    return first ? setting(first.value) : 'absent';
  }
  // "The first entry of that key and name counts, even when its type or value is unusable."
  const first = registry.find((entry) => sameKey(entry.key) && entry.name.toLowerCase() === NAME);
  return first && ['REG_DWORD', 'DWORD'].includes(first.type) ? setting(first.value) : 'absent';
}

function sameKey(key: string): boolean {
  const lower = key.toLowerCase();
  return lower.replace(/\\$/, '').replace(/^hkey_local_machine\\/, 'hklm\\') === KEY;
}

function setting(value: string): HotAdd {
  if (!/^(\d+|0x[0-9a-f]+)$/i.test(value)) return 'absent';
  const data = Number(value);
  return data === 0 || data === 1 || data === 2 ? data : 'absent';
}
