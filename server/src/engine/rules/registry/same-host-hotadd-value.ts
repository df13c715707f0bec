import { registryNumber, SAME_HOST_HOTADD, sameRegistryName } from '../../model/registry.ts';
import type { Value } from '../../schema/types.ts';
import { replaceScalar } from '../../syntax/edit/index.ts';
import { counted } from '../_words.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { applianceSettings, documentedEntry, isKnownMode } from './_entries.ts';
import { cost, hotAddedOnNfs3, SOURCE, stunIsFixed } from './_stun.ts';

export default rule({
  code: 'registry/same-host-hotadd-value',
  title: 'The data of EnableSameHostHotaddMode does not keep HotAdd on one host',
  severity: 'warning',
  what: '`EnableSameHostHotaddMode` is 0 or 1 while VMs on NFS 3 are planned in virtual appliance mode; or it is neither 0, 1 nor 2, which is an error. As information where every host runs ESXi 8.0 U2b or later, which has the fix.',
  why: 'With 0 any proxy may HotAdd, with 1 one on another host still does when none qualifies on the VM’s own host: VMs on NFS 3 can stun then. Any other data is no setting at all.',
  whatToDo:
    'Set it to 2, and deploy a proxy on every host of the cluster. Hosts without a proxy go over Network mode then.',
  source: SOURCE,
  fixes: 'unsafe',
  reads: [],
  *check(context) {
    const data = written(context);
    if (!data) return;
    const fixes = () => [setTo2(data)];
    if (!isKnownMode(data.value)) {
      const message = `${SAME_HOST_HOTADD} is neither 0, 1 nor 2, so it counts as not set${cost(context)}. Set it to 2`;
      yield { place: data, message, severity: 'error', fixes };
      return;
    }
    const { size } = context.fact(hotAddedOnNfs3);
    const mode = registryNumber(data.value);
    if (size === 0 || mode === 2) return;
    const fixed = context.fact(stunIsFixed);
    yield {
      place: data,
      message: message(mode === 1, size, fixed),
      ...(fixed ? { severity: 'information' as const } : {}),
      fixes,
    };
  },
});

/** The data that counts, as far as key, name and type are right. */
function written(context: RuleContext): Value<string> | undefined {
  const entry = documentedEntry(context);
  const isDword = entry?.type === undefined || entry.type.value === 'REG_DWORD';
  if (entry) return isDword ? entry.value : undefined;
  return applianceSettings(context).find(({ name }) => sameRegistryName(name, SAME_HOST_HOTADD))?.value;
}

function message(prefers: boolean, size: number, fixed: boolean): string {
  const what = prefers
    ? `With ${SAME_HOST_HOTADD} 1 a proxy on another host HotAdds where none on the VM’s host can`
    : `With ${SAME_HOST_HOTADD} 0 any proxy may HotAdd, also one on another host than the VM’s`;
  const vms = counted(size, 'VM');
  return fixed
    ? `${what}: ${vms} on NFS 3. ESXi 8.0 U2b and later, which all hosts run, no longer stun VMs under it`
    : `${what}: ${vms} on NFS 3 can stun. Set it to 2, and have a proxy on every host`;
}

function setTo2({ unit, node }: Value<string>): Fix {
  return { title: `Set ${SAME_HOST_HOTADD} to 2`, safe: false, edits: replaceScalar({ unit, node }, '2') };
}
