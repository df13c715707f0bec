import type { Thing } from '../model/at.ts';
import type { FirewallRule } from '../model/entities.ts';
import { isSameHostHotAdd, SAME_HOST_HOTADD, sameRegistryName, VEEAM_KEY } from '../model/registry.ts';
import { allows, dataAddresses, isEffective, portsSuffice, proxiesMeantBy } from '../planner/access.ts';
import type { Plan } from '../planner/plan.ts';
import { formatPortRange } from '../schema/values/ports.ts';
import { count } from './labels.ts';
import { escapeMarkdown } from './markdown.ts';
import { names, page } from './page.ts';

/** What a rule of a host's firewall lets in, and whom. */
export function describeRule(plan: Plan, rule: FirewallRule): string {
  const { owner } = rule;
  const place = owner.kind === 'cluster' ? `every host of cluster ${owner.name}` : `host ${owner.name}`;
  return page(`Firewall rule ${rule.name ?? ''} of ${place}`, [
    `${rule.direction}, ${rule.protocol}, ports ${rule.ports.map(formatPortRange).join(', ') || 'none'}`,
    opened(plan, rule),
    rule.value.delivery ? `Delivered as ${rule.value.delivery.value}` : undefined,
  ]);
}

/** What the rule does by itself for the IO Visor of its owner's hosts. */
function opened(plan: Plan, rule: FirewallRule): string {
  const { system } = rule.owner;
  if (!rule.enabled) return 'Opens nothing for the IO Visor: it is disabled';
  if (rule.direction === 'outbound') return 'Opens nothing for the IO Visor: it is for outbound traffic';
  if (!isEffective(rule)) return 'Opens nothing for the IO Visor: it is for UDP only';
  if (!system) return `Opens no IO Visor: ${escapeMarkdown(rule.owner.name)} belongs to no HX system`;
  if (!system.dataNetwork) return `Whom it lets in is not known: ${escapeMarkdown(system.name)} has no data network`;
  const { proxies } = plan.topology;
  const letIn = proxies.filter((proxy) =>
    dataAddresses(proxy, system).some(({ value }) => allows(rule.allowed, value, proxies)),
  );
  return portsSuffice(rule.ports, system)
    ? `Lets in to the IO Visor, of the proxies on the data network: ${names(letIn)}`
    : `Its ports alone do not open the IO Visor. Lets in, of the proxies on the data network: ${names(letIn)}`;
}

/** What a job's pattern matches. */
export function describeGlob({ selector, job }: Extract<Thing, { kind: 'glob' }>): string {
  const { vms } = selector;
  return page(`Pattern of VM names in job ${job.name}`, [
    vms.length > 0 ? `Matches ${count(vms.length, 'VM')}: ${names(vms)}` : 'Matches no VM',
  ]);
}

/** Whom an entry of `allowedAddresses` means that names no proxy. */
export function describeSource(plan: Plan, { allowed }: Extract<Thing, { kind: 'allowedSource' }>): string {
  const { node, value } = allowed.value;
  const meant = proxiesMeantBy(allowed, plan.topology.proxies);
  const proxies = `${meant.length === 1 ? 'proxy' : 'proxies'} ${names(meant)}`;
  switch (value.kind) {
    case 'address':
      return page(`Address ${node.text}`, [meant.length > 0 ? `An address of the ${proxies}` : 'No proxy has it']);
    case 'network':
      return page(`Network ${node.text}`, [
        meant.length > 0 ? `Holds addresses of the ${proxies}` : 'No proxy has an address in it',
      ]);
    default:
      return page('Every proxy', [`Lets in addresses on the data network of: ${names(meant)}`]);
  }
}

/** What the values 0, 1 and 2 of `EnableSameHostHotaddMode` do. */
export const HOTADD_MEANING: readonly string[] = [
  'Any proxy may HotAdd, one on the VM’s host first.',
  'A proxy on the VM’s host is preferred and waited for; where none qualifies, one on another host still HotAdds.',
  'Only a proxy on the VM’s host may HotAdd; where none is available, a proxy on another host is forced to Network mode.',
];

/** What a registry value of the backup server does to the plan. */
export function describeRegistryValue(plan: Plan, { value }: Extract<Thing, { kind: 'registryValue' }>): string {
  const name = value.name?.value ?? '';
  const { sameHostHotAdd } = plan.topology.backupServer;
  if (!sameRegistryName(name, SAME_HOST_HOTADD))
    return page(`Registry value ${name}`, ['The plan does not depend on it']);
  const counts = isSameHostHotAdd(value) && sameHostHotAdd.entry === value;
  const { mode } = sameHostHotAdd;
  const hotAdded = plan.vms.filter((vm) => vm.mode === 'virtualAppliance').length;
  const forced = plan.vms.filter((vm) => vm.forcedFromOtherHost).length;
  return page(`Registry value ${name}`, [
    counts
      ? mode === undefined
        ? '**Not usable**: VBR takes it as not set'
        : `${mode}: ${HOTADD_MEANING[mode]}`
      : `**Without effect**: VBR reads a DWORD under \`${VEEAM_KEY}\`, the first of that name`,
    `${count(hotAdded, 'VM')} planned in virtual appliance mode, ${forced} forced to Network mode`,
    'VMs on NFS 3 can stun when a proxy on another host HotAdds their disks; fixed in ESXi 8.0 U2b (KB1681)',
  ]);
}
