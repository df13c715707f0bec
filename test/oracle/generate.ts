/** Random topology files that are mostly plausible, now and then odd, and always sound YAML. */
import { backupServer } from './backup-server.ts';
import { type Mapping, names, odd, type Site } from './parts.ts';
import { Alias, Anchored, print, type Value } from './print.ts';
import { Random } from './random.ts';
import { cluster, datastores, host, system } from './sites.ts';
import { jobs, proxy, vm } from './workloads.ts';

export interface GenerateOptions {
  /** 0 for plausible sites only, 1 for the oddest; by default the seed decides. */
  mess?: number;
  /** Seeds the style of printing alone: the same topology in another dress. */
  style?: number;
}

/**
 * A small topology file: up to 2 HX systems, 6 hosts, 6 proxies, 8 VMs and 3 jobs.
 * @param seed any whole number; one seed gives one text
 */
export function generateTopology(seed: number, options: GenerateOptions = {}): { text: string } {
  const random = new Random(seed);
  const drawn = random.pick([0, 0.3, 0.3, 1]);
  return { text: print(topology(random, options.mess ?? drawn), new Random(options.style ?? seed)) };
}

function topology(random: Random, mess: number): Mapping {
  const built = random.pick(['any', 'any', 'directNfs', 'hotAdd'] as const);
  const site: Site = {
    random,
    mess,
    built,
    systems: [],
    clusters: [],
    hosts: [],
    datastores: [],
    proxies: [],
    vms: [],
  };
  site.systems = names(
    site,
    'hx',
    random.weighted([
      [1, 0],
      [6, 1],
      [3, 2],
    ]),
  );
  site.clusters = names(
    site,
    'cl',
    random.weighted([
      [1, 0],
      [built === 'hotAdd' ? 30 : 5, 1],
      [3, 2],
      [1, 3],
    ]),
  );
  site.hosts = names(site, 'esx', odd(site, 0.02) ? 0 : random.int(1, 6));
  site.proxies = names(site, 'proxy', odd(site, 0.03) ? 0 : random.int(1, 6));
  const onHx = site.systems.length === 0 ? 0 : site.systems.length + random.int(0, 2);
  const others = random.some(['vmfs0', 'nas0', 'nas1'], 0.6);
  site.datastores = [...Array.from({ length: onHx }, (_, index) => `ds${index}`), ...others];
  if (odd(site, 0.06)) site.datastores.push(random.pick(['ds0', 'DS0', 'nas0']));
  site.vms = Array.from({ length: random.int(1, 8) }, (_, index) =>
    index > 0 && odd(site, 0.03) ? 'SQL-0' : `${random.pick(['sql', 'web', 'app'])}-${index}`,
  );

  const sections: Mapping = {
    name: random.chance(0.3) ? 'Munich: production' : undefined,
    backupServer: backupServer(site),
    hyperflex: section(
      site.systems.map((name, index) => system(site, name, index)),
      random,
    ),
    clusters: section(
      site.clusters.map((name) => cluster(site, name)),
      random,
    ),
    hosts: section(
      site.hosts.map((name) => host(site, name)),
      random,
    ),
    datastores: section(datastores(site), random),
    proxies: section(
      site.proxies.map((name, index) => proxy(site, name, index)),
      random,
    ),
    vms: section(
      site.vms.map((name) => vm(site, name)),
      random,
    ),
    jobs: jobs(site),
  };
  return { topology: 1, ...(random.chance(0.06) ? shuffled(sections, random) : sections) };
}

/** A section's list; where it is empty, the key may be left out or stand alone. */
function section(items: Mapping[], random: Random): Value | undefined {
  if (items.length === 0) return random.pick<Value | undefined>([undefined, undefined, null, []]);
  return random.chance(0.08) ? shared(items, random) : items;
}

/** The items with an anchor on an earlier one, which a later one merges or whose list it shares. */
function shared(items: Mapping[], random: Random): Value {
  if (items.length < 2) return items;
  const first = random.int(0, items.length - 2);
  const later = random.int(first + 1, items.length - 1);
  const [base, other] = [items[first]!, items[later]!];
  const anchor = `a${first}`;
  const key = ['firewall', 'addresses', 'disks'].find((name) => base[name] != null);
  if (key !== undefined && random.chance(0.5)) {
    const withAnchor = { ...base, [key]: new Anchored(anchor, base[key]!) };
    return items.with(first, withAnchor).with(later, { ...other, [key]: new Alias(anchor) });
  }
  // A merge key fills in what the item leaves out; a list of aliases does the same.
  const merged = random.chance(0.2) ? [new Alias(anchor)] : new Alias(anchor);
  return (items as Value[]).with(first, new Anchored(anchor, base)).with(later, { '<<': merged, ...other });
}

function shuffled(sections: Mapping, random: Random): Mapping {
  return Object.fromEntries(random.shuffled(Object.entries(sections)));
}
