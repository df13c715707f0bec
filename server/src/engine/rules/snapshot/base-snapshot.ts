import { HX_4_5_2A, isAtLeast } from '../../schema/values/hx-version.ts';
import { WAYS } from '../firewall/_cost.ts';
import { type RuleContext, rule } from '../rule.ts';
import { betterWith } from './_lost.ts';

export default rule({
  code: 'snapshot/base-snapshot',
  title: 'An HX base snapshot keeps a VM from Direct NFS',
  severity: 'warning',
  what: 'A VM on an HX system before 4.5(2a) has an HX base snapshot, and its job processes it in the standard way.',
  why: 'Before HX 4.5(2a) Direct NFS is never tried for a VM with a base snapshot in standard processing: what is left is virtual appliance or Network mode.',
  whatToDo:
    'Let the job use storage snapshots, remove the base snapshot, or upgrade the HX system to 4.5(2a) or later.',
  source: 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex), chart for HX before 4.5(2a)',
  *check(context) {
    const told = new Set<unknown>();
    for (const [{ vm, mode }, better] of context.fact(betterWithout)) {
      if (told.has(vm)) continue;
      told.add(vm);
      const { name, value } = vm.system!;
      yield {
        place: vm.value.baseSnapshot ?? vm.namePlace,
        message: `${vm.name} has an HX base snapshot, and ${name} is older than 4.5(2a): it goes ${WAYS[mode!]} instead of ${WAYS[better]}. Remove the base snapshot, or upgrade ${name}`,
        related: value.version ? [{ place: value.version, message: `The version of ${name}` }] : [],
      };
    }
  },
});

/** The plans that an HX base snapshot makes slower. For `context.fact`. */
function betterWithout(context: RuleContext): ReturnType<typeof betterWith> {
  return betterWith(context, ({ vm }) =>
    vm.baseSnapshot && vm.system?.version && !isAtLeast(vm.system.version, HX_4_5_2A)
      ? { vm: { baseSnapshot: false } }
      : undefined,
  );
}
betterWithout.reads = ['hosts', 'plan'] as const;
