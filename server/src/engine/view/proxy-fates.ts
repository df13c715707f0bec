import type { Proxy } from '../model/entities.ts';
import type { StepId } from '../planner/ids.ts';
import type { Judgement } from '../planner/judgement.ts';
import type { Plan, VmPlan } from '../planner/plan.ts';

/** What becomes of a proxy on the road of a VM. */
export interface ProxyFate {
  readonly proxy: Proxy;
  /** Picked, as good as the one that is, or out. */
  readonly fate: 'picked' | 'alternative' | 'dropped';
  /** The steps in which it did not qualify, and why. */
  readonly failed: readonly { readonly step: StepId; readonly because: readonly Judgement[] }[];
}

/** The proxies of a plan as a VM sees them: the one that it gets, the other possible ones, then those that dropped out. */
export function proxyFates({ topology }: Plan, plan: VmPlan): ProxyFate[] {
  const failed = new Map<Proxy, { step: StepId; because: Judgement[] }[]>();
  for (const { step, because } of plan.steps) {
    for (const judgement of because) {
      const { proxy, holds } = judgement;
      if (!proxy || holds !== false) continue;
      const drops = failed.get(proxy) ?? [];
      failed.set(proxy, drops);
      const last = drops.at(-1);
      if (last?.step === step) last.because.push(judgement);
      else drops.push({ step, because: [judgement] });
    }
  }
  const fateOf = (proxy: Proxy): ProxyFate['fate'] =>
    proxy === plan.proxy ? 'picked' : plan.alternatives.includes(proxy) ? 'alternative' : 'dropped';
  const fates = topology.proxies
    .map((proxy) => ({ proxy, fate: fateOf(proxy), failed: failed.get(proxy) ?? [] }))
    .filter(({ fate, failed: drops }) => fate !== 'dropped' || drops.length > 0);
  return FATES.flatMap((fate) => fates.filter((each) => each.fate === fate));
}

const FATES = ['picked', 'alternative', 'dropped'] as const;
