import type { Proxy, Vm } from '../../model/entities.ts';
import { integrationConditions, snapshotConditions } from '../../planner/conditions-snapshot.ts';
import type { ConditionId } from '../../planner/ids.ts';
import type { Change } from '../../planner/improve.ts';
import { hold, holds } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { appendItem, replaceScalar } from '../../syntax/edit/index.ts';
import { waysOf } from '../firewall/_cost.ts';
import { isUnusable } from '../job/_unusable.ts';
import { isHindered, isObscured } from '../proxy/_clear.ts';
import { plannedAlike } from '../proxy/_roads.ts';
import { degraded } from '../proxy/degraded.ts';
import { unusedProxies } from '../proxy/unused.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';

export default rule({
  code: 'plan/not-preferred',
  title: 'VMs could go through the IO Visor, were one proxy not held back',
  severity: 'hint',
  what: 'An HX snapshot is read in another way than through the IO Visor, and one thing alone keeps a proxy from it that no other rule tells: the proxy is disabled, the job or the HX system does not list it, or its server supports Network mode only.',
  why: 'The IO Visor is the mode that the guide prefers: it reads over the HX data network from all nodes, past the hypervisor.',
  whatToDo: 'Allow the proxy, if it is not left out on purpose.',
  source: 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)',
  fixes: 'unsafe',
  reads: ['vms', 'hosts', 'plan'],
  *check(context) {
    if (!context.topology.isWhole) return;
    for (const { change, proxy, plans } of context.fact(missed)) {
      yield {
        place: change.place ?? proxy.namePlace,
        message: `${cause(change.condition, proxy, plans[0]!)}: ${waysOf(plans, 'the IO Visor')}. ${change.editable ? change.title : 'Deploy a proxy on another server, if they are to'}`,
        related: isList(change)
          ? [{ place: proxy.namePlace, message: `${proxy.name} could go through the IO Visor` }]
          : [],
        fixes: () => fixes(change, proxy, plans[0]!),
      };
    }
  },
});

/** Causes that may keep a proxy back and that no other rule tells. */
const CAUSES: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'enabled',
  'proxies',
  'accessProxies',
  'server-supports-mode',
]);

/** A change that would bring VMs onto the IO Visor path by itself. */
interface Missed {
  readonly change: Change;
  readonly proxy: Proxy;
  readonly plans: VmPlan[];
}

/** For `context.fact`. */
function missed(context: RuleContext): readonly Missed[] {
  const found: Missed[] = [];
  const unused = new Set(context.fact(unusedProxies).map(({ proxy }) => proxy));
  for (const plans of context.fact(plannedAlike)) {
    const [first] = plans;
    const improve = isOpen(context, first) ? first.improve : undefined;
    const [change, ...more] = improve?.changes ?? [];
    if (!improve || !change || more.length > 0 || !CAUSES.has(change.condition)) continue;
    const { proxy } = improve;
    if (unused.has(proxy) || isUnusable(context, first.job, proxy, change.condition)) continue;
    const known = found.find((other) => other.change.place === change.place && other.proxy === proxy);
    if (known) for (const plan of plans) known.plans.push(plan);
    else found.push({ change, proxy, plans: [...plans] });
  }
  return found;
}
missed.reads = ['hosts', 'plan'] as const;

/** Whether an HX snapshot is read in another way, and neither the hosts' firewalls nor a proxy's own fault explains it. */
function isOpen(context: RuleContext, planned: VmPlan): boolean {
  const { topology, plan } = context;
  const { job, vm, mode } = planned;
  if (!vm.system || mode === 'directNfsIoVisor' || plan.ioVisor.ofVm(planned).length > 0) return false;
  if (!hold([...integrationConditions(job, vm), ...snapshotConditions(topology, job, vm)])) return false;
  const candidates = [...plan.roads.candidates(job, vm)];
  return (
    (candidates.length < topology.proxies.length ||
      candidates.some((proxy) => !holds(plan.roads.conditions.serverSupports(proxy, 'direct')))) &&
    !candidates.some((proxy) => isTold(context, proxy, vm))
  );
}

/** Whether another rule tells why the proxy does not go through the IO Visor. */
function isTold(context: RuleContext, proxy: Proxy, { system }: Vm): boolean {
  const { conditions } = context.plan.roads;
  const shouldReach = proxy.transportMode === 'automatic' && holds(conditions.serverSupports(proxy, 'direct'));
  const nobodyElse = context.plan.ioVisor.of(system!).length === 0;
  return (
    isObscured(context, proxy) ||
    isHindered(context, proxy) ||
    context.fact(degraded).has(proxy) ||
    (shouldReach && nobodyElse && !holds(conditions.onDataNetwork(proxy, system!)))
  );
}

/** Whether the change is made at a list, and not at the proxy. */
function isList({ condition }: Change): boolean {
  return condition === 'proxies' || condition === 'accessProxies';
}

function cause(condition: ConditionId, { name }: Proxy, { job, vm }: VmPlan): string {
  switch (condition) {
    case 'enabled':
      return `${name} is disabled, and no other proxy can go through the IO Visor`;
    case 'proxies':
      return `None of the proxies of ${job.name} can go through the IO Visor, and ${name} could`;
    case 'accessProxies':
      return `None of the proxies that may read from ${vm.system!.name} can go through the IO Visor, and ${name} could`;
    default:
      return `The server of ${name} supports Network mode only, and no other proxy can go through the IO Visor`;
  }
}

/** Not safe: other proxies may do as well, and what is left out may be so on purpose. */
function fixes({ condition, title }: Change, { name, value }: Proxy, { job, vm }: VmPlan): Fix[] {
  const list = condition === 'proxies' ? job.value?.proxies : vm.system!.value.accessProxies;
  switch (condition) {
    case 'enabled':
      return value.enabled ? [{ title, safe: false, edits: replaceScalar(value.enabled, 'true') }] : [];
    case 'proxies':
    case 'accessProxies':
      return list ? [{ title, safe: false, edits: appendItem(list, name) }] : [];
    default:
      return [];
  }
}
