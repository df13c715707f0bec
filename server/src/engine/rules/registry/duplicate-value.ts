import { registryNumber } from '../../model/registry.ts';
import type { RegistryValueValue } from '../../schema/format.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { duplicates, remove } from './_entries.ts';

export default rule({
  code: 'registry/duplicate-value',
  title: 'A registry value is given twice',
  severity: 'error',
  what: 'Two entries of `registry` have one key and one name. Case, a trailing backslash, and `HKLM` for `HKEY_LOCAL_MACHINE` make no difference.',
  why: 'A registry key holds a value once. The plan takes the first entry; which of them stands on the backup server, the file does not say.',
  whatToDo: 'Keep the entry that stands on the backup server, and remove the other.',
  fixes: 'mixed',
  reads: [],
  *check(context) {
    for (const [entry, before] of context.fact(duplicates)) {
      const first = before[0]!;
      yield {
        place: entry.name!,
        message: isAlike(entry, first)
          ? `${entry.name!.value} is given twice under this key`
          : `${entry.name!.value} is given twice under this key, as ${shown(first)} and as ${shown(entry)}: the first counts`,
        related: [{ place: first.name!, message: 'Given here first' }],
        fixes: () => fixes(context, entry, before),
      };
    }
  },
});

/** Removing one of two alike changes nothing; of others, the user must say which is true. */
function fixes(
  { topology: { backupServer } }: RuleContext,
  entry: RegistryValueValue,
  before: readonly RegistryValueValue[],
): Fix[] {
  const first = before[0]!;
  const edits = remove(backupServer, entry);
  if (isAlike(entry, first)) return [{ title: 'Remove this one', safe: true, edits }];
  const others = before.flatMap((each) => remove(backupServer, each));
  return [
    { title: `Keep ${shown(first)}, remove this one`, safe: false, edits },
    { title: `Keep ${shown(entry)}, remove what stands before`, safe: false, edits: others },
  ];
}

function isAlike(a: RegistryValueValue, b: RegistryValueValue): boolean {
  const data = ({ value }: RegistryValueValue) => value && (registryNumber(value.value) ?? value.value);
  return a.type?.value === b.type?.value && data(a) === data(b);
}

/** "REG_DWORD 2", with what is missing left out. */
function shown({ type, value }: RegistryValueValue): string {
  return [type?.value, value?.value].filter((part) => part !== undefined).join(' ') || 'an entry without data';
}
