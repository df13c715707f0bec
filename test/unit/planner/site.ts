import { createEngine } from '../../../server/src/engine/engine.ts';
import type { Plan, VmPlan } from '../../../server/src/engine/planner/plan.ts';

type Item = Record<string, unknown>;

/** A topology as plain data, section by section. */
export interface Site {
  backupServer: Item;
  hyperflex: Item[];
  clusters: Item[];
  hosts: Item[];
  datastores: Item[];
  proxies: Item[];
  vms: Item[];
  jobs?: Item[];
}

/**
 * One HX system, a cluster of two hosts that let the one proxy in, a NAS and a VMFS datastore, one VM `vm` on `esx1`, and
 * one job. Everything is known, so that nothing has to be assumed.
 */
export function healthySite(): Site {
  return {
    backupServer: { license: 'universal' },
    hyperflex: [
      {
        name: 'hx',
        version: '5.0(2e)',
        addedToBackupServer: true,
        dataNetwork: '10.10.50.0/24',
        controllerClusterIp: '10.10.50.10',
      },
    ],
    clusters: [{ name: 'cl', datacenter: 'dc', hyperflex: 'hx', managementNetwork: '10.10.10.0/24' }],
    hosts: [
      { name: 'esx1', cluster: 'cl', firewall: { rules: [{ ports: '0-65535', allowedAddresses: ['10.10.50.21'] }] } },
      { name: 'esx2', cluster: 'cl', firewall: { rules: [{ ports: '0-65535', allowedAddresses: ['10.10.50.21'] }] } },
    ],
    datastores: [
      { name: 'ds', hyperflex: 'hx' },
      { name: 'nas', type: 'nfs3', clusters: ['cl'], network: '10.77.0.0/16' },
      { name: 'vmfs', type: 'vmfs', clusters: ['cl'] },
    ],
    proxies: [{ name: 'p1', type: 'virtual', host: 'esx1', addresses: ['10.10.10.21', '10.10.50.21'] }],
    vms: [{ name: 'vm', host: 'esx1', datastore: 'ds', baseSnapshot: false }],
    jobs: [{ name: 'job', include: ['*'] }],
  };
}

/** The site with a change made to it. */
export function changed(change: (site: Site) => void): Site {
  const site = healthySite();
  change(site);
  return site;
}

/** The file: JSON is YAML. */
export function textOf(site: Site): string {
  const sections = Object.entries(site).filter(([, value]) => value !== undefined);
  return `topology: 1\n${sections.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}`;
}

export function planOf(site: Site): Plan {
  return createEngine().analyze('site.topology.yaml', textOf(site)).plan;
}

/** The plan of the first VM in the first job. */
export function vmPlanOf(site: Site): VmPlan {
  return planOf(site).vms[0]!;
}

/** Whether a condition holds in the plan of the first VM, for the first proxy where it is one of a proxy. */
export function conditionOf(plan: VmPlan, condition: string): boolean | null | undefined {
  for (const { because } of plan.steps) {
    const judgement = because.find((candidate) => candidate.condition === condition);
    if (judgement) return judgement.holds;
  }
  return undefined;
}

/** The way through the chart: `step=verdict`. */
export function roadOf(plan: VmPlan): string[] {
  return plan.steps.map(({ step, verdict }) => `${step}=${verdict}`);
}
