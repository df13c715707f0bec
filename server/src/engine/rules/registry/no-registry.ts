import { SAME_HOST_HOTADD } from '../../model/registry.ts';
import { rule } from '../rule.ts';
import { isMeant } from './_entries.ts';

export default rule({
  code: 'registry/no-registry',
  title: 'A Veeam Software Appliance has no registry',
  severity: 'warning',
  what: '`registry` has values, and the backup server’s platform is `softwareAppliance`.',
  why: 'The appliance runs on Linux. The values have no effect, and the plan is made without them. Veeam’s guide describes them for the registry of a Windows server only.',
  whatToDo: 'Give a setting of the appliance under `configuration`, or correct the platform.',
  reads: ['hosts'],
  *check({ topology: { backupServer } }) {
    const { platform, registry, value } = backupServer;
    const place = value?.$keys.get('registry');
    if (platform !== 'softwareAppliance' || registry.length === 0 || !place) return;
    const lost = registry.some(({ name }) => name && isMeant(name.value));
    yield {
      place,
      message: `A Veeam Software Appliance has no registry, so these values have no effect. Give ${lost ? SAME_HOST_HOTADD : 'settings of the appliance'} under configuration, or correct the platform`,
      related: value?.platform ? [{ place: value.platform, message: 'The platform' }] : [],
    };
  },
});
