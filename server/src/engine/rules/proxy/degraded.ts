import type { Proxy, Vm } from '../../model/entities.ts';
import type { ConditionId } from '../../planner/ids.ts';
import { holds, type Judgement } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Road } from '../../planner/road.ts';
import { plansByProxy } from '../_plans.ts';
import { bringOntoPreferredPath } from '../_preferred-path.ts';
import { counted } from '../_words.ts';
import { waysOf } from '../firewall/_cost.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { impossible, SETTING_OF, SETTINGS, setAutomatic, TRANSPORT_MODES } from './_modes.ts';
import { alike, hypothetical, plannedAlike, usedModes } from './_roads.ts';

export default rule({
  code: 'proxy/degraded',
  title: 'A proxy can use the mode that it is set to for none of its VMs',
  severity: 'warning',
  what: 'A proxy is set to virtual appliance mode or direct storage access, and meets its conditions for none of the VMs that it may serve: its host does not mount their datastores, say, or they lie on no NFS datastore.',
  why: 'All that is left is Network mode, which reads over the management network of the ESXi hosts.',
  whatToDo:
    'Set `transportMode: automatic`, so that it uses the best mode that it can, or move it to where its mode works.',
  source: TRANSPORT_MODES,
  fixes: 'mixed',
  reads: ['vms', 'hosts', 'plan'],
  *check(context) {
    for (const [proxy, { plans, why }] of context.fact(degraded)) {
      const own = context.fact(plansByProxy).get(proxy) ?? [];
      const setting = SETTINGS[proxy.transportMode];
      const cost = own.length > 0 ? waysOf(own, setting) : 'Network mode is all that it has to offer';
      const { size: vms } = new Set(plans.map(({ vm }) => vm));
      const whose = vms === 1 ? 'the one VM that it may serve' : `none of the ${counted(vms, 'VM')} that it may serve`;
      yield {
        place: proxy.value.transportMode!,
        message: `${proxy.name} is set to ${setting}, but can${vms === 1 ? 'not' : ''} use it for ${whose}, since ${why.message}: ${cost}`,
        related: why.place && why.place !== proxy.namePlace ? [{ place: why.place, message: why.message }] : [],
        fixes: () => [...setAutomatic(proxy), ...bringAlong(context, proxy, plans)],
      };
    }
  },
});

interface Degraded {
  /** Those of the VMs that it may serve. */
  readonly plans: readonly VmPlan[];
  /** Why it cannot use its mode for the first of them. */
  readonly why: Judgement;
}

/** The proxies that can use their mode for none of their VMs, for causes that nothing else tells. For `context.fact`. */
export function degraded(context: RuleContext): ReadonlyMap<Proxy, Degraded> {
  const found = new Map<Proxy, Degraded>();
  for (const proxy of context.topology.proxies) {
    const result = proxy.enabled && proxy.value.transportMode ? judge(context, proxy) : undefined;
    if (result) found.set(proxy, result);
  }
  return found;
}
degraded.same = (before: ReadonlyMap<Proxy, Degraded>, after: ReadonlyMap<Proxy, Degraded>): boolean =>
  before.size === 0 && after.size === 0;

function judge(context: RuleContext, proxy: Proxy): Degraded | undefined {
  const { transportMode } = proxy;
  if (transportMode === 'automatic' || transportMode === 'network' || impossible(context, proxy)) return undefined;
  const used = context.fact(usedModes).get(proxy) ?? [];
  if ([...used].some((mode) => SETTING_OF[mode] === transportMode)) return undefined;
  const roads = context.fact(hypothetical);
  const own: VmPlan[] = [];
  let why: Judgement | undefined;
  for (const plans of context.fact(plannedAlike)) {
    const [{ job, vm }] = plans;
    const road = roads.alone(job, vm, proxy);
    if (road?.outcome.kind !== 'planned') continue;
    if (SETTING_OF[road.outcome.mode] === transportMode) return undefined;
    const untold = untoldCause(road, proxy, vm);
    if (!untold) return undefined;
    why ??= untold;
    for (const plan of plans) own.push(plan);
  }
  return why && { plans: own, why };
}

/** What brings VMs onto the IO Visor path by this proxy, where that is more than another mode for it. */
function bringAlong({ topology }: RuleContext, proxy: Proxy, plans: readonly VmPlan[]): Fix[] {
  const better = alike(plans).filter(([{ improve }]) => {
    if (improve?.proxy !== proxy || improve.changes.some(({ editable }) => !editable)) return false;
    return improve.changes.some(({ condition }) => condition !== 'transport-mode-allows');
  });
  return bringOntoPreferredPath(topology, better.flat());
}

/** Causes that no other rule tells. */
const UNTOLD: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'same-datacenter',
  'host-mounts-datastores',
  'disks-hotaddable',
  'datastore-is-nfs',
]);

/** Of VMs that lie elsewhere than on HX. */
const UNTOLD_ELSEWHERE: ReadonlySet<ConditionId> = new Set<ConditionId>(['on-data-network', 'datastore-connected']);

/** Why its mode is not possible for the VM; `undefined` where another rule tells it. */
function untoldCause({ steps }: Road, proxy: Proxy, vm: Vm): Judgement | undefined {
  const hotAdd = proxy.transportMode === 'virtualAppliance';
  // Where the proxy's host is not known, its reference tells it.
  if (hotAdd && !proxy.host) return undefined;
  const failed = steps
    .filter(({ step }) => (hotAdd ? step === 'virtual-appliance' : step.startsWith('direct-nfs')))
    .flatMap(({ because }) => because.filter((judgement) => !holds(judgement)));
  const isUntold = ({ condition }: Judgement): boolean =>
    UNTOLD.has(condition) ||
    (!vm.system && UNTOLD_ELSEWHERE.has(condition)) ||
    (condition === 'no-snapshot' && vm.snapshot === 'native');
  const why = failed.find(isUntold);
  const told = failed.some((judgement) => !isUntold(judgement) && judgement.condition !== 'same-host');
  return told ? undefined : why;
}
