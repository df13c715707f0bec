import type { Proxy } from '../../model/entities.ts';
import { jobsWithoutCandidate } from '../job/_candidacy.ts';
import { unusableProxies } from '../job/_unusable.ts';
import { type RuleContext, rule } from '../rule.ts';
import { isHindered, isObscured } from './_clear.ts';
import { TRANSPORT_MODES } from './_modes.ts';
import { hypothetical, plannedAlike, usedModes } from './_roads.ts';
import { degraded } from './degraded.ts';
import { singlePaths } from './single-path.ts';

export default rule({
  code: 'proxy/unused',
  title: 'A proxy that no job needs',
  severity: 'hint',
  what: 'An enabled proxy is neither picked for any VM of any job, nor could it be picked in the same mode.',
  why: 'Either other proxies offer every VM a better mode, or the jobs do not allow it. It takes part only when others are lost.',
  whatToDo:
    'Bring it to where it can offer the better mode, or disable it. A proxy that is set to one mode is taken to stand by on purpose.',
  source: TRANSPORT_MODES,
  reads: ['hosts', 'plan'],
  *check(context) {
    for (const { proxy, why } of context.fact(unusedProxies)) {
      yield { place: proxy.namePlace, message: `${proxy.name} is used for no VM: ${why}` };
    }
  },
});

interface Unused {
  readonly proxy: Proxy;
  readonly why: string;
}

/** The proxies that are neither picked nor an alternative. For `context.fact`. */
export function unusedProxies(context: RuleContext): readonly Unused[] {
  const { topology, plan, fact } = context;
  if (!topology.isWhole || !plan.vms.some(({ mode }) => mode)) return [];
  return topology.proxies.flatMap((proxy) => {
    if (!proxy.enabled || fact(usedModes).has(proxy) || isTold(context, proxy)) return [];
    if (!mayServe(context, proxy)) return [{ proxy, why: 'no job with VMs may use it' }];
    return proxy.transportMode === 'automatic' ? [{ proxy, why: 'other proxies offer every VM a better mode' }] : [];
  });
}
unusedProxies.reads = ['hosts', 'plan'] as const;

/** Whether another rule tells why it is not used; of a closed host, the firewall's rules do. */
function isTold(context: RuleContext, proxy: Proxy): boolean {
  const { topology, plan, fact } = context;
  return (
    isObscured(context, proxy) ||
    isHindered(context, proxy) ||
    fact(withoutCandidate).has(proxy) ||
    fact(degraded).has(proxy) ||
    fact(unusableProxies).some((unusable) => unusable.proxy === proxy) ||
    fact(singlePaths).some(({ seconds }) => seconds.has(proxy)) ||
    topology.hyperflex.some((system) => plan.ioVisor.of(system).includes(proxy))
  );
}

/** The proxies that are listed by jobs in which VMs fail for want of a proxy that may serve them. For `context.fact`. */
function withoutCandidate({ fact }: RuleContext): ReadonlySet<Proxy> {
  return new Set([...fact(jobsWithoutCandidate)].flatMap(({ proxies }) => (proxies === 'automatic' ? [] : proxies)));
}
withoutCandidate.reads = [] as const;

function mayServe(context: RuleContext, proxy: Proxy): boolean {
  const roads = context.fact(hypothetical);
  return context.fact(plannedAlike).some(([{ job, vm }]) => roads.alone(job, vm, proxy)?.outcome.kind === 'planned');
}
