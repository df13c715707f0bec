import type { HxSystem } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { ChecklistItem, StorageTarget } from './remediation.ts';

/** The HX systems that the file says are added to the backup infrastructure, and what their controllers need. */
export function storageTargets(topology: Topology): { targets: StorageTarget[]; checklist: ChecklistItem[] } {
  const targets: StorageTarget[] = [];
  const checklist: ChecklistItem[] = [];
  for (const system of topology.hyperflex) {
    if (topology.names.hyperflex.getExact(system.name) !== system) continue;
    const { name, value } = system;
    const leave = (text: string, place: ChecklistItem['place']): void => {
      checklist.push({ part: 'storage', text, place });
    };
    const address = value.managementAddress?.value;
    if (system.added === true && address === undefined) {
      leave(
        `Add ${name} to the backup infrastructure (Storage Infrastructure, Add Storage, Cisco HyperFlex), if it is not there: the file gives no managementAddress, under which it would be added.`,
        value.addedToBackupServer,
      );
    } else if (system.added === true) targets.push({ system, address: address!, proxies: accessProxies(system) });
    else if (system.added === false) {
      leave(
        `${name} is not to be in the backup infrastructure: remove it by hand if it is, since jobs may read from its snapshots.`,
        value.addedToBackupServer,
      );
    }
    if (value.controllerFirewall) leave(controllers(system), value.controllerFirewall);
  }
  return { targets, checklist };
}

function accessProxies({ value, accessProxies: proxies }: HxSystem): StorageTarget['proxies'] {
  if (!value.accessProxies) return undefined;
  return proxies === 'automatic' ? 'automatic' : proxies.map(({ name }) => name);
}

function controllers({ name, added, controllerFirewall: letIn, value }: HxSystem): string {
  if (added)
    return `The controllers of ${name} are opened by the backup server, as it finds them: nothing is to be done by hand.`;
  const who = letIn?.all ? 'every address' : (letIn?.sources ?? []).map((source) => source.value.node.text).join(', ');
  const each = value.controllers?.items.flatMap((controller) => controller.name?.value ?? []) ?? [];
  const where = each.length > 0 ? `each controller of ${name} (${each.join(', ')})` : `each controller of ${name}`;
  return `Let ${who || 'nobody'} in to ${where}, as Veeam's KB2300 says; any of them can take over the cluster IP.`;
}
