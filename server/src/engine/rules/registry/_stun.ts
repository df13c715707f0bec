import type { Vm } from '../../model/entities.ts';
import { HotAddability } from '../../planner/hot-add.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { compareEsxiVersions, ESXI_8_0_U2B } from '../../schema/values/esxi-version.ts';
import { plansThat } from '../_plans.ts';
import { counted } from '../_words.ts';
import type { RuleContext } from '../rule.ts';

/** Which VMs a HotAdd from another host can stun (VMware KB2010953, Veeam KB1681). */

export const SOURCE = 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex); Veeam KB1681';

const byHotAdd = plansThat((each) => each.mode === 'virtualAppliance' && isOnNfs3(each));
const directOnNfs3 = plansThat((each) => isDirect(each) && isOnNfs3(each));

/** The VMs with a disk on NFS 3 that is planned to be HotAdded, on whichever host: VMs move. For `context.fact`. */
export function hotAddedOnNfs3({ fact }: RuleContext): ReadonlySet<Vm> {
  return vmsOf(fact(byHotAdd));
}
hotAddedOnNfs3.reads = ['plan'] as const;

/** The VMs on NFS 3 that are read over Direct NFS, and would be HotAdded if that were lost. For `context.fact`. */
export function hotAddedWithoutDirectNfs({ topology, plan, fact }: RuleContext): ReadonlySet<Vm> {
  const hotAdd = new HotAddability(plan.roads.conditions, topology.proxies);
  return vmsOf(fact(directOnNfs3).filter(({ job, vm }) => hotAdd.could(job, vm)));
}
hotAddedWithoutDirectNfs.reads = ['plan'] as const;

function vmsOf(plans: readonly VmPlan[]): ReadonlySet<Vm> {
  return new Set(plans.map(({ vm }) => vm));
}

function isDirect({ mode }: VmPlan): boolean {
  return mode === 'directNfsIoVisor' || mode === 'directNfsClusterIp' || mode === 'directNfs';
}

/** Whether a disk of the VM on NFS 3 goes the VM's way, and not another. */
function isOnNfs3(plan: VmPlan): boolean {
  const onNfs3 = plan.vm.disks.filter(({ datastore }) => datastore?.type === 'nfs3');
  if (onNfs3.length === 0) return false;
  const otherWay = plan.disks.map(({ disk }) => disk);
  return onNfs3.some((disk) => !otherWay.includes(disk));
}

/** Whether every host runs an ESXi version in which VMware has fixed the stun. An unknown version is none. */
export function stunIsFixed({ topology: { hosts } }: RuleContext): boolean {
  return hosts.length > 0 && hosts.every(({ version }) => version && compareEsxiVersions(version, ESXI_8_0_U2B) >= 0);
}
stunIsFixed.reads = ['hosts'] as const;

/** What the lack of the value costs, as a sentence; empty when it costs nothing today. */
export function cost(context: RuleContext): string {
  const { size } = context.fact(hotAddedOnNfs3);
  if (size === 0 || context.fact(stunIsFixed)) return '';
  return `. ${counted(size, 'VM')} on NFS 3 can stun when a proxy on another host HotAdds ${size === 1 ? 'its' : 'their'} disks`;
}
