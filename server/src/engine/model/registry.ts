import type { BackupServerValue, RegistryValueValue } from '../schema/format.ts';
import type { SameHostHotAdd } from './entities.ts';

/** The value that decides which proxies may HotAdd, and the key that it stands under (user guide, same page). */
export const SAME_HOST_HOTADD = 'EnableSameHostHotaddMode';
export const VEEAM_KEY = 'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication';

/** Registry names are compared without regard to case. */
export function sameRegistryName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether two paths name one key: `HKLM` is `HKEY_LOCAL_MACHINE`; case and a trailing backslash do not matter. */
export function sameRegistryKey(a: string, b: string): boolean {
  return normalKey(a) === normalKey(b);
}

function normalKey(path: string): string {
  return path
    .toLowerCase()
    .replace(/(?<!\\)\\+$/, '')
    .replace(/^hkey_local_machine(?=\\|$)/, 'hklm');
}

/** Reads data as it is written, decimal or `0x` hexadecimal. `undefined`: no whole number from 0 on. */
export function registryNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return /^0x[\da-f]+$/i.test(text) ? Number(text) : undefined;
}

/**
 * What `EnableSameHostHotaddMode` comes to. The first entry of that key and name counts, even when it is not usable. A
 * Veeam Software Appliance has no registry: there only `configuration` counts.
 */
export function sameHostHotAdd(server: BackupServerValue | undefined): SameHostHotAdd {
  if (server?.platform?.value === 'softwareAppliance') {
    const setting = server.configuration?.entries.find(({ name }) => sameRegistryName(name, SAME_HOST_HOTADD));
    return { mode: setting && knownMode(setting.value.value), place: setting?.value, entry: undefined };
  }
  const entry = server?.registry?.items.find(isSameHostHotAdd);
  const usable = entry?.type?.value === 'REG_DWORD' && entry.value !== undefined;
  return { mode: usable ? knownMode(entry.value.value) : undefined, place: entry?.name, entry };
}

export function isSameHostHotAdd(entry: RegistryValueValue): boolean {
  return (
    entry.key !== undefined &&
    entry.name !== undefined &&
    sameRegistryKey(entry.key.value, VEEAM_KEY) &&
    sameRegistryName(entry.name.value, SAME_HOST_HOTADD)
  );
}

function knownMode(text: string): 0 | 1 | 2 | undefined {
  const number = registryNumber(text);
  return number === 0 || number === 1 || number === 2 ? number : undefined;
}
