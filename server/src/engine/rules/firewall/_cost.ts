import type { Host, Proxy, Vm } from '../../model/entities.ts';
import type { Mode } from '../../planner/ids.ts';
import type { VmPlan } from '../../planner/plan.ts';
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
  readonly kept: VmPlan[];
  /** VMs that go through it. */
  readonly through: VmPlan[];
}

/** Gives the VMs of a host that have proxies for its IO Visor, a VM once however many jobs it is in. For `context.fact`. */
export function vmsByHost({ plan }: RuleContext): (host: Host) => OnHost {
  const plans = new Map<Host, VmPlan[]>();
  for (const each of plan.vms) {
    const { host, system } = each.vm;
    if (!host || host.system !== system || !each.mode) continue;
    const known = plans.get(host);
    if (known) known.push(each);
    else plans.set(host, [each]);
  }
  const looked = new Map<Host, OnHost>();
  return (host) => {
    const known = looked.get(host);
    if (known) return known;
    const onHost: OnHost = { kept: [], through: [] };
    const seen = new Set<Vm>();
    for (const each of plans.get(host) ?? []) {
      if (seen.has(each.vm) || plan.ioVisor.ofVm(each).length === 0) continue;
      seen.add(each.vm);
      (each.mode === 'directNfsIoVisor' ? onHost.through : onHost.kept).push(each);
    }
    looked.set(host, onHost);
    return onHost;
  };
}
vmsByHost.reads = ['plan'] as const;

/**
 * What the closed firewalls of the hosts cost: "14 VMs go through the controller cluster IP instead of the IO Visor". With
 * `shutOut`, what it costs that they keep out these proxies: the other VMs would not go through them anyway.
 */
export function costOf(hosts: readonly Host[], context: RuleContext, shutOut?: readonly Proxy[]): string {
  const onHost = context.fact(vmsByHost);
  const { ioVisor } = context.plan;
  const kept = hosts
    .flatMap((host) => onHost(host).kept)
    .filter((each) => !shutOut || ioVisor.ofVm(each).some((proxy) => shutOut.includes(proxy)));
  if (kept.length > 0) return waysOf(kept, 'the IO Visor');
  const there = hosts.some((host) => onHost(host).through.length > 0);
  return there
    ? 'the VMs there reach the IO Visor through other proxies only'
    : 'a VM that moves there cannot go through the IO Visor';
}

/** How many VMs go which way instead of the better one; a VM in several jobs counts once. At least one plan. */
export function waysOf(plans: readonly VmPlan[], better: string): string {
  const modes = new Map<Vm, Mode>(plans.flatMap(({ vm, mode }) => (mode ? [[vm, mode]] : [])));
  const counts = new Map<Mode, number>();
  for (const mode of modes.values()) counts.set(mode, (counts.get(mode) ?? 0) + 1);
  const [first] = counts.keys();
  const vms = `${counted(modes.size, 'VM')} ${modes.size === 1 ? 'goes' : 'go'}`;
  if (counts.size === 1) return `${vms} ${WAYS[first!]} instead of ${better}`;
  const ways = [...counts].map(([mode, number]) => `${number} ${WAYS[mode]}`);
  return `${vms} other ways than ${better} (${ways.join(', ')})`;
}
