import type { Job, Proxy, Vm } from '../../model/entities.ts';
import { named } from '../_words.ts';
import { type RuleContext, rule } from '../rule.ts';
import { broughtIn, leaveOut, PROCESSES } from './_leave-out.ts';

export default rule({
  code: 'job/backs-up-proxy',
  title: 'The VM of a proxy is in a job that the proxy serves',
  severity: 'warning',
  fixes: 'unsafe',
  what: 'A job processes the VM of a backup proxy (`vm` of the proxy), and that proxy is picked for VMs of the same job, or can be.',
  why: 'Under virtual appliance mode VBR turns off changed block tracking for the VM of the proxy, so that it is read whole each time; and it should not be backed up while it works.',
  whatToDo: 'Exclude it. If the proxy must be backed up, then by a job that other proxies serve.',
  source: 'Veeam user guide, Requirements and Limitations for VMware Backup Proxies',
  *check(context) {
    const served = servedBy(context);
    for (const job of context.topology.jobs) {
      const proxies = served.get(job);
      const found = proxies && broughtIn(job, (vm) => proxies.has(vm));
      if (!found) continue;
      const { place, vms } = found;
      const own = vms.map((vm) => proxies.get(vm)!);
      const one = vms.length === 1;
      const names = named(vms.map(({ name }) => name));
      const whose = named(own.map(({ name }) => name));
      yield {
        place,
        message: `${job.name} ${PROCESSES[job.type]} ${names}, the ${one ? 'VM' : 'VMs'} of ${whose}, by which it is served: under HotAdd ${one ? 'it loses' : 'they lose'} changed block tracking. Exclude ${one ? 'it' : 'them'}`,
        related: own.slice(0, 3).map(({ name, value }) => ({ place: value.vm!, message: `The VM of ${name}` })),
        fixes: () => [
          {
            ...leaveOut(
              job,
              found,
              vms.map(({ name }) => name),
            ),
            safe: false,
          },
        ],
      };
    }
  },
});

/** The VMs of proxies that are picked for VMs of a job, or could be in the same mode; by job. */
function servedBy({ topology, plan }: RuleContext): ReadonlyMap<Job, ReadonlyMap<Vm, Proxy>> {
  const served = new Map<Job, Map<Vm, Proxy>>();
  if (!topology.proxies.some(({ vm }) => vm)) return served;
  for (const { job, proxy, alternatives } of plan.vms) {
    if (!proxy) continue;
    const ofJob = served.get(job) ?? new Map<Vm, Proxy>();
    served.set(job, ofJob);
    for (const each of [proxy, ...alternatives]) if (each.vm) ofJob.set(each.vm, each);
  }
  return served;
}
