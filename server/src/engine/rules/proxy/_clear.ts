import type { Proxy } from '../../model/entities.ts';
import { holds } from '../../planner/judgement.ts';
import { sameMembers } from '../_same.ts';
import { closedControllers } from '../firewall/_controllers.ts';
import type { RuleContext } from '../rule.ts';
import { impossible } from './_modes.ts';
import { unconnected } from './datastore-not-connected.ts';

/** Where something else is wrong with a proxy, and told: what only follows from it is not told again. */

/** Whether the list names something that nothing declares. */
export function hasUnknown({ fact }: RuleContext, list: { readonly items: readonly unknown[] } | undefined): boolean {
  return list?.items.some((item) => fact(unknownNames).has(item)) ?? false;
}

/** Places of names that nothing declares. For `context.fact`. */
function unknownNames({ topology }: RuleContext): ReadonlySet<unknown> {
  return new Set(topology.references.unresolved().map(({ at }) => at));
}
unknownNames.reads = ['references'] as const;
unknownNames.same = sameMembers;

/**
 * Whether it cannot be told what the proxy can do: its host, an address or a datastore of it is not known, or a list that
 * names proxies holds a name that nothing declares, which may mean this one.
 */
export function isObscured(context: RuleContext, { value, virtual, host }: Proxy): boolean {
  if (hasUnknown(context, value.connectedDatastores)) return true;
  return !value.addresses?.isWhole || virtual === undefined || (virtual && !host) || context.fact(someListIsObscure);
}

/** For `context.fact`. */
function someListIsObscure(context: RuleContext): boolean {
  const { jobs, hyperflex } = context.topology;
  return (
    jobs.some(({ value }) => hasUnknown(context, value?.proxies)) ||
    hyperflex.some(({ value }) => hasUnknown(context, value.accessProxies))
  );
}
someListIsObscure.reads = [] as const;

/** Whether another rule tells why the proxy cannot use a direct mode or what it is set to. */
export function isHindered(context: RuleContext, proxy: Proxy): boolean {
  const { topology, plan, fact } = context;
  const { conditions } = plan.roads;
  const { hyperflex } = topology;
  return (
    impossible(context, proxy) !== undefined ||
    fact(unconnected).has(proxy) ||
    [...fact(closedControllers).values()].some(({ proxies }) => proxies.includes(proxy)) ||
    (proxy.transportMode === 'directStorageAccess' &&
      hyperflex.length > 0 &&
      !hyperflex.some((system) => holds(conditions.onDataNetwork(proxy, system))))
  );
}
