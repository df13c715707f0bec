import { counted } from '../_words.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'job/single-proxy',
  title: 'A job may use one proxy only',
  severity: 'information',
  what: 'The `proxies` of a job are a list of one. Two or more are recommended where proxies are chosen by hand.',
  why: 'While that proxy is down, the job processes nothing; while it is busy, VMs wait although others could process them.',
  whatToDo: 'Add a second proxy to the list, or let VBR choose with `proxies: automatic`.',
  source: 'Veeam user guide, Specify Backup Storage Settings',
  reads: ['hosts', 'plan', 'references', 'problems', 'errors'],
  *check({ topology, plan }) {
    for (const job of topology.jobs) {
      const { name, value, vms } = job;
      const list = value?.proxies;
      const [first, ...others] = list?.items ?? [];
      if (!list || !first || others.some((other) => other.value !== first.value)) continue;
      const number = plan.ofJob(job).filter(({ mode }) => mode).length;
      // That all VMs fail anyway matters more, and is told.
      if (vms.length > 0 && number === 0) continue;
      const are = number === 1 ? 'is' : 'are';
      const cost = number > 0 ? `: while it is down, ${counted(number, 'VM')} ${are} not backed up` : '';
      yield {
        place: list,
        message: `${name} may use ${first.value} only${cost}. Add a second proxy, or let VBR choose (automatic)`,
      };
    }
  },
});
