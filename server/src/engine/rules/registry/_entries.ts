import type { BackupServer } from '../../model/entities.ts';
import {
  isSameHostHotAdd,
  registryNumber,
  SAME_HOST_HOTADD,
  sameRegistryKey,
  sameRegistryName,
  VEEAM_KEY,
} from '../../model/registry.ts';
import type { RegistryValueValue } from '../../schema/format.ts';
import { nearest } from '../../schema/nearest.ts';
import type { DictionaryEntry, Value } from '../../schema/types.ts';
import { indexIn, type PlacedEdit, removeItem, replaceScalar } from '../../syntax/edit/index.ts';
import { brokenYaml } from '../_problems.ts';
import { readable } from '../firewall/_readable.ts';
import type { Fix, RuleContext } from '../rule.ts';

/** The registry values of the backup server, and which of them are meant as EnableSameHostHotaddMode. */

/** The registry values that can have an effect: a Veeam Software Appliance has no registry. */
export function effectiveEntries({ topology }: RuleContext): readonly RegistryValueValue[] {
  return topology.backupServer.platform === 'windows' ? topology.backupServer.registry : [];
}

/** The settings of a Veeam Software Appliance, which stand in for registry values. */
export function applianceSettings({ topology }: RuleContext): readonly DictionaryEntry<Value<string>>[] {
  const { platform, value } = topology.backupServer;
  return platform === 'softwareAppliance' ? (value?.configuration?.entries ?? []) : [];
}

/** Whether a name is meant as EnableSameHostHotaddMode: it is that, or is misspelt. */
export function isMeant(name: string): boolean {
  return sameRegistryName(name, SAME_HOST_HOTADD) || nearest(name, [SAME_HOST_HOTADD]) !== undefined;
}

/** The entries whose key and name another one had before, with those; the first of them counts. For `context.fact`. */
export function duplicates(context: RuleContext): ReadonlyMap<RegistryValueValue, readonly RegistryValueValue[]> {
  const entries = effectiveEntries(context);
  const found = new Map<RegistryValueValue, readonly RegistryValueValue[]>();
  entries.forEach((entry, index) => {
    const before = entries.slice(0, index).filter((earlier) => isSameValue(earlier, entry));
    if (before.length > 0) found.set(entry, before);
  });
  return found;
}
duplicates.reads = [] as const;

function isSameValue(a: RegistryValueValue, b: RegistryValueValue): boolean {
  if (!a.key || !b.key || !a.name || !b.name) return false;
  return sameRegistryKey(a.key.value, b.key.value) && sameRegistryName(a.name.value, b.name.value);
}

/** Whether the data is one that EnableSameHostHotaddMode can have: 0, 1 or 2. */
export function isKnownMode(data: string): boolean {
  const number = registryNumber(data);
  return number !== undefined && number <= 2;
}

/**
 * The fix that makes the entry the documented value: key, name, type, and 2 for data that means nothing. Its title says
 * all that it changes. Safe unless the value becomes 2.
 */
export function repair({ unit, key, name, type, value }: RegistryValueValue): Fix {
  const unusable = value !== undefined && !isKnownMode(value.value);
  const changes: { part: Value<string>; text: string; title: string }[] = [];
  if (key && !sameRegistryKey(key.value, VEEAM_KEY))
    changes.push({ part: key, text: VEEAM_KEY, title: `put it under ${VEEAM_KEY}` });
  if (name && !sameRegistryName(name.value, SAME_HOST_HOTADD))
    changes.push({ part: name, text: SAME_HOST_HOTADD, title: `name it ${SAME_HOST_HOTADD}` });
  if (type && type.value !== 'REG_DWORD') changes.push({ part: type, text: 'REG_DWORD', title: 'make it a REG_DWORD' });
  if (unusable) changes.push({ part: value, text: '2', title: 'set it to 2' });
  const title = changes
    .map((change) => change.title)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ');
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    safe: !unusable && !(value && registryNumber(value.value) === 2),
    edits: changes.flatMap(({ part, text }): PlacedEdit[] => replaceScalar({ unit, node: part.node }, text)),
  };
}

/** Takes an entry out of the registry. */
export function remove({ value }: BackupServer, { node }: RegistryValueValue): PlacedEdit[] {
  const list = value?.registry;
  if (list?.node.kind !== 'seq') return [];
  return removeItem({ unit: list.unit, node: list.node }, indexIn(list.node, node));
}

/** The documented value, if it stands there: the entry that counts. */
export function documentedEntry(context: RuleContext): RegistryValueValue | undefined {
  return effectiveEntries(context).find(isSameHostHotAdd);
}

/** Whether what stands under a key of the backup server could be read whole. */
export function isReadable(context: RuleContext, key: 'registry' | 'configuration'): boolean {
  const server = context.topology.backupServer.value;
  const node = server?.node.pairs.find((pair) => pair.key.text === key)?.value;
  if (!server || !node) return true;
  const place = { unit: server.unit, start: node.start, end: node.end };
  return !context.fact(brokenYaml).touches(place) && context.fact(readable)(place);
}
