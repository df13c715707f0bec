import type { Proxy, Vm } from '../../model/entities.ts';
import { counted } from '../_words.ts';
import { type RuleContext, rule } from '../rule.ts';

export default rule({
  code: 'proxy/too-few-tasks',
  title: 'A proxy takes fewer tasks at a time than one VM has disks',
  severity: 'information',
  what: '`maxConcurrentTasks` is written, and is smaller than the number of disks of a VM that the proxy serves.',
  why: 'Every disk is a task, and all disks of a VM stay on its proxy. The disks beyond the number wait until others are done, so that the VM takes longer, and so does its snapshot.',
  whatToDo: 'Raise `maxConcurrentTasks` as far as cores and memory allow (2 tasks for each core).',
  source: 'Veeam user guide, Limitation on Number of Concurrent Tasks',
  *check(context) {
    const tooLarge = context.fact(tooLargeVms);
    for (const proxy of context.topology.proxies) {
      const place = proxy.value.maxConcurrentTasks;
      if (!place) continue;
      const vms = tooLarge.get(proxy) ?? [];
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

/** The VMs with more disks than the proxy takes tasks that it is picked for in some job. For `context.fact`. */
function tooLargeVms({ plan }: RuleContext): ReadonlyMap<Proxy, readonly Vm[]> {
  const served = new Map<Proxy, Set<Vm>>();
  for (const { proxy, vm } of plan.vms) {
    if (!proxy || vm.disks.length <= proxy.maxConcurrentTasks) continue;
    const known = served.get(proxy);
    if (known) known.add(vm);
    else served.set(proxy, new Set([vm]));
  }
  return new Map([...served].map(([proxy, vms]) => [proxy, [...vms]]));
}
tooLargeVms.reads = ['plan'] as const;
