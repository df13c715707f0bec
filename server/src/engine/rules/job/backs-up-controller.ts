import { controllerGlobs, isControllerName } from '../../model/controllers.ts';
import { named } from '../_words.ts';
import { rule } from '../rule.ts';
import { broughtIn, leaveOut, PROCESSES } from './_leave-out.ts';

export default rule({
  code: 'job/backs-up-controller',
  title: 'An HX storage controller VM is in a job',
  severity: 'warning',
  fixes: 'safe',
  what: 'A job processes a VM whose name begins with `stCtlVM`: the storage controller of an HX node.',
  why: 'The controller is part of its HX node: it serves the storage that the other VMs lie on, from the node’s own disk. It is no workload, and restoring it does not bring a node back. (Inferred: Veeam’s guide does not speak of it.)',
  whatToDo: 'Exclude it, best by `stCtlVM*`, which holds for nodes to come, too.',
  *check({ topology }) {
    if (![...topology.controllers].some(({ name }) => isControllerName(name))) return;
    for (const job of topology.jobs) {
      const found = broughtIn(job, ({ name }) => isControllerName(name));
      if (!found) continue;
      const { place, vms } = found;
      const names = named(vms.map(({ name }) => name));
      const one = vms.length === 1;
      yield {
        place,
        message: `${job.name} ${PROCESSES[job.type]} ${one ? 'the HX storage controller VM' : 'HX storage controller VMs'} ${names}: ${one ? 'it is part of its HX node' : 'they are parts of their HX nodes'} and not to be restored alone. Exclude ${one ? 'it' : 'them'}`,
        related: vms.slice(0, 3).map(({ name, namePlace }) => ({ place: namePlace, message: name })),
        fixes: () => [{ ...leaveOut(job, found, controllerGlobs(vms)), safe: true }],
      };
    }
  },
});
