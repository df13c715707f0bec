import { registryNumber, sameRegistryKey, sameRegistryName, VEEAM_KEY } from '../../model/registry.ts';
import { rule } from '../rule.ts';
import { applianceSettings, duplicates, effectiveEntries } from './_entries.ts';

const NAME = 'EnableSameHostDirectNFSMode';

export default rule({
  code: 'registry/same-host-direct-nfs',
  title: 'EnableSameHostDirectNFSMode is set',
  severity: 'information',
  what: '`EnableSameHostDirectNFSMode` is set on the backup server.',
  why: 'It keeps Direct NFS on proxies on the VM’s own host, for hyperconverged systems such as Nutanix. Veeam’s guidance for Cisco HyperFlex does not ask for it, and the plan does not model it. It is easily taken for `EnableSameHostHotaddMode`, which is about virtual appliance mode.',
  whatToDo: 'Remove it, unless it is there for another storage system.',
  source: 'Veeam best-practice guide',
  reads: [],
  *check(context) {
    const entries = effectiveEntries(context)
      .filter(({ key }) => key && sameRegistryKey(key.value, VEEAM_KEY))
      .filter((entry) => !context.fact(duplicates).has(entry))
      .map(({ name, value }) => ({ name: name?.value, place: name, value }));
    const settings = applianceSettings(context).map(({ name, namePlace, value }) => ({
      name,
      place: namePlace,
      value,
    }));
    for (const { name, place, value } of [...entries, ...settings]) {
      const isOff = value !== undefined && registryNumber(value.value) === 0;
      if (name === undefined || !place || isOff || !sameRegistryName(name, NAME)) continue;
      yield {
        place,
        message: `${NAME} keeps Direct NFS on the VM’s own host. It is not part of the guidance for Cisco HyperFlex, and the plan leaves it out; HotAdd is ruled by EnableSameHostHotaddMode`,
      };
    }
  },
});
