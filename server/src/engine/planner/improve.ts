import type { Proxy } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { Place } from '../syntax/nodes.ts';
import { datastoresOnSystem } from './conditions-proxy.ts';
import {
  candidacyConditions,
  integrationConditions,
  snapshotConditions,
  topologyConditions,
} from './conditions-snapshot.ts';
import type { ConditionId } from './ids.ts';
import { hold, holds, type Judgement } from './judgement.ts';
import type { VmPlan } from './plan.ts';
import type { Roads } from './road.ts';

/** The smallest set of changes to the file that brings a VM onto the IO Visor path. */
export interface Improvement {
  readonly mode: 'directNfsIoVisor';
  readonly proxy: Proxy;
  readonly changes: readonly Change[];
}

export interface Change {
  readonly condition: ConditionId;
  /** Where the file would change. */
  readonly place: Place | undefined;
  readonly title: string;
  /** A licence, a snapshot, or where a disk lies, say, cannot be edited into being. */
  readonly editable: boolean;
}

const NOT_EDITABLE: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'license',
  'no-esxi-snapshot',
  'not-template',
  'not-encrypted',
  'single-hx-system',
  'server-supports-mode',
  'on-data-network',
]);

/**
 * What would make it better, for a VM on HX that does not go over the IO Visor from an HX snapshot; `undefined` for all
 * others, and where there is no proxy at all. The proxy with the fewest changes wins, ties in file order.
 */
export function improvementOf(
  topology: Topology,
  { conditions }: Roads,
  { job, vm, mode }: Pick<VmPlan, 'job' | 'vm' | 'mode'>,
): Improvement | undefined {
  const { system } = vm;
  if (!system || mode === 'directNfsIoVisor' || !hold(topologyConditions(vm))) return undefined;
  const ofVm = [...integrationConditions(job, vm), ...snapshotConditions(topology, job, vm)];
  const common = ofVm.filter((judgement) => !holds(judgement));
  let best: { proxy: Proxy; failed: Judgement[] } | undefined;
  for (const proxy of topology.proxies) {
    const failed = [
      ...candidacyConditions(job, vm, proxy, { systemAdded: true }),
      conditions.serverSupports(proxy, 'direct'),
      conditions.transportModeAllows(proxy, 'direct'),
      conditions.onDataNetwork(proxy, system),
      conditions.connected(proxy, datastoresOnSystem(vm)),
      conditions.hostInSystem(vm.host!, system),
      conditions.hostFirewall(vm.host!, proxy, system),
    ].filter((judgement) => !holds(judgement));
    if (!best || failed.length < best.failed.length) best = { proxy, failed };
  }
  if (!best) return undefined;
  const { proxy } = best;
  const changes = [...common, ...best.failed].map(({ condition, place }) => ({
    condition,
    place,
    title: titleOf(condition, job.name, vm.name, vm.host!.name, system.name, proxy.name),
    editable: !NOT_EDITABLE.has(condition),
  }));
  return { mode: 'directNfsIoVisor', proxy, changes };
}

function titleOf(condition: ConditionId, job: string, vm: string, host: string, system: string, proxy: string): string {
  switch (condition) {
    case 'storage-snapshots-enabled':
      return `Enable backup from storage snapshots in ${job}`;
    case 'storage-added':
      return `Add ${system} to the backup infrastructure`;
    case 'license':
      return 'Get an Enterprise Plus or universal licence';
    case 'no-esxi-snapshot':
      return `Delete the traditional VMware snapshot of ${vm}`;
    case 'not-template':
      return `Convert the template ${vm} to a VM`;
    case 'not-encrypted':
      return `Decrypt ${vm}`;
    case 'no-tools-quiescence':
      return `Turn off VMware Tools quiescence in ${job}`;
    case 'single-hx-system':
      return `Move all disks of ${vm} to ${system}`;
    case 'enabled':
      return `Enable ${proxy}`;
    case 'proxies':
      return `Allow ${proxy} in ${job}`;
    case 'accessProxies':
      return `Allow ${proxy} in the access options of ${system}`;
    case 'server-supports-mode':
      return `Move the proxy role of ${proxy} to a server that supports direct storage access`;
    case 'transport-mode-allows':
      return `Set ${proxy} to automatic transport mode`;
    case 'on-data-network':
      return `Give ${proxy} an address on the data network of ${system}`;
    case 'datastore-connected':
      return `Connect ${proxy} to the datastores of ${vm}`;
    case 'host-in-system':
      return `Say that ${host} belongs to ${system}`;
    case 'host-firewall':
      return `Let ${proxy} in to the IO Visor of ${host}`;
    default:
      return condition;
  }
}
