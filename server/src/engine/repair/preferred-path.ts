import type { Host, Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { dataAddresses, isEffective, portsSuffice } from '../planner/access.ts';
import { datastoresOnSystem } from '../planner/conditions-proxy.ts';
import type { ConditionId } from '../planner/ids.ts';
import type { VmPlan } from '../planner/plan.ts';
import * as format from '../schema/format.ts';
import { appendAt, appendItem, insertAt, type PlacedEdit, replaceNode } from '../syntax/edit/index.ts';
import { hostsOpenedBy } from './opened.ts';

/** The edits that bring a VM onto the IO Visor path, wherever in the file they lie. */
export interface PreferredPath {
  readonly proxy: Proxy;
  readonly edits: readonly PlacedEdit[];
  /** Hosts other than the VM's whose firewall is opened with it: those that share its list. */
  readonly alsoOpens: readonly Host[];
  /** Some of the changes can take another VM's path away: whether they do, only a plan of the file after them tells. */
  readonly mayHurtOthers: boolean;
}

/** With these an HX snapshot comes into play, or datastores are mounted by other hosts, for other VMs too. */
const FAR_REACHING: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'storage-added',
  'storage-snapshots-enabled',
  'host-in-system',
]);

/**
 * Makes edits of what would make it better (`VmPlan.improve`). `undefined` where there is nothing to better, or where a
 * change is needed that cannot be edited into being: a licence, a snapshot, a server.
 */
export function preferredPath(plan: VmPlan, topology: Topology): PreferredPath | undefined {
  const { improve, job, vm } = plan;
  if (!improve || improve.changes.some(({ editable }) => !editable)) return undefined;
  const { proxy, changes } = improve;
  const edits = changes.flatMap(({ condition }) => editsFor(condition, job, vm, proxy));
  return {
    proxy,
    edits,
    alsoOpens: hostsOpenedBy(edits, topology).filter((host) => host !== vm.host),
    mayHurtOthers: changes.some(({ condition }) => FAR_REACHING.has(condition)),
  };
}

const JOB = { order: Object.keys(format.job.fields) };
const SYSTEM = { order: Object.keys(format.hyperflex.fields) };
const PROXY = { order: Object.keys(format.proxy.fields) };
const HOST = { order: Object.keys(format.host.fields) };

function editsFor(condition: ConditionId, job: Job, vm: Vm, proxy: Proxy): PlacedEdit[] {
  const system = vm.system!;
  switch (condition) {
    case 'storage-snapshots-enabled':
      return insertAt(job.value!, ['storageSnapshots', 'enabled'], true, JOB);
    case 'storage-added':
      return insertAt(system.value, ['addedToBackupServer'], true, SYSTEM);
    case 'no-tools-quiescence':
      return insertAt(job.value!, ['vmwareToolsQuiescence'], false, JOB);
    case 'enabled':
      return insertAt(proxy.value, ['enabled'], true, PROXY);
    case 'proxies':
      return appendAt(job.value!, ['proxies'], proxy.name, JOB);
    case 'accessProxies':
      return appendAt(system.value, ['accessProxies'], proxy.name, SYSTEM);
    case 'transport-mode-allows':
      return insertAt(proxy.value, ['transportMode'], 'automatic', PROXY);
    case 'datastore-connected':
      return connect(vm, proxy);
    case 'host-in-system':
      return insertAt(vm.host!.value, ['hyperflex'], system.name, HOST);
    case 'host-firewall':
      return letIn(vm.host!, vm, proxy);
    default:
      return [];
  }
}

/** The VM's datastores on HX that the proxy's list leaves out, into the list. */
function connect(vm: Vm, proxy: Proxy): PlacedEdit[] {
  const { connectedDatastores: connected, value } = proxy;
  const list = value.connectedDatastores;
  if (connected === 'automatic' || !list) return [];
  const names = datastoresOnSystem(vm)
    .filter((datastore) => !connected.includes(datastore))
    .map(({ name }) => name);
  // Several entries for an empty list in brackets would stand side by side without a comma.
  return list.items.length === 0 ? replaceNode(list, names) : names.flatMap((name) => appendItem(list, name));
}

/** Into the list of the host's own rule that is wide enough already; else by a rule of its own. */
function letIn(host: Host, vm: Vm, proxy: Proxy): PlacedEdit[] {
  const address = dataAddresses(proxy, vm.system!)[0]!.value.text;
  const wide = host.rules.find(
    (rule) =>
      rule.owner === host &&
      isEffective(rule) &&
      rule.allowed !== undefined &&
      rule.allowed.sources.length > 0 &&
      portsSuffice(rule.ports, vm.system!),
  );
  if (wide) return appendItem(wide.value.allowedAddresses!, address);
  const name = 'veeam-iovisor';
  return appendAt(host.value, ['firewall', 'rules'], { name, ports: '0-65535', allowedAddresses: [address] }, HOST);
}
