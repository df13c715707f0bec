import type { Topology } from '../model/topology.ts';
import { firewallTargets } from './firewall.ts';
import { jobChecklist } from './jobs.ts';
import { proxyTargets } from './proxies.ts';
import { registryTargets } from './registry.ts';
import { PARTS, type Part, type Remediation } from './remediation.ts';
import { storageTargets } from './storage.ts';

/**
 * What brings the real systems to the state that the file describes. It is the file's word that counts, also where a
 * rule finds fault with it.
 *
 * @param parts those that are asked for; of the others nothing is told
 */
export function remediate(topology: Topology, parts: ReadonlySet<Part> = new Set(PARTS)): Remediation {
  const registry = registryTargets(topology);
  const firewall = firewallTargets(topology);
  const proxies = proxyTargets(topology);
  const storage = storageTargets(topology);
  const items = [registry, firewall, proxies, storage].flatMap(({ checklist }) => checklist);
  const only = <T>(part: Part, targets: readonly T[]): readonly T[] => (parts.has(part) ? targets : []);
  return {
    registry: only('registry', registry.targets),
    hostFirewalls: only('firewall', firewall.hostFirewalls),
    rulesets: only('firewall', firewall.rulesets),
    proxies: only('proxies', proxies.targets),
    storage: only('storage', storage.targets),
    checklist: [...items, ...jobChecklist(topology)].filter(({ part }) => parts.has(part)),
  };
}
