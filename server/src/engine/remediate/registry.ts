import { registryNumber, SAME_HOST_HOTADD, sameRegistryKey, sameRegistryName } from '../model/registry.ts';
import type { Topology } from '../model/topology.ts';
import type { RegistryValueValue } from '../schema/format.ts';
import type { ChecklistItem, RegistryData, RegistryTarget } from './remediation.ts';

/** The hive and Veeam's keys in it: a topology file is no way to write anywhere else in a registry. */
const VEEAM = /^(?:HKLM|HKEY_LOCAL_MACHINE)\\(SOFTWARE\\(?:Wow6432Node\\)?Veeam(?:\\.*)?)$/i;

/**
 * The registry values of the backup server that the file writes out. Of one that it gives twice the first counts, as for
 * the plan.
 */
export function registryTargets({ backupServer }: Topology): { targets: RegistryTarget[]; checklist: ChecklistItem[] } {
  const targets: RegistryTarget[] = [];
  const checklist: ChecklistItem[] = [];
  const leave = (text: string, place: ChecklistItem['place']): void => {
    checklist.push({ part: 'registry', text, place });
  };
  if (backupServer.platform === 'softwareAppliance') {
    for (const { name, value } of backupServer.value?.configuration?.entries ?? []) {
      leave(
        `Set ${name} to ${value.value} in the configuration files of the Veeam Software Appliance (Host Management: Host Configuration, Configuration Files). Veeam's guide names the registry only: ask Veeam Support which file it goes to.`,
        value,
      );
    }
    return { targets, checklist };
  }
  for (const [index, entry] of backupServer.registry.entries()) {
    if (backupServer.registry.slice(0, index).some((earlier) => isSame(earlier, entry))) continue;
    const target = targetOf(entry);
    if ('not' in target) leave(`Registry value ${entry.name?.value ?? ''}: ${target.not}.`.replace(' :', ':'), entry);
    else targets.push(target);
  }
  const acts = targets.find(({ name }) => sameRegistryName(name, SAME_HOST_HOTADD));
  if (acts) {
    leave(
      `Where ${acts.name} was changed: restart the Veeam Backup Service (VeeamBackupSvc) while no job runs. Veeam documents no restart; the service reads such values when it starts.`,
      acts.place,
    );
  }
  return { targets, checklist };
}

function isSame(a: RegistryValueValue, b: RegistryValueValue): boolean {
  return (
    a.key !== undefined &&
    b.key !== undefined &&
    sameRegistryKey(a.key.value, b.key.value) &&
    a.name !== undefined &&
    b.name !== undefined &&
    sameRegistryName(a.name.value, b.name.value)
  );
}

function targetOf({ key, name, type, value }: RegistryValueValue): RegistryTarget | { not: string } {
  if (!key || !name || !type || !value)
    return { not: 'key, name, type or value is missing in the file, or cannot be read' };
  const path = VEEAM.exec(key.value.replace(/(?<!\\)\\+$/, ''))?.[1];
  if (path === undefined) return { not: `${key.value} is none of Veeam's keys, and only these are scripted` };
  const data = dataOf(type.value, value.value);
  if (!data) return { not: `${value.value} is no data for a ${type.value}` };
  return { key: path, name: name.value, data, place: name };
}

type RegistryType = NonNullable<RegistryValueValue['type']>['value'];

function dataOf(type: RegistryType, text: string): RegistryData | undefined {
  switch (type) {
    case 'REG_DWORD':
      return numberOf('DWord', 32, text);
    case 'REG_QWORD':
      return numberOf('QWord', 64, text);
    case 'REG_SZ':
      return { kind: 'String', text };
    case 'REG_EXPAND_SZ':
      return { kind: 'ExpandString', text };
    case 'REG_MULTI_SZ':
      return { kind: 'MultiString', text };
    case 'REG_BINARY':
      return bytesOf(text);
  }
}

function numberOf(kind: 'DWord' | 'QWord', bits: number, text: string): RegistryData | undefined {
  if (registryNumber(text) === undefined) return undefined;
  const number = BigInt(text);
  return number >> BigInt(bits) === 0n ? { kind, number: BigInt.asIntN(bits, number) } : undefined;
}

/** `01 0a ff`, `01,0a,ff` and `010aff`, as Windows tools write bytes. */
function bytesOf(text: string): RegistryData | undefined {
  const digits = text.replace(/[\s,]/g, '');
  if (digits.length % 2 !== 0 || !/^[\da-f]*$/i.test(digits)) return undefined;
  return { kind: 'Binary', bytes: (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)) };
}
