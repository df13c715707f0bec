import type { HxSystem, Proxy } from '../model/entities.ts';
import type { Place } from '../syntax/nodes.ts';

/** What a remediation is about, each a part that can be asked for alone. */
export const PARTS = ['registry', 'firewall', 'proxies', 'storage', 'jobs'] as const;
export type Part = (typeof PARTS)[number];

/**
 * The state of the real systems that the file describes, as far as a script can bring it about, and what is left to a
 * person. Only what is written in the file is in it: a default of the format is no wish.
 */
export interface Remediation {
  readonly registry: readonly RegistryTarget[];
  readonly hostFirewalls: readonly HostFirewallTarget[];
  readonly rulesets: readonly RulesetTarget[];
  readonly proxies: readonly ProxyTarget[];
  readonly storage: readonly StorageTarget[];
  readonly checklist: readonly ChecklistItem[];
}

/** One thing that a person has to do, or to look at. */
export interface ChecklistItem {
  readonly part: Part;
  readonly text: string;
  /** Where the file says so. */
  readonly place: Place | undefined;
}

/** A registry value of the backup server. */
export interface RegistryTarget {
  /** Below `HKLM`. */
  readonly key: string;
  readonly name: string;
  readonly data: RegistryData;
  readonly place: Place;
}

/** Numbers are signed, as .NET takes them. */
export type RegistryData =
  | { readonly kind: 'DWord' | 'QWord'; readonly number: bigint }
  | { readonly kind: 'String' | 'ExpandString' | 'MultiString'; readonly text: string }
  | { readonly kind: 'Binary'; readonly bytes: readonly number[] };

/** Whether the firewalls of some hosts are on. */
export interface HostFirewallTarget {
  readonly hosts: readonly string[];
  readonly enabled: boolean;
  readonly place: Place;
}

/** A ruleset of the ESXi firewall as it is to be on some hosts. */
export interface RulesetTarget {
  readonly hosts: readonly string[];
  readonly id: string;
  readonly enabled: boolean;
  /** `all`, or addresses and networks in canonical notation, each once. */
  readonly allowed: 'all' | readonly string[];
  /** The ports that it opens, in words: `inbound TCP 0-65535`. */
  readonly opens: string;
  /** How the file says that it comes to a host. */
  readonly delivery: 'vib' | 'manual' | 'builtin' | undefined;
  /** How an ESXi without it would be told of it; only where it is to be written by hand. */
  readonly xml: string | undefined;
  readonly place: Place;
}

/** A backup proxy's settings; what is `undefined` is not written in the file. */
export interface ProxyTarget {
  readonly proxy: Proxy;
  readonly transportMode: Proxy['transportMode'] | undefined;
  readonly failoverToNetwork: boolean | undefined;
  readonly maxConcurrentTasks: number | undefined;
  readonly enabled: boolean | undefined;
  readonly datastores: 'automatic' | readonly string[] | undefined;
}

/** An HX system that is to be added to the backup infrastructure. */
export interface StorageTarget {
  readonly system: HxSystem;
  /** The address under which it is added. */
  readonly address: string;
  /** The proxies that may read from it; `undefined`: not written. */
  readonly proxies: 'automatic' | readonly string[] | undefined;
}
