import type { HxSystem, Vm } from '../../model/entities.ts';
import { type HxVersion, isAtLeast } from '../../schema/values/hx-version.ts';
import { counted } from '../_words.ts';
import { rule } from '../rule.ts';

/** The oldest that VBR 13 supports (Veeam KB2976). */
const HX_5_0_2A: HxVersion = { major: 5, minor: 0, patch: 2, letter: 'a' };

export default rule({
  code: 'snapshot/unsupported-version',
  title: 'VBR 13 does not support this version of HyperFlex',
  severity: 'warning',
  what: 'The backup server runs VBR 13, and an HX system with VMs in jobs runs a version before 5.0(2a).',
  why: 'VBR 13 works with HX 5.0(2x) or later only, and with these as experimental. Backup from snapshots of an older system may fail at any time, and Veeam gives no support.',
  whatToDo:
    'Upgrade the HX system to 5.0(2a) or later before the backup server, or remove it from the backup infrastructure.',
  source: 'Veeam user guide, System Requirements (storage systems); Veeam KB2976',
  reads: ['hosts', 'plan', 'references', 'problems', 'errors'],
  *check({ topology, plan }) {
    const [major = 0] = topology.backupServer.value?.version?.value ?? [];
    if (major < 13) return;
    const vms = new Map<HxSystem, Set<Vm>>();
    for (const { vm } of plan.vms) {
      if (vm.system) vms.set(vm.system, (vms.get(vm.system) ?? new Set()).add(vm));
    }
    for (const [system, its] of vms) {
      const written = system.value.version;
      if (!system.version || !written || isAtLeast(system.version, HX_5_0_2A)) continue;
      yield {
        place: written,
        message: `VBR ${major} supports HyperFlex from 5.0(2a) on, and ${system.name} runs ${written.node.text}: backup of ${counted(its.size, 'VM')} is not supported. Upgrade ${system.name}`,
        related: [{ place: topology.backupServer.value!.version!, message: 'The version of the backup server' }],
      };
    }
  },
});
