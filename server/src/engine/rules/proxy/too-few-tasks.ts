import { plansBy } from '../_plans.ts';
import { counted } from '../_words.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'proxy/too-few-tasks',
  title: 'A proxy takes fewer tasks at a time than one VM has disks',
  severity: 'information',
  what: '`maxConcurrentTasks` is written, and is smaller than the number of disks of a VM that the proxy serves.',
  why: 'Every disk is a task, and all disks of a VM stay on its proxy. The disks beyond the number wait until others are done, so that the VM takes longer, and so does its snapshot.',
  whatToDo: 'Raise `maxConcurrentTasks` as far as cores and memory allow (2 tasks for each core).',
  source: 'Veeam user guide, Limitation on Number of Concurrent Tasks',
  *check(context) {
    const plans = context.fact(tooLarge);
    for (const proxy of context.topology.proxies) {
      const place = proxy.value.maxConcurrentTasks;
      if (!place) continue;
      const vms = [...new Set(plans.get(proxy)?.map(({ vm }) => vm))];
      const [first] = vms;
      if (!first) continue;
      const largest = vms.reduce((most, vm) => (vm.disks.length > most.disks.length ? vm : most), first);
      const others = vms.length === 1 ? '' : `, the most of ${counted(vms.length, 'VM')} with more disks than that`;
      yield {
        place,
        message: `${proxy.name} takes ${counted(proxy.maxConcurrentTasks, 'task')} at a time, and ${largest.name} has ${counted(largest.disks.length, 'disk')}${others}: they wait for each other`,
        related: [
          { place: largest.namePlace, message: `${largest.name} has ${counted(largest.disks.length, 'disk')}` },
        ],
      };
    }
  },
});

/** The plans of VMs with more disks than the proxy takes tasks that it is picked for, by the proxy. For `context.fact`. */
const tooLarge = plansBy(({ proxy, vm }) => (proxy && vm.disks.length > proxy.maxConcurrentTasks ? proxy : undefined));
