import type { HxSystem } from '../../model/entities.ts';
import { wouldFailOnceAdded } from '../../planner/once-added.ts';
import { hyperflex as format } from '../../schema/format.ts';
import { insertAt, type PlacedEdit } from '../../syntax/edit/index.ts';
import { named } from '../_words.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { unsaid } from '../snapshot/_unsaid.ts';
import { admit } from './_admit.ts';
import { type ClosedControllers, closedControllers } from './_controllers.ts';
import { waysOf } from './_cost.ts';
import { CONTROLLERS } from './_guide.ts';
import { readable } from './_readable.ts';
import { dataAddressTexts } from './_sources.ts';
import { withAddresses } from './_words.ts';

export default rule({
  code: 'firewall/controller-closed',
  title: 'The storage controllers keep out backup proxies that need them for Direct NFS',
  severity: 'warning',
  what: 'An HX system is not added to the backup infrastructure on purpose, or its controllers were opened by hand, and they let in no address of a proxy that could use Direct NFS.',
  why: 'VBR opens the firewall of the storage controllers only when it discovers the storage. Otherwise it stays closed until someone opens it on every controller (KB2300), since any of them can take over the cluster IP.',
  whatToDo: 'Open the controllers to the proxies’ data addresses, or add the system to the backup infrastructure.',
  source: CONTROLLERS,
  fixes: 'unsafe',
  reads: ['hosts', 'plan'],
  *check(context) {
    const isReadable = context.fact(readable);
    const isUnsaid = context.fact(unsaid);
    for (const [system, closed] of context.fact(closedControllers)) {
      if (isUnsaid.has(system)) continue;
      const { controllerFirewall, addedToBackupServer } = system.value;
      const place = controllerFirewall?.allowedAddresses ?? addedToBackupServer;
      const unclear = system.value.$has('controllerFirewall') && !system.controllerFirewall;
      if (!place || unclear || !isReadable(place)) continue;
      const who = withAddresses(closed.proxies, (proxy) => dataAddressTexts([proxy], system));
      yield {
        place,
        message: `The controllers of ${system.name} do not let in ${who}: ${cost(closed)}. Open them on every controller (KB2300), or add ${system.name} to the backup infrastructure`,
        fixes: () => fixes(system, closed, context),
      };
    }
  },
});

function cost({ kept }: ClosedControllers): string {
  return kept.length > 0 ? waysOf(kept, 'Direct NFS') : 'its VMs go by Direct NFS through other proxies only';
}

function fixes(system: HxSystem, closed: ClosedControllers, { topology, plan }: RuleContext): Fix[] {
  const result: Fix[] = [
    {
      title: `Let ${named(closed.proxies.map(({ name }) => name))} in to the controllers of ${system.name}`,
      safe: false,
      edits: letIn(system, closed, { topology }),
    },
  ];
  const onSystem = plan.vms.filter(({ vm, outcome }) => vm.system === system && outcome === 'planned');
  if (!onSystem.some(({ job, vm }) => wouldFailOnceAdded(topology, job, vm))) {
    const edits = insertAt(system.value, ['addedToBackupServer'], true, { order: Object.keys(format.fields) });
    result.push({ title: `Set addedToBackupServer: true for ${system.name}`, safe: false, edits });
  }
  return result;
}

function letIn(
  system: HxSystem,
  { proxies }: ClosedControllers,
  { topology }: Pick<RuleContext, 'topology'>,
): PlacedEdit[] {
  const value = system.value.controllerFirewall?.allowedAddresses;
  const allowed = system.controllerFirewall;
  if (value && allowed) return admit([{ value, allowed, system, proxies }], topology);
  const texts = dataAddressTexts(proxies, system);
  return insertAt(system.value, ['controllerFirewall', 'allowedAddresses'], texts, {
    order: Object.keys(format.fields),
  });
}
