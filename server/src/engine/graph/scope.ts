import type { Cluster, Entity, Host, HxSystem, Proxy, Vm } from '../model/entities.ts';
import type { Plan, VmPlan } from '../planner/plan.ts';

/** The part of a topology that is drawn, in file order. */
export interface Scope {
  readonly plan: Plan;
  readonly focus: Entity | undefined;
  readonly plans: readonly VmPlan[];
  readonly vms: readonly Vm[];
  readonly hosts: readonly Host[];
  readonly clusters: readonly Cluster[];
  readonly proxies: readonly Proxy[];
  readonly systems: readonly HxSystem[];
}

/** All of the plan; with a focus, that entity and what it is tied to: the VMs, who reads them, and where these run. */
export function scopeOf(plan: Plan, focus?: Entity): Scope {
  const { vms, hosts, clusters, proxies, hyperflex: systems } = plan.topology;
  if (!focus) return { plan, focus, plans: plan.vms, vms, hosts, clusters, proxies, systems };
  const plans = plan.vms.filter(
    ({ vm, job, proxy }) =>
      (focus.kind === 'job' ? job === focus : isOf(vm, focus)) || (proxy !== undefined && holds(focus, proxy)),
  );
  const chosenVms = new Set([...plans.map(({ vm }) => vm), ...vms.filter((vm) => isOf(vm, focus))]);
  const readers = new Set(plans.map(({ proxy }) => proxy));
  const chosenProxies = proxies.filter((proxy) => readers.has(proxy) || holds(focus, proxy));
  const homes = new Set([...[...chosenVms].map(({ host }) => host), ...chosenProxies.map(({ host }) => host)]);
  const chosenHosts = hosts.filter((host) => homes.has(host) || hostIsOf(host, focus));
  const around = new Set(chosenHosts.map(({ cluster }) => cluster));
  const storages = new Set([...chosenHosts.map(({ system }) => system), ...[...chosenVms].map(({ system }) => system)]);
  return {
    plan,
    focus,
    plans,
    vms: vms.filter((vm) => chosenVms.has(vm)),
    hosts: chosenHosts,
    clusters: clusters.filter((cluster) => around.has(cluster) || cluster === focus),
    proxies: chosenProxies,
    systems: systems.filter((system) => storages.has(system) || system === focus || lies(focus, system)),
  };
}

function isOf(vm: Vm, entity: Entity): boolean {
  switch (entity.kind) {
    case 'vm':
      return vm === entity;
    case 'hyperflex':
      return vm.system === entity;
    case 'datastore':
      return vm.disks.some(({ datastore }) => datastore === entity);
    case 'job':
    case 'proxy':
      // Their VMs are those of their plans.
      return false;
    default:
      return vm.host !== undefined && hostIsOf(vm.host, entity);
  }
}

function hostIsOf(host: Host, entity: Entity): boolean {
  return host === entity || host.cluster === entity || host.system === entity;
}

/** Whether the proxy is the entity or runs in it. */
function holds(entity: Entity, proxy: Proxy): boolean {
  return proxy === entity || (proxy.host !== undefined && (proxy.host === entity || proxy.host.cluster === entity));
}

function lies(entity: Entity, system: HxSystem): boolean {
  return (entity.kind === 'datastore' || entity.kind === 'cluster') && entity.system === system;
}
