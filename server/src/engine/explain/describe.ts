import type { Thing } from '../model/at.ts';
import type { Cluster, Datastore, FirewallRule, Host, HxSystem, Job, Proxy } from '../model/entities.ts';
import { isSameHostHotAdd, SAME_HOST_HOTADD, sameRegistryName, VEEAM_KEY } from '../model/registry.ts';
import { mounts } from '../model/topology.ts';
import { allows, dataAddresses, isEffective, openPorts, portsSuffice, proxiesMeantBy } from '../planner/access.ts';
import type { Plan } from '../planner/plan.ts';
import { formatPortRange } from '../schema/values/ports.ts';
import { explain } from './explain.ts';
import { count, shareLabel, summaryLabel } from './labels.ts';
import { escapeMarkdown, explanationMarkdown, type MarkdownOptions } from './markdown.ts';
import { trafficOf } from './traffic.ts';

/** What a thing is and what it does for whom, as Markdown for a hover. */
export function describe(plan: Plan, thing: Thing, options: Pick<MarkdownOptions, 'link'> = {}): string {
  switch (thing.kind) {
    case 'firewallRule':
      return describeRule(plan, thing.rule);
    case 'registryValue':
      return describeRegistryValue(plan, thing);
    case 'glob':
      return describeGlob(thing);
    case 'allowedSource':
      return describeSource(plan, thing);
    case 'entity':
      break;
  }
  const { entity } = thing;
  switch (entity.kind) {
    case 'vm': {
      const plans = plan.byVm.get(entity);
      if (!plans) return page(`VM ${entity.name}`, ['No job includes it: it is not backed up.']);
      return plans
        .map((vm) => explanationMarkdown(explain(vm), { heading: '###', brief: true, ...options }))
        .join('\n\n---\n\n');
    }
    case 'proxy':
      return describeProxy(plan, entity);
    case 'host':
      return describeHost(plan, entity);
    case 'hyperflex':
      return describeSystem(plan, entity);
    case 'cluster':
      return describeCluster(entity);
    case 'datastore':
      return describeDatastore(plan, entity);
    case 'job':
      return describeJob(plan, entity);
  }
}

/** A heading with a list below it. Lines are Markdown already. */
function page(heading: string, lines: readonly (string | undefined)[]): string {
  const given = lines.filter((line) => line !== undefined);
  return [`### ${escapeMarkdown(heading)}`, given.map((line) => `- ${line}`).join('\n')].join('\n\n');
}

/** Names as Markdown, at most five and how many more. */
function names(entities: readonly { readonly name: string }[]): string {
  if (entities.length === 0) return 'none';
  const shown = entities.slice(0, 5).map(({ name }) => escapeMarkdown(name));
  return entities.length > 5 ? `${shown.join(', ')} and ${entities.length - 5} more` : shown.join(', ');
}

function describeProxy(plan: Plan, proxy: Proxy): string {
  const traffic = trafficOf(plan).byProxy.get(proxy)!;
  const onNetworks = plan.topology.hyperflex.filter((system) => dataAddresses(proxy, system).length > 0);
  const served =
    traffic.vms > 0
      ? `Serves ${count(traffic.vms, 'VM')} with ${count(traffic.tasks, 'task')} (one for each disk): ${summaryLabel(traffic.byMode)}`
      : 'Serves no VM';
  return page(`Proxy ${proxy.name}`, [
    proxy.enabled ? undefined : '**Disabled**: it is never used',
    served,
    traffic.alternativeFor > 0
      ? `Could be picked for ${count(traffic.alternativeFor, 'other VM')} in the same mode`
      : undefined,
    `Transport mode ${proxy.transportMode}${proxy.failoverToNetwork ? ', fails over to Network mode' : ', no failover to Network mode'}`,
    `Server ${proxy.server}${proxy.host ? `, runs on ${escapeMarkdown(proxy.host.name)}` : ''}; ${count(proxy.maxConcurrentTasks, 'task')} at a time`,
    `On the data network of: ${names(onNetworks)}`,
  ]);
}

function describeHost(plan: Plan, host: Host): string {
  const share = trafficOf(plan).byHost.get(host);
  const { system } = host;
  const letIn = system ? proxiesLetIn(plan, host) : [];
  return page(`Host ${host.name}`, [
    share ? shareLabel(share) : 'No VM in a job',
    system
      ? `Belongs to ${escapeMarkdown(system.name)}: its IO Visor serves the VMs that run here`
      : 'Belongs to no HX system',
    system
      ? host.firewallEnabled
        ? `Its firewall lets in to the IO Visor: ${names(letIn)}`
        : 'Its firewall is off: it lets everything in'
      : undefined,
    host.cluster ? `Cluster ${escapeMarkdown(host.cluster.name)}` : undefined,
  ]);
}

/** The proxies with an address on the data network that the host's firewall lets in to its IO Visor, in file order. */
export function proxiesLetIn(plan: Plan, host: Host): Proxy[] {
  const { system } = host;
  if (!system) return [];
  const { proxies } = plan.topology;
  return proxies.filter((proxy) =>
    dataAddresses(proxy, system).some(
      ({ value }) => !host.firewallEnabled || portsSuffice(openPorts(host, value, proxies), system),
    ),
  );
}

function describeSystem(plan: Plan, system: HxSystem): string {
  const share = trafficOf(plan).bySystem.get(system);
  const hosts = plan.topology.hosts.filter((host) => host.system === system);
  const version = system.value.version?.node.text;
  return page(`HX system ${system.name}`, [
    share ? shareLabel(share) : 'No VM in a job',
    system.added
      ? 'Added to the backup infrastructure: HX snapshots can be used, and VBR opens the controllers'
      : 'Not added to the backup infrastructure: no HX snapshots',
    `Version ${version === undefined ? 'unknown: 4.5(2a) or later is assumed' : escapeMarkdown(version)}`,
    Number(plan.topology.backupServer.value?.version?.value[0] ?? 0) === 13
      ? 'VBR 13 supports HyperFlex as experimental only'
      : undefined,
    system.dataNetwork ? `Data network ${system.dataNetwork.text}` : undefined,
    `${count(hosts.length, 'host')}; proxies that could use its IO Visor: ${names(plan.ioVisor.of(system))}`,
  ]);
}

function describeCluster(cluster: Cluster): string {
  return page(`Cluster ${cluster.name}`, [
    count(cluster.hosts.length, 'host'),
    cluster.system ? `Its hosts belong to ${escapeMarkdown(cluster.system.name)}` : undefined,
    `Datacenter ${cluster.datacenter === undefined ? 'not named' : escapeMarkdown(cluster.datacenter)}`,
    cluster.managementNetwork ? `Management network ${cluster.managementNetwork.text}` : undefined,
  ]);
}

function describeDatastore(plan: Plan, datastore: Datastore): string {
  const vms = plan.topology.vms.filter((vm) => vm.disks.some((disk) => disk.datastore === datastore));
  const hosts = plan.topology.hosts.filter((host) => mounts(host, datastore));
  return page(`Datastore ${datastore.name}`, [
    datastore.system
      ? `Lies on ${escapeMarkdown(datastore.system.name)} (NFS 3)`
      : `Type ${datastore.type ?? 'unknown'}`,
    `${count(vms.length, 'VM')} with a disk on it`,
    `Mounted by ${count(hosts.length, 'host')}: ${names(hosts)}`,
  ]);
}

function describeJob(plan: Plan, job: Job): string {
  const share = trafficOf(plan).byJob.get(job);
  return page(`Job ${job.name}`, [
    share ? shareLabel(share) : 'No VM',
    job.proxies === 'automatic' ? 'Chooses among all proxies' : `Proxies: ${names(job.proxies)}`,
    `Backup from storage snapshots ${job.storageSnapshots ? 'on' : 'off'}, failover to standard backup ${job.failoverToStandardBackup ? 'on' : 'off'}`,
    job.vmwareToolsQuiescence ? 'VMware Tools quiescence on' : undefined,
  ]);
}

function describeRule(plan: Plan, rule: FirewallRule): string {
  const { owner, allowed } = rule;
  const { system } = owner;
  const proxies = plan.topology.proxies;
  const letIn = system
    ? proxies.filter((proxy) => dataAddresses(proxy, system).some(({ value }) => allows(allowed, value, proxies)))
    : [];
  const place = owner.kind === 'cluster' ? `every host of cluster ${owner.name}` : `host ${owner.name}`;
  const why = !rule.enabled
    ? 'it is disabled'
    : rule.direction === 'outbound'
      ? 'it is for outbound traffic'
      : rule.protocol === 'udp'
        ? 'it is for UDP only'
        : undefined;
  return page(`Firewall rule ${rule.name ?? ''} of ${place}`, [
    `${rule.direction}, ${rule.protocol}, ports ${rule.ports.map(formatPortRange).join(', ') || 'none'}`,
    isEffective(rule)
      ? `Lets in, of the proxies on the data network: ${names(letIn)}`
      : `Opens nothing for the IO Visor: ${why}`,
    rule.value.delivery ? `Delivered as ${rule.value.delivery.value}` : undefined,
  ]);
}

function describeGlob({ selector, job }: Extract<Thing, { kind: 'glob' }>): string {
  return page(`Pattern of VM names in job ${job.name}`, [
    `Matches ${count(selector.vms.length, 'VM')}: ${names(selector.vms)}`,
  ]);
}

function describeSource(plan: Plan, { allowed }: Extract<Thing, { kind: 'allowedSource' }>): string {
  const { node, value } = allowed.value;
  const meant = proxiesMeantBy(allowed, plan.topology.proxies);
  const what = value.kind === 'address' ? 'Address' : value.kind === 'network' ? 'Network' : 'Every proxy';
  return page(`${what} ${node.text}`, [
    meant.length > 0 ? `Lets in the ${meant.length === 1 ? 'proxy' : 'proxies'} ${names(meant)}` : 'No proxy has it',
  ]);
}

/** What the values 0, 1 and 2 of `EnableSameHostHotaddMode` do. */
export const HOTADD_MEANING: readonly string[] = [
  'Any proxy may HotAdd, one on the VM’s host first.',
  'A proxy on the VM’s host is preferred and waited for; where none qualifies, one on another host still HotAdds.',
  'Only a proxy on the VM’s host may HotAdd; where none is available, a proxy on another host is forced to Network mode.',
];

function describeRegistryValue(plan: Plan, { value }: Extract<Thing, { kind: 'registryValue' }>): string {
  const name = value.name?.value ?? '';
  const { sameHostHotAdd } = plan.topology.backupServer;
  if (!sameRegistryName(name, SAME_HOST_HOTADD))
    return page(`Registry value ${name}`, ['The plan does not depend on it']);
  const counts = isSameHostHotAdd(value) && sameHostHotAdd.entry === value;
  const { mode } = sameHostHotAdd;
  const hotAdded = plan.vms.filter((vm) => vm.mode === 'virtualAppliance').length;
  const forced = plan.vms.filter((vm) => vm.forced).length;
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
