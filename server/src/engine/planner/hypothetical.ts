import type { Job, Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { Road, Roads } from './road.ts';

/** What VMs would get if their job could use other proxies than it does. Pure, like the plan itself. */
export class HypotheticalRoads {
  readonly #topology: Topology;
  readonly #roads: Roads;
  readonly #jobs = new Map<Job, Map<string, Job>>();

  constructor(topology: Topology, roads: Roads) {
    this.#topology = topology;
    this.#roads = roads;
  }

  /** The road of the VM with this proxy alone; `undefined` where the job does not allow it. */
  alone(job: Job, vm: Vm, proxy: Proxy): Road | undefined {
    if (job.proxies !== 'automatic' && !job.proxies.includes(proxy)) return undefined;
    return this.#roads.walk(
      this.#job(job, `+${proxy.index}`, () => [proxy]),
      vm,
    );
  }

  /** The road of the VM with all proxies that the job allows but this one. */
  without(job: Job, vm: Vm, proxy: Proxy): Road {
    const allowed = job.proxies === 'automatic' ? this.#topology.proxies : job.proxies;
    return this.#roads.walk(
      this.#job(job, `-${proxy.index}`, () => allowed.filter((other) => other !== proxy)),
      vm,
    );
  }

  /** One job for each question, since roads remember what they find of a job. */
  #job(job: Job, key: string, proxies: () => readonly Proxy[]): Job {
    const ofJob = this.#jobs.get(job) ?? new Map<string, Job>();
    this.#jobs.set(job, ofJob);
    let other = ofJob.get(key);
    if (!other) {
      other = { ...job, proxies: proxies() };
      ofJob.set(key, other);
    }
    return other;
  }
}
