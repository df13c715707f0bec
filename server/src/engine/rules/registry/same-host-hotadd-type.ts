import { SAME_HOST_HOTADD } from '../../model/registry.ts';
import { rule } from '../rule.ts';
import { documentedEntry, repair } from './_entries.ts';
import { cost, SOURCE } from './_stun.ts';

export default rule({
  code: 'registry/same-host-hotadd-type',
  title: 'EnableSameHostHotaddMode is not a DWORD',
  severity: 'error',
  what: '`EnableSameHostHotaddMode` stands under its key with another type than `REG_DWORD`.',
  why: 'VBR reads a DWORD. A value of another type is no setting at all, however right its data looks. `Set-ItemProperty` without `-Type DWord`, for one, writes text.',
  whatToDo: 'Delete the value on the backup server, and create it anew as a DWORD.',
  source: SOURCE,
  fixes: 'mixed',
  reads: [],
  *check(context) {
    const entry = documentedEntry(context);
    const type = entry?.type;
    if (!entry || !type || type.value === 'REG_DWORD') return;
    yield {
      place: type,
      message: `${SAME_HOST_HOTADD} is a ${type.value}, not a REG_DWORD, so it counts as not set${cost(context)}`,
      fixes: () => [repair(entry)],
    };
  },
});
