import {
  isSameHostHotAdd,
  SAME_HOST_HOTADD,
  sameRegistryKey,
  sameRegistryName,
  VEEAM_KEY,
} from '../../model/registry.ts';
import type { RegistryValueValue } from '../../schema/format.ts';
import { renameKey } from '../../syntax/edit/index.ts';
import { brokenYaml } from '../_problems.ts';
import { type Finding, type Fix, type RuleContext, rule } from '../rule.ts';
import {
  applianceSettings,
  documentedEntry,
  duplicates,
  effectiveEntries,
  isMeant,
  remove,
  repair,
} from './_entries.ts';
import { cost, SOURCE } from './_stun.ts';

export default rule({
  code: 'registry/same-host-hotadd-key',
  title: 'EnableSameHostHotaddMode stands in the wrong place or is misspelt',
  severity: 'error',
  what: '`EnableSameHostHotaddMode` stands under another key than `HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication` (`Wow6432Node`, a subkey, `HKCU`), or its name is misspelt. Case does not matter, and `HKEY_LOCAL_MACHINE` is `HKLM`.',
  why: 'VBR reads the value under that key and name alone. Anywhere else it has no effect, and HotAdd goes on as if it were not there.',
  whatToDo: 'Create the value under the documented key and name on the backup server, and delete the other one.',
  source: SOURCE,
  fixes: 'mixed',
  reads: [],
  *check(context) {
    const broken = context.fact(brokenYaml);
    const misplaced = effectiveEntries(context)
      .filter((entry) => isMisplaced(entry) && !context.fact(duplicates).has(entry))
      .filter(({ key, name }) => !broken.touches(key!) && !broken.touches(name!));
    for (const entry of misplaced) yield atEntry(context, entry, entry === misplaced[0]);
    yield* misspeltSettings(context);
  },
});

function isMisplaced(entry: RegistryValueValue): boolean {
  return entry.key !== undefined && entry.name !== undefined && isMeant(entry.name.value) && !isSameHostHotAdd(entry);
}

function atEntry(context: RuleContext, entry: RegistryValueValue, first: boolean): Finding {
  const key = entry.key!;
  const name = entry.name!;
  const counts = documentedEntry(context);
  const misspelt = !sameRegistryName(name.value, SAME_HOST_HOTADD);
  const wrongKey = !sameRegistryKey(key.value, VEEAM_KEY);
  const what = misspelt
    ? `VBR knows no ${name.value}: did you mean ${SAME_HOST_HOTADD}? It has no effect`
    : `VBR does not read ${SAME_HOST_HOTADD} under this key, so it has no effect`;
  const rest = counts
    ? '; the one under the documented key counts'
    : `${cost(context)}. ${wrongKey ? `Put it under ${VEEAM_KEY}` : 'Correct the name'}`;
  return {
    place: wrongKey ? key : name,
    message: what + rest,
    ...(counts ? { related: [{ place: counts.name!, message: 'The one that counts' }] } : {}),
    fixes: () => [first && !counts ? repair(entry) : removal(context, entry)],
  };
}

/** Where another entry is, or is to become, the documented one. */
function removal({ topology }: RuleContext, entry: RegistryValueValue): Fix {
  return { title: `Remove this ${entry.name!.value}`, safe: false, edits: remove(topology.backupServer, entry) };
}

function* misspeltSettings(context: RuleContext): Iterable<Finding> {
  const settings = applianceSettings(context).filter(({ name }) => isMeant(name));
  if (settings.some(({ name }) => sameRegistryName(name, SAME_HOST_HOTADD))) return;
  const configuration = context.topology.backupServer.value?.configuration;
  for (const { name, namePlace } of settings) {
    const pair = configuration?.node.pairs.find(({ key }) => key.text === name);
    yield {
      place: namePlace,
      message: `VBR knows no ${name}: did you mean ${SAME_HOST_HOTADD}? It has no effect${cost(context)}`,
      fixes: () =>
        configuration && pair
          ? [
              {
                title: `Name it ${SAME_HOST_HOTADD}`,
                safe: false,
                edits: renameKey(configuration, pair, SAME_HOST_HOTADD),
              },
            ]
          : [],
    };
  }
}
