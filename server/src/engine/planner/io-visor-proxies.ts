import type { HxSystem, Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import { datastoresOnSystem } from './conditions-proxy.ts';
import { integrationConditions, snapshotConditions, topologyConditions } from './conditions-snapshot.ts';
import { hold } from './judgement.ts';
import type { VmPlan } from './plan.ts';
import type { Road, Roads } from './road.ts';

/**
 * The proxies that could use the IO Visor of a system's hosts: enabled, and for at least one VM of the system, in some
 * job, for which an HX snapshot can be made, a candidate that meets every condition of the path but the host's firewall.
 * On whichever host: VMs move.
 */
export class IoVisorProxies {
  readonly #topology: Topology;
  readonly #roads: Roads;
  readonly #jobs: () => Iterable<readonly VmPlan[]>;
  readonly #byJob = new WeakMap<readonly VmPlan[], BySystem>();
  readonly #byRoad = new WeakMap<Road, readonly Proxy[]>();
  readonly #byInputs = new Map<Job, Map<string, readonly Proxy[]>>();
  #bySystem: Map<HxSystem, Proxy[]> | undefined;

  /** @param jobs gives the plans of each job; an array that is the same has the same in it */
  constructor(topology: Topology, roads: Roads, jobs: () => Iterable<readonly VmPlan[]>) {
    this.#topology = topology;
    this.#roads = roads;
    this.#jobs = jobs;
  }

  /** In file order. */
  of(system: HxSystem): readonly Proxy[] {
    this.#bySystem ??= this.#gather();
    return this.#bySystem.get(system) ?? [];
  }

  /** To be called when VMs have other settings, or are in other jobs. */
  gatherAgain(): void {
    this.#bySystem = undefined;
  }

  /** Those that could use it for one VM of a job, in file order. */
  ofVm({ job, vm, road }: Pick<VmPlan, 'job' | 'vm' | 'road'>): readonly Proxy[] {
    let proxies = this.#byRoad.get(road);
    if (!proxies) {
      proxies = this.#ofAlike(job, vm);
      this.#byRoad.set(road, proxies);
    }
    return proxies;
  }

  #ofAlike(job: Job, vm: Vm): readonly Proxy[] {
    if (!vm.system || !vm.host) return [];
    const known = this.#byInputs.get(job) ?? new Map<string, readonly Proxy[]>();
    this.#byInputs.set(job, known);
    const key = inputsOf(vm);
    let proxies = known.get(key);
    if (!proxies) {
      proxies = this.#find(job, vm);
      known.set(key, proxies);
    }
    return proxies;
  }

  #gather(): Map<HxSystem, Proxy[]> {
    const found = new Map<HxSystem, Set<Proxy>>();
    for (const plans of this.#jobs()) this.#addTo(found, this.#inJob(plans));
    return new Map([...found].map(([system, proxies]) => [system, [...proxies].sort((a, b) => a.index - b.index)]));
  }

  #inJob(plans: readonly VmPlan[]): BySystem {
    const known = this.#byJob.get(plans);
    if (known) return known;
    const found: BySystem = new Map();
    const seen = new Set<Road>();
    for (const plan of plans) {
      const { system } = plan.vm;
      if (!system || seen.has(plan.road)) continue;
      seen.add(plan.road);
      this.#addTo(found, new Map([[system, new Set(this.ofVm(plan))]]));
    }
    this.#byJob.set(plans, found);
    return found;
  }

  #addTo(found: BySystem, more: BySystem): void {
    for (const [system, proxies] of more) {
      const known = found.get(system);
      if (!known) found.set(system, new Set(proxies));
      else for (const proxy of proxies) known.add(proxy);
    }
  }

  #find(job: Job, vm: Vm): readonly Proxy[] {
    if (!hold(topologyConditions(vm))) return [];
    const snapshot = [...integrationConditions(job, vm), ...snapshotConditions(this.#topology, job, vm)];
    return hold(snapshot) ? [...this.#roads.candidates(job, vm)].filter((proxy) => this.#could(vm, proxy)) : [];
  }

  #could(vm: Vm, proxy: Proxy): boolean {
    const { conditions } = this.#roads;
    return hold([
      conditions.serverSupports(proxy, 'direct'),
      conditions.transportModeAllows(proxy, 'direct'),
      conditions.onDataNetwork(proxy, vm.system!),
      conditions.connected(proxy, datastoresOnSystem(vm)),
    ]);
  }
}

type BySystem = Map<HxSystem, Set<Proxy>>;

/** What of a VM is asked here, besides a host that is known: VMs that are alike in it need to be looked at once. */
function inputsOf(vm: Vm): string {
  const datastores = vm.disks.map((disk) => disk.datastore?.index ?? '!');
  return [datastores.join(','), vm.snapshot, vm.template, vm.encrypted, vm.quiescible].join('|');
}
