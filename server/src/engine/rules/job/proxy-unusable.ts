import { indexIn, removeItem } from '../../syntax/edit/index.ts';
import { named } from '../_words.ts';
import { SETTINGS } from '../proxy/_modes.ts';
import { type Fix, rule } from '../rule.ts';
import { type Unusable, unusableProxies } from './_unusable.ts';

export default rule({
  code: 'job/proxy-unusable',
  title: 'A job lists a proxy that can serve none of its VMs',
  severity: 'warning',
  fixes: 'unsafe',
  what: 'A proxy in the `proxies` of a job is disabled, is not in the `accessProxies` of the HX systems that the job’s VMs lie on, or can use its transport mode for none of them and does not fail over to Network mode.',
  why: 'The job has fewer proxies than its list says: when the others are down or busy, this one does not step in.',
  whatToDo: 'Remove it from the list, or let it serve the job: enable it, or add it to `accessProxies`.',
  source: 'Veeam user guide, Specify VMware Access Options and Transport Modes',
  reads: ['vms', 'hosts', 'plan', 'references', 'problems', 'errors'],
  *check(context) {
    const all = context.fact(unusableProxies);
    for (const unusable of all) {
      const { at, why, job } = unusable;
      const useless = new Set(all.filter((other) => other.job === job).map(({ proxy }) => proxy));
      const rest = job.proxies === 'automatic' ? [] : job.proxies.filter((proxy) => !useless.has(proxy));
      const left = named([...new Set(rest)].map(({ name }) => name));
      yield {
        place: at,
        message: `${cause(unusable)}, so ${job.name} is left with ${left}. Remove it from the list, or ${instead(unusable)}`,
        related: why.place ? [{ place: why.place, message: why.message }] : [],
        fixes: () => removeFromList(unusable),
      };
    }
  },
});

function cause({ job, proxy: { name, transportMode }, why }: Unusable): string {
  switch (why.condition) {
    case 'enabled':
      return `${name} is disabled`;
    case 'accessProxies':
      return `${name} may not read from the storage of ${job.name}’s VMs`;
    default:
      return `${name} can use ${SETTINGS[transportMode]} for no VM of ${job.name}, and does not fail over to Network mode`;
  }
}

function instead({ why }: Unusable): string {
  switch (why.condition) {
    case 'enabled':
      return 'enable it';
    case 'accessProxies':
      return 'add it to accessProxies';
    default:
      return 'set it to automatic';
  }
}

/** Not safe: it may be meant to serve the job again. */
function removeFromList({ job, proxy, at }: Unusable): Fix[] {
  const list = job.value?.proxies;
  const index = list?.node.kind === 'seq' ? indexIn(list.node, at.node) : -1;
  if (!list || index < 0) return [];
  return [
    { title: `Remove ${proxy.name} from the proxies of ${job.name}`, safe: false, edits: removeItem(list, index) },
  ];
}
