import type { Host, Proxy, Vm } from '../../model/entities.ts';
import type { Mode } from '../../planner/ids.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { once } from '../_once.ts';
import { plansBy } from '../_plans.ts';
import { counted } from '../_words.ts';
import type { RuleContext } from '../rule.ts';

/** How a VM goes, as the end of a sentence. */
export const WAYS: { readonly [K in Mode]: string } = {
  directNfsIoVisor: 'through the IO Visor',
  directNfsClusterIp: 'through the controller cluster IP',
  directNfs: 'by Direct NFS',
  virtualAppliance: 'by virtual appliance mode',
  network: 'over Network mode',
};

interface OnHost {
  /** VMs that would go through the host's IO Visor, and do not only because its firewall keeps their proxies out. */
  readonly kept: readonly VmPlan[];
  /** How many of them go which way. */
  readonly ways: Ways;
  /** VMs that go through it. */
  readonly through: readonly VmPlan[];
}

/** The plans of VMs whose host is in the HX system that they lie on. For `context.fact`. */
const plansByHost = plansBy(({ vm: { host, system }, mode }) => (host?.system === system && mode ? host : undefined));

/** Gives the VMs of a host that have proxies for its IO Visor, a VM once however many jobs it is in. For `context.fact`. */
export function vmsByHost({ fact }: RuleContext): (host: Host) => OnHost {
  const plans = fact(plansByHost);
  const apart = fact(throughApart);
  return (host) => apart(plans.get(host) ?? NO_PLANS);
}
vmsByHost.reads = ['plan'] as const;

const NO_PLANS: readonly VmPlan[] = [];

/** Tells those that go through the IO Visor from those that do not. For `context.fact`. */
function throughApart({ plan }: RuleContext): (plans: readonly VmPlan[]) => OnHost {
  return once((plans) => {
    const kept: VmPlan[] = [];
    const through: VmPlan[] = [];
    const seen = new Set<Vm>();
    for (const each of plans) {
      if (seen.has(each.vm) || plan.ioVisor.ofVm(each).length === 0) continue;
      seen.add(each.vm);
      (each.mode === 'directNfsIoVisor' ? through : kept).push(each);
    }
    return { kept, ways: waysTaken(kept), through };
  });
}
throughApart.reads = [] as const;

/**
 * What the closed firewalls of the hosts cost: "14 VMs go through the controller cluster IP instead of the IO Visor". With
 * `shutOut`, what it costs that they keep out these proxies: the other VMs would not go through them anyway.
 */
export function costOf(hosts: readonly Host[], context: RuleContext, shutOut?: readonly Proxy[]): string {
  const onHosts = hosts.map(context.fact(vmsByHost));
  const { ioVisor } = context.plan;
  const keptBy = ({ kept }: OnHost, proxies: readonly Proxy[]): VmPlan[] =>
    kept.filter((each) => ioVisor.ofVm(each).some((proxy) => proxies.includes(proxy)));
  const ways = sum(onHosts.map((onHost) => (shutOut ? waysTaken(keptBy(onHost, shutOut)) : onHost.ways)));
  if (ways.size > 0) return inWords(ways, 'the IO Visor');
  const there = onHosts.some(({ through }) => through.length > 0);
  return there
    ? 'the VMs there reach the IO Visor through other proxies only'
    : 'a VM that moves there cannot go through the IO Visor';
}

/** How many VMs go which way instead of the better one; a VM in several jobs counts once. At least one plan. */
export function waysOf(plans: readonly VmPlan[], better: string): string {
  return inWords(waysTaken(plans), better);
}

/** How many VMs go which way. */
type Ways = ReadonlyMap<Mode, number>;

function waysTaken(plans: readonly VmPlan[]): Ways {
  const modes = new Map<Vm, Mode>(plans.flatMap(({ vm, mode }) => (mode ? [[vm, mode]] : [])));
  const ways = new Map<Mode, number>();
  for (const mode of modes.values()) ways.set(mode, (ways.get(mode) ?? 0) + 1);
  return ways;
}

/** Of VMs none of which is in two of them. */
function sum(all: readonly Ways[]): Ways {
  const ways = new Map<Mode, number>();
  for (const each of all) for (const [mode, number] of each) ways.set(mode, (ways.get(mode) ?? 0) + number);
  return ways;
}

function inWords(ways: Ways, better: string): string {
  const [first] = ways.keys();
  const number = [...ways.values()].reduce((most, each) => most + each, 0);
  const vms = `${counted(number, 'VM')} ${number === 1 ? 'goes' : 'go'}`;
  if (ways.size === 1) return `${vms} ${WAYS[first!]} instead of ${better}`;
  const each = [...ways].map(([mode, some]) => `${some} ${WAYS[mode]}`);
  return `${vms} other ways than ${better} (${each.join(', ')})`;
}
