import type { Topology } from '../model/topology.ts';
import { isName } from './quote.ts';
import type { ChecklistItem, ProxyTarget } from './remediation.ts';

/** The settings of the backup proxies that the file writes out. */
export function proxyTargets(topology: Topology): { targets: ProxyTarget[]; checklist: ChecklistItem[] } {
  const targets: ProxyTarget[] = [];
  const checklist: ChecklistItem[] = [];
  const assumed = new Map<string, string[]>();
  for (const proxy of topology.proxies) {
    if (topology.names.proxy.getExact(proxy.name) !== proxy) continue;
    const { transportMode, failoverToNetwork, maxConcurrentTasks, enabled, connectedDatastores } = proxy.value;
    if (!isName(proxy.name)) {
      checklist.push({
        part: 'proxies',
        text: `Proxy ${proxy.name}: this cannot be the name of a proxy.`,
        place: proxy.namePlace,
      });
      continue;
    }
    const target: ProxyTarget = {
      proxy,
      transportMode: transportMode?.value,
      failoverToNetwork: failoverToNetwork?.value,
      maxConcurrentTasks: maxConcurrentTasks?.value,
      enabled: enabled?.value,
      datastores:
        connectedDatastores &&
        (proxy.connectedDatastores === 'automatic' ? 'automatic' : proxy.connectedDatastores.map(({ name }) => name)),
    };
    const { proxy: _, ...settings } = target;
    if (Object.values(settings).some((setting) => setting !== undefined)) targets.push(target);
    for (const [key, setting] of Object.entries(DEFAULTS)) {
      if (proxy.value[key as keyof typeof DEFAULTS] === undefined)
        assumed.set(setting, [...(assumed.get(setting) ?? []), proxy.name]);
    }
  }
  // Those of the same defaults together: a line for each proxy would be as long as the file.
  const byNames = new Map<string, { names: readonly string[]; settings: string[] }>();
  for (const [setting, names] of assumed) {
    const key = names.join('\n');
    byNames.set(key, { names, settings: [...(byNames.get(key)?.settings ?? []), setting] });
  }
  for (const { names, settings } of byNames.values()) {
    checklist.push({
      part: 'proxies',
      text: `${names.join(', ')}: the file does not say, and the plan takes the default: ${settings.join(', ')}. Check whether that is so, and write it into the file.`,
      place: topology.names.proxy.getExact(names[0]!)?.namePlace,
    });
  }
  const direct = targets.filter(({ transportMode }) => transportMode === 'directStorageAccess');
  if (direct.length > 0) {
    checklist.push({
      part: 'proxies',
      text: `Rescan the servers of ${direct.map(({ proxy }) => proxy.name).join(', ')} when the mode was changed: which datastores a proxy reaches is found out every four hours otherwise.`,
      place: direct[0]!.proxy.value.transportMode,
    });
  }
  return { targets, checklist };
}

/** What the plan takes where a key is not written. */
const DEFAULTS = {
  transportMode: 'transport mode automatic',
  failoverToNetwork: 'failover to Network mode on',
  maxConcurrentTasks: '2 concurrent tasks',
} as const;
