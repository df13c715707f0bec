import type { Proxy, Vm } from '../../model/entities.ts';
import { dataAddresses } from '../../planner/access.ts';
import type { Mode, StepId } from '../../planner/ids.ts';
import { holds, type Judgement } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { counted, named } from '../_words.ts';
import { WAYS } from '../firewall/_cost.ts';
import { type RuleContext, rule } from '../rule.ts';
import { isHindered, isObscured } from './_clear.ts';
import { SETTING_OF, TRANSPORT_MODES } from './_modes.ts';
import { hypothetical, plannedAlike } from './_roads.ts';

export default rule({
  code: 'proxy/single-path',
  title: 'One proxy alone offers VMs their mode',
  severity: 'information',
  what: 'A site has several proxies, and only one of them can offer some VMs the mode that they are planned in. Proxies that are set to another mode do not count, and neither does virtual appliance mode where `EnableSameHostHotaddMode` ties VMs to the proxy on their host.',
  why: 'When that proxy is down or busy, these VMs are processed in a worse mode, or wait.',
  whatToDo: 'Bring a second proxy to where it can offer the same: an address on the HX data network, say.',
  source: TRANSPORT_MODES,
  reads: ['vms', 'hosts', 'plan'],
  *check(context) {
    if (!context.topology.isWhole) return;
    for (const { proxy, lost, seconds } of context.fact(singlePaths)) {
      const modes = [...new Set(lost.map(({ mode }) => OFFERS[mode]))];
      const { size } = new Set(lost.map(({ vm }) => vm));
      const without = [...new Set(lost.map((each) => each.without))];
      const ways = without.flatMap((mode) => (mode ? [WAYS[mode]] : []));
      const worse =
        ways.length > 0 ? `${size === 1 ? 'goes' : 'go'} ${ways.join(' or ')}` : size === 1 ? 'fails' : 'fail';
      yield {
        place: proxy.namePlace,
        message: `Only ${proxy.name} can offer ${counted(size, 'VM')} ${named(modes)}: without it ${size === 1 ? 'it' : 'they'} ${worse}`,
        related: [...seconds].slice(0, 3).flatMap(([second, planned]) => {
          const why = whatKeeps(context, second, planned);
          return why && why !== 'no plan' && why.place ? [{ place: why.place, message: why.message }] : [];
        }),
      };
    }
  },
});

const OFFERS: { readonly [K in Mode]: string } = {
  directNfsIoVisor: 'the IO Visor path',
  directNfsClusterIp: 'Direct NFS',
  directNfs: 'Direct NFS',
  virtualAppliance: 'virtual appliance mode',
  network: 'Network mode',
};

/** A proxy that has no equal for some VMs. */
interface SinglePath {
  readonly proxy: Proxy;
  readonly lost: Lost[];
  /** The other proxies of the site, each with a plan in which it cannot do the same. */
  readonly seconds: Map<Proxy, VmPlan>;
}

/** A VM that loses its mode with its proxy. */
interface Lost {
  readonly vm: Vm;
  readonly mode: Mode;
  /** What it gets without the proxy; `undefined`: it fails. */
  readonly without: Mode | undefined;
}

/** The proxies that have no equal, with what is lost without them. For `context.fact`. */
export function singlePaths(context: RuleContext): readonly SinglePath[] {
  const { topology } = context;
  if (topology.proxies.filter(({ enabled }) => enabled).length < 2) return [];
  const found = new Map<Proxy, SinglePath>();
  const tied = (topology.backupServer.sameHostHotAdd.mode ?? 0) > 0;
  const roads = context.fact(hypothetical);
  for (const plans of context.fact(plannedAlike)) {
    const [first] = plans;
    const { mode } = first;
    if (mode === 'network' || (mode === 'virtualAppliance' && tied) || first.alternatives.length > 0) continue;
    const proxy = first.proxy!;
    const seconds = secondsOf(context, first);
    if (!seconds) continue;
    const { outcome } = roads.without(first.job, first.vm, proxy);
    const without = outcome.kind === 'planned' ? outcome.mode : undefined;
    const known: SinglePath = found.get(proxy) ?? { proxy, lost: [], seconds: new Map() };
    found.set(proxy, known);
    for (const second of seconds) known.seconds.set(second, first);
    for (const { vm } of plans) known.lost.push({ vm, mode: mode!, without });
  }
  return [...found.values()];
}
singlePaths.reads = ['hosts', 'plan'] as const;

/**
 * The other proxies of the VM's site that may serve it and are not set to another mode on purpose; `undefined` where there
 * is none, or another rule tells what keeps one from the VM's mode.
 */
function secondsOf(context: RuleContext, planned: VmPlan): Proxy[] | undefined {
  const { topology, plan } = context;
  const { vm, mode, proxy } = planned;
  if (mode === 'directNfsIoVisor' && plan.ioVisor.ofVm(planned).length > 1) return undefined;
  const seconds: Proxy[] = [];
  for (const other of topology.proxies) {
    const able = other.transportMode === 'automatic' || other.transportMode === SETTING_OF[mode!];
    if (other === proxy || !able || !isNear(other, vm)) continue;
    const why = whatKeeps(context, other, planned);
    if (why === 'no plan') continue;
    if (!why || isObscured(context, other) || isHindered(context, other)) return undefined;
    seconds.push(other);
  }
  return seconds.length > 0 ? seconds : undefined;
}

/** What keeps the proxy from the mode that the VM is planned in; `no plan` where it cannot process the VM at all. */
function whatKeeps({ fact }: RuleContext, other: Proxy, { job, vm, mode }: VmPlan): Judgement | 'no plan' | undefined {
  const road = fact(hypothetical).alone(job, vm, other);
  if (road?.outcome.kind !== 'planned') return 'no plan';
  return road.steps.find(({ step }) => step === STEP_OF[mode!])?.because.find((judgement) => !holds(judgement));
}

const STEP_OF: { readonly [K in Mode]: StepId } = {
  directNfsIoVisor: 'direct-nfs-io-visor',
  directNfsClusterIp: 'direct-nfs-cluster-ip',
  directNfs: 'direct-nfs',
  virtualAppliance: 'virtual-appliance',
  network: 'network',
};

/** Whether the proxy is of the VM's site: a file may hold several. */
function isNear(proxy: Proxy, { host, system }: Vm): boolean {
  if (!system) return proxy.host?.cluster !== undefined && proxy.host.cluster === host?.cluster;
  return proxy.host?.system === system || dataAddresses(proxy, system).length > 0;
}
