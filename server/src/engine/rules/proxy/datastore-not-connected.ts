import type { Datastore, Proxy } from '../../model/entities.ts';
import { datastoresOnSystem } from '../../planner/conditions-proxy.ts';
import { holds } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Road } from '../../planner/road.ts';
import { appendItem } from '../../syntax/edit/index.ts';
import { counted, named } from '../_words.ts';
import { waysOf } from '../firewall/_cost.ts';
import { type RuleContext, rule } from '../rule.ts';
import { hasUnknown } from './_clear.ts';
import { SETTING_OF, TRANSPORT_MODES } from './_modes.ts';
import { hypothetical, plannedAlike } from './_roads.ts';

export default rule({
  code: 'proxy/datastore-not-connected',
  title: 'A proxy is not connected to a datastore that it could read by Direct NFS',
  severity: 'warning',
  what: '`connectedDatastores` of a proxy on the HX data network leaves out a datastore of VMs that it may serve.',
  why: 'VBR uses direct storage access only for VMs all of whose datastores the proxy is connected to.',
  whatToDo: 'Add the datastore, or let VBR find the connected ones by itself (`automatic`).',
  source: TRANSPORT_MODES,
  fixes: 'safe',
  reads: ['hosts', 'plan'],
  *check(context) {
    for (const [proxy, leftOut] of context.fact(unconnected)) {
      const place = proxy.value.connectedDatastores!;
      const datastores = [...leftOut.keys()];
      const names = datastores.map(({ name }) => name);
      yield {
        place,
        message: `connectedDatastores of ${proxy.name} leaves out ${named(names)}: ${cost([...leftOut.values()].flat())}. Add ${names.length === 1 ? 'it' : 'them'}`,
        related: datastores.slice(0, 3).map(({ name, namePlace }) => ({ place: namePlace, message: name })),
        fixes: () => [
          {
            title: `Connect ${proxy.name} to ${named(names)}`,
            safe: true,
            edits: datastores.flatMap(({ name }) => appendItem(place, name)),
          },
        ],
      };
    }
  },
});

function cost(plans: readonly VmPlan[]): string {
  const worse = plans.filter(({ mode }) => mode && SETTING_OF[mode] !== 'directStorageAccess');
  if (worse.length > 0) return waysOf(worse, 'Direct NFS');
  const { size } = new Set(plans.map(({ vm }) => vm));
  return `it leaves ${counted(size, 'VM')} there to other proxies`;
}

/**
 * The HX datastores that proxies leave out, with the plans of VMs on them that they could read by Direct NFS but for that.
 * For `context.fact`.
 */
export function unconnected(context: RuleContext): ReadonlyMap<Proxy, ReadonlyMap<Datastore, readonly VmPlan[]>> {
  const { topology, fact } = context;
  const found = new Map<Proxy, Map<Datastore, VmPlan[]>>();
  for (const proxy of topology.proxies) {
    const list = proxy.connectedDatastores;
    // A name that nothing declares may be the one that is left out.
    if (list === 'automatic' || !proxy.enabled || hasUnknown(context, proxy.value.connectedDatastores)) continue;
    const leftOut = new Map<Datastore, VmPlan[]>();
    for (const plans of fact(plannedAlike)) {
      const [{ job, vm }] = plans;
      const missing = vm.system ? datastoresOnSystem(vm).filter((datastore) => !list.includes(datastore)) : [];
      if (missing.length === 0 || !lacksConnection(fact(hypothetical).alone(job, vm, proxy))) continue;
      for (const datastore of missing) leftOut.set(datastore, [...(leftOut.get(datastore) ?? []), ...plans]);
    }
    if (leftOut.size > 0) found.set(proxy, leftOut);
  }
  return found;
}

/** Whether a direct mode fails for want of the connection alone. */
function lacksConnection(road: Road | undefined): boolean {
  const direct = road?.steps.filter(({ step }) => step.startsWith('direct-nfs')) ?? [];
  return direct.some(({ because }) => {
    const failed = because.filter((judgement) => !holds(judgement));
    return failed.length > 0 && failed.every(({ condition }) => condition === 'datastore-connected');
  });
}
