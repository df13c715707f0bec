/** Small parts that several sections of a generated topology share. */
import type { Value } from './print.ts';
import type { Random } from './random.ts';

export type Mapping = { [key: string]: Value | undefined };

/** What the sections of one file know of each other while they are made. */
export interface Site {
  random: Random;
  /** 0 for a plausible site, up to 1 for one where much is odd. */
  mess: number;
  /** What the site is built for: its proxies and hosts lean to that. */
  built: 'any' | 'directNfs' | 'hotAdd';
  systems: string[];
  clusters: string[];
  hosts: string[];
  datastores: string[];
  proxies: string[];
  vms: string[];
}

/** True with a probability that grows with the site's mess. */
export function odd(site: Site, probability: number): boolean {
  return site.random.chance(probability * site.mess);
}

/** A reference as it is written: now and then in another case, seldom to nothing. */
export function reference(site: Site, name: string): string {
  if (odd(site, 0.03)) return site.random.pick([name.toUpperCase(), name[0]!.toUpperCase() + name.slice(1)]);
  return odd(site, 0.015) ? `${name}-gone` : name;
}

/** References to some of the names. */
export function references(site: Site, names: readonly string[], probability: number): string[] {
  const some = site.random.some(names, probability);
  const ordered = site.random.chance(0.3) ? site.random.shuffled(some) : some;
  return ordered.map((name) => reference(site, name));
}

/** Names of a kind: `esx0`, `esx1`, …, seldom one twice, or one that only differs in case, or one that looks like a number. */
export function names(site: Site, stem: string, count: number): string[] {
  const numbers = odd(site, 0.05);
  return Array.from({ length: count }, (_, index) => {
    if (index > 0 && odd(site, 0.03)) return site.random.pick([`${stem}0`, `${stem.toUpperCase()}0`]);
    if (numbers && odd(site, 0.5)) return site.random.pick([`00${index}`, `${index}.0`, `1e${index}`, `0x${index}`]);
    return odd(site, 0.02) ? `${stem}-ü ${index}` : `${stem}${index}`;
  });
}

/** A key's value, or nothing: then the key is not written. */
export function maybe<T>(site: Site, probability: number, value: () => T): T | undefined {
  return site.random.chance(probability) ? value() : undefined;
}

/** The data address of the proxy at an index on the HX system at another. */
export function dataAddress(system: number, proxy: number): string {
  return `10.10.${50 + system}.${21 + proxy}`;
}
