import { FAILURES, MODES, type Mode } from '../planner/ids.ts';
import type { Summary, VmPlan } from '../planner/plan.ts';
import type { Share } from './traffic.ts';

/** The answer for a VM on one line: `proxy01 · Direct NFS via IO Visor`, `fails: …`. */
export function planLabel(plan: VmPlan): string {
  if (plan.outcome === 'fails') return `fails: ${failureText(plan)}`;
  const others = plan.alternatives.length > 0 ? ` (+${plan.alternatives.length})` : '';
  return `${plan.proxy!.name} · ${MODES[plan.mode!]}${plan.forced ? ', forced' : ''}${others}`;
}

/** Why a VM fails: what decided it, where that is one thing or two; not each proxy that may not process it. */
export function failureText(plan: VmPlan): string {
  if (plan.failure === 'no-candidate-proxy') return FAILURES[plan.failure];
  const failed = plan.steps.flatMap(({ because }) => because.filter(({ holds }) => holds === false));
  return failed.map(({ message }) => message).join(', and ');
}

/** Modes in few letters, for where there is little room. */
export const SHORT_MODES: { readonly [K in Mode]: string } = {
  directNfsIoVisor: 'IO Visor',
  directNfsClusterIp: 'cluster IP',
  directNfs: 'Direct NFS',
  virtualAppliance: 'virtual appliance',
  network: 'Network',
};

/** The numbers of a summary that are not zero, best mode first: `40 IO Visor · 12 cluster IP · 1 fails`. */
export function summaryLabel(summary: Summary): string {
  const parts = (Object.keys(SHORT_MODES) as Mode[])
    .filter((mode) => summary[mode] > 0)
    .map((mode) => `${summary[mode]} ${SHORT_MODES[mode]}`);
  if (summary.fails > 0) parts.push(`${summary.fails} ${summary.fails === 1 ? 'fails' : 'fail'}`);
  return parts.length > 0 ? parts.join(' · ') : 'none';
}

/** `2 VMs: 1 IO Visor · 1 cluster IP`; where several jobs include a VM, with the number of plans: `2 VMs, 3 plans: …`. */
export function shareLabel({ vms, plans, byMode }: Share): string {
  return `${count(vms, 'VM')}${plans > vms ? `, ${plans} plans` : ''}: ${summaryLabel(byMode)}`;
}

/** `1 VM`, `14 VMs`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
