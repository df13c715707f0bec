import type { Proxy } from '../../model/entities.ts';
import type { Mode } from '../../planner/ids.ts';
import { holds } from '../../planner/judgement.ts';
import { replaceScalar } from '../../syntax/edit/index.ts';
import type { Place } from '../../syntax/nodes.ts';
import type { Fix, RuleContext } from '../rule.ts';

/** The transport modes that proxies are set to, and what comes of them. */

export const TRANSPORT_MODES = 'Veeam user guide, Transport Modes';

/** How messages speak of the setting. */
export const SETTINGS: { readonly [K in Proxy['transportMode']]: string } = {
  automatic: 'automatic',
  directStorageAccess: 'direct storage access',
  virtualAppliance: 'virtual appliance mode',
  network: 'Network mode',
};

/** Which setting a mode of the plan belongs to. */
export const SETTING_OF: { readonly [K in Mode]: Proxy['transportMode'] } = {
  directNfsIoVisor: 'directStorageAccess',
  directNfsClusterIp: 'directStorageAccess',
  directNfs: 'directStorageAccess',
  virtualAppliance: 'virtualAppliance',
  network: 'network',
};

/** The servers that support Network mode only, as messages speak of them. */
const NETWORK_ONLY: { readonly [K in Proxy['server']]?: string } = {
  softwareAppliance: 'Veeam Software Appliance',
  hardenedRepository: 'hardened repository',
};

/** Why the machine of a proxy cannot do what the proxy is set to. */
export interface Impossible {
  /** As the end of a sentence. */
  readonly why: string;
  /** What says which machine it is. */
  readonly place: Place | undefined;
}

/** Why the machine of the proxy can never do what it is set to; `undefined` where it can. */
export function impossible({ plan }: RuleContext, proxy: Proxy): Impossible | undefined {
  const { transportMode, server, value } = proxy;
  if (transportMode === 'automatic' || transportMode === 'network') return undefined;
  const { conditions } = plan.roads;
  const kind = transportMode === 'virtualAppliance' ? 'virtualAppliance' : 'direct';
  if (!holds(conditions.serverSupports(proxy, kind))) {
    return { why: `a ${NETWORK_ONLY[server] ?? server} can do Network mode only`, place: value.server };
  }
  if (kind === 'virtualAppliance' && !holds(conditions.proxyIsVm(proxy))) {
    return { why: 'a physical machine cannot HotAdd disks', place: value.type };
  }
  return undefined;
}

/** Whether the proxy can do nothing but Network mode, by its setting or by its machine. */
export function isNetworkOnly(context: RuleContext, proxy: Proxy): boolean {
  const { transportMode } = proxy;
  return (
    transportMode === 'network' ||
    !holds(context.plan.roads.conditions.serverSupports(proxy, 'direct')) ||
    impossible(context, proxy) !== undefined
  );
}

/** Safe: the modes that a proxy offers only become more, and each VM gets the best that is offered. */
export function setAutomatic({ name, value }: Proxy): Fix[] {
  if (!value.transportMode) return [];
  return [{ title: `Set ${name} to automatic`, safe: true, edits: replaceScalar(value.transportMode, 'automatic') }];
}
