import type { Thing } from '../model/at.ts';
import type { Cluster, Datastore, Entity, Host, HxSystem, Job, Proxy, Vm } from '../model/entities.ts';
import { mounts } from '../model/topology.ts';
import { dataAddresses } from '../planner/access.ts';
import type { Plan } from '../planner/plan.ts';
import { describeGlob, describeRegistryValue, describeRule, describeSource } from './describe-values.ts';
import { explain } from './explain.ts';
import { count, shareLabel, summaryLabel } from './labels.ts';
import { escapeMarkdown, explanationMarkdown, type MarkdownOptions } from './markdown.ts';
import { names, page } from './page.ts';
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
  return describeEntity(plan, thing.entity, options);
}

/** What an entity is and what it does for whom, as Markdown: a heading of the third level, and a list. */
export function describeEntity(plan: Plan, entity: Entity, options: Pick<MarkdownOptions, 'link'> = {}): string {
  switch (entity.kind) {
    case 'vm':
      return describeVm(plan, entity, options);
    case 'proxy':
      return describeProxy(plan, entity);
    case 'host':
      return describeHost(plan, entity);
    case 'hyperflex':
      return describeSystem(plan, entity);
    case 'cluster':
      return describeCluster(plan, entity);
    case 'datastore':
      return describeDatastore(plan, entity);
    case 'job':
      return describeJob(plan, entity);
  }
}

function describeVm(plan: Plan, vm: Vm, options: Pick<MarkdownOptions, 'link'>): string {
  const plans = plan.plansOf(vm);
  if (plans.length === 0) return page(`VM ${vm.name}`, ['No job includes it: it is not backed up.']);
  return plans
    .map((each) => explanationMarkdown(explain(each), { heading: '###', brief: true, ...options }))
    .join('\n\n---\n\n');
}

function describeProxy(plan: Plan, proxy: Proxy): string {
  const traffic = trafficOf(plan).byProxy.get(proxy)!;
  const onNetworks = plan.topology.hyperflex.filter((system) => dataAddresses(proxy, system).length > 0);
  const { connectedDatastores: connected } = proxy;
  return page(`Proxy ${proxy.name}`, [
    proxy.enabled ? undefined : '**Disabled**: it is never used',
    traffic.vms > 0
      ? `Serves ${count(traffic.vms, 'VM')} with ${count(traffic.tasks, 'task')} (one for each disk): ${summaryLabel(traffic.byMode)}`
      : 'Serves no VM',
    traffic.vms > 0 ? `VMs: ${names(vmsOf(plan, (each) => each.proxy === proxy))}` : undefined,
    traffic.alternativeFor > 0
      ? `Could be picked for ${count(traffic.alternativeFor, 'other VM')} in the same mode`
      : undefined,
    `Transport mode ${proxy.transportMode}${proxy.failoverToNetwork ? ', fails over to Network mode' : ', no failover to Network mode'}`,
    `Server ${proxy.server}${proxy.host ? `, runs on ${escapeMarkdown(proxy.host.name)}` : ''}; ${count(proxy.maxConcurrentTasks, 'task')} at a time`,
    `On the data network of: ${names(onNetworks)}`,
    connected === 'automatic' ? undefined : `Connected to: ${names(connected)}`,
  ]);
}

function describeHost(plan: Plan, host: Host): string {
  const share = trafficOf(plan).byHost.get(host);
  const { system } = host;
  const running = plan.topology.proxies.filter((proxy) => proxy.host === host);
  return page(`Host ${host.name}`, [
    share ? shareLabel(share) : 'No VM in a job',
    system
      ? `Belongs to ${escapeMarkdown(system.name)}: its IO Visor serves the VMs that run here`
      : 'Belongs to no HX system',
    system && describeFirewall(plan, host, system),
    running.length > 0 ? `Proxies that run on it: ${names(running)}` : undefined,
    host.cluster ? `Cluster ${escapeMarkdown(host.cluster.name)}` : undefined,
  ]);
}

function describeFirewall(plan: Plan, host: Host, system: HxSystem): string {
  if (!host.firewallEnabled) return 'Its firewall is off: it lets everything in';
  const letIn = proxiesLetIn(plan, host);
  return letIn
    ? `Its firewall lets in to the IO Visor: ${names(letIn)}`
    : `Whom its firewall lets in is not known: ${escapeMarkdown(system.name)} has no data network`;
}

/**
 * The proxies with an address on the data network that the host's firewall lets in to its IO Visor, in file order.
 * `undefined` where the host has no IO Visor, or it is not known which addresses it is asked from.
 */
export function proxiesLetIn(plan: Plan, host: Host): Proxy[] | undefined {
  const { system } = host;
  if (!system?.dataNetwork) return undefined;
  const { conditions } = plan.roads;
  return plan.topology.proxies.filter(
    (proxy) => dataAddresses(proxy, system).length > 0 && conditions.hostFirewall(host, proxy, system).holds === true,
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

function describeCluster(plan: Plan, cluster: Cluster): string {
  const vms = plan.topology.vms.filter(({ host }) => host && cluster.hosts.includes(host));
  return page(`Cluster ${cluster.name}`, [
    `${count(cluster.hosts.length, 'host')} with ${count(vms.length, 'VM')}`,
    cluster.hosts.length > 0 ? `Hosts: ${names(cluster.hosts)}` : undefined,
    cluster.system ? `Its hosts belong to ${escapeMarkdown(cluster.system.name)}` : undefined,
    cluster.rules.length > 0
      ? `${count(cluster.rules.length, 'firewall rule')}, which each of its hosts has, too`
      : undefined,
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
    vms.length > 0 ? `${count(vms.length, 'VM')} with a disk on it: ${names(vms)}` : 'No VM has a disk on it',
    hosts.length > 0 ? `Mounted by ${count(hosts.length, 'host')}: ${names(hosts)}` : 'Mounted by no host',
  ]);
}

function describeJob(plan: Plan, job: Job): string {
  const share = trafficOf(plan).byJob.get(job);
  return page(`${job.type === 'replication' ? 'Replication job' : 'Job'} ${job.name}`, [
    share ? shareLabel(share) : 'No VM',
    share ? `VMs: ${names(job.vms)}` : undefined,
    job.proxies === 'automatic' ? 'Chooses among all proxies' : `Proxies: ${names(job.proxies)}`,
    `Backup from storage snapshots ${job.storageSnapshots ? 'on' : 'off'}, failover to standard backup ${job.failoverToStandardBackup ? 'on' : 'off'}`,
    job.vmwareToolsQuiescence ? 'VMware Tools quiescence on' : undefined,
  ]);
}

/** Each once, in the order of the plan. */
function vmsOf({ vms }: Plan, falls: (plan: Plan['vms'][number]) => boolean): Vm[] {
  return [...new Set(vms.filter(falls).map(({ vm }) => vm))];
}
