import type { EntityKind } from '../schema/types.ts';

/** How messages speak of the kinds of entities, and the section that declares them. */
export const KINDS: { readonly [K in EntityKind]: { readonly noun: string; readonly section: string } } = {
  hyperflex: { noun: 'HX system', section: 'hyperflex' },
  cluster: { noun: 'cluster', section: 'clusters' },
  host: { noun: 'host', section: 'hosts' },
  datastore: { noun: 'datastore', section: 'datastores' },
  proxy: { noun: 'proxy', section: 'proxies' },
  vm: { noun: 'VM', section: 'vms' },
  job: { noun: 'job', section: 'jobs' },
};
