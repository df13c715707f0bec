import { count } from '../explain/labels.ts';
import { grouped } from '../explain/traffic.ts';
import type { Cluster, Entity, Host, HxSystem, Proxy } from '../model/entities.ts';
import { type Folding, foldKey, isFolded } from './fold.ts';
import { PathDrawing } from './paths.ts';
import type { Box, BoxKind, Note, Picture } from './picture.ts';
import type { Scope } from './scope.ts';
import { Tally } from './tally.ts';
import { drawable } from './text.ts';

/** Draws the scope: datacenters with their clusters, these with their HX system and hosts, and the proxies in those. */
export function draw(scope: Scope, folding: Folding, title: string): Picture {
  return new Drawing(scope, folding).draw(title);
}

/** Hosts that share a datacenter. Those in no cluster, or in one that names none, share an implied one. */
interface Datacenter {
  readonly name: string | undefined;
  readonly clusters: readonly Cluster[];
  /** All of its hosts, those of its clusters included. */
  readonly hosts: readonly Host[];
}

type Parts = Partial<Box> & Pick<Box, 'title'>;

class Drawing {
  readonly #scope: Scope;
  readonly #folding: Folding;
  readonly #tally: Tally;
  readonly #paths = new PathDrawing();
  readonly #hosts: ReadonlySet<Host>;
  readonly #proxies: ReadonlyMap<Host | undefined, readonly Proxy[]>;
  /** The systems that are drawn within a cluster: all of their hosts are in it. */
  readonly #systems: ReadonlyMap<Cluster, readonly HxSystem[]>;
  #ids = 0;

  constructor(scope: Scope, folding: Folding) {
    this.#scope = scope;
    this.#folding = folding;
    this.#tally = new Tally(scope);
    this.#hosts = new Set(scope.hosts);
    this.#proxies = grouped(scope.proxies, ({ host }) => [host && this.#hosts.has(host) ? host : undefined]);
    this.#systems = systemsWithin(scope);
  }

  draw(title: string): Picture {
    const boxes = [...this.#datacenters(), ...this.#unplaced(), ...this.#besideProxies(), ...this.#besideSystems()];
    return { title: drawable(title), boxes, paths: this.#paths.paths(this.#scope.plans) };
  }

  #datacenters(): Box[] {
    const datacenters = datacentersOf(this.#scope);
    // Some boxes are left for what stands beside the datacenters.
    const room = this.#folding.most - 4;
    if (this.#folding.level !== 'datacenters' || datacenters.length <= room) {
      return datacenters.flatMap((each) => this.#datacenter(each));
    }
    const largest = new Set(
      [...datacenters].sort((a, b) => this.#tally.vms(b.hosts) - this.#tally.vms(a.hosts)).slice(0, room - 1),
    );
    const rest = datacenters.filter((each) => !largest.has(each));
    const hosts = rest.flatMap((each) => each.hosts);
    return [
      ...datacenters.filter((each) => largest.has(each)).flatMap((each) => this.#datacenter(each)),
      this.#folded('others', undefined, { title: `and ${rest.length} more` }, hosts, hosts, {
        text: count(rest.length, 'datacenter'),
        tone: 'plain',
      }),
    ];
  }

  #datacenter({ name, clusters, hosts }: Datacenter): Box[] {
    const byLevel = this.#folding.level === 'datacenters';
    const key = name === undefined ? undefined : foldKey('datacenter', name);
    const parts = { title: name ?? 'In no datacenter', foldKey: key, place: clusters[0]?.value.datacenter };
    if (key === undefined ? byLevel : isFolded(this.#folding, key, byLevel)) {
      const whole = new Set(clusters.flatMap((cluster) => cluster.hosts).concat(hosts));
      const kind = name === undefined ? 'others' : 'datacenter';
      const more: Note = { text: count(clusters.length, 'cluster'), tone: 'plain' };
      return [this.#folded(kind, undefined, parts, hosts, [...whole], more)];
    }
    const alone = hosts.filter(({ cluster }) => !cluster);
    const together = this.#folding.level !== 'none' && alone.length > 1;
    const boxes = [
      ...clusters.map((cluster) => this.#cluster(cluster)),
      ...(together
        ? [this.#folded('others', undefined, { title: 'In no cluster' }, alone, alone)]
        : alone.map((host) => this.#host(host))),
    ];
    if (name === undefined) return boxes;
    return [this.#box('datacenter', undefined, { ...parts, caption: 'Datacenter', boxes })];
  }

  #cluster(cluster: Cluster): Box {
    const hosts = this.#scope.hosts.filter((host) => host.cluster === cluster);
    const parts = { title: cluster.name, foldKey: foldKey('cluster', cluster.name) };
    if (hosts.length === 0) return this.#folded('cluster', cluster, { title: cluster.name }, hosts, cluster.hosts);
    if (isFolded(this.#folding, parts.foldKey, this.#folding.level !== 'none')) {
      return this.#folded('cluster', cluster, parts, hosts, cluster.hosts);
    }
    const systems = this.#systems.get(cluster) ?? [];
    const elsewhere = cluster.system && !systems.includes(cluster.system) ? cluster.system : undefined;
    return this.#box('cluster', cluster, {
      ...parts,
      caption: 'Cluster',
      notes: elsewhere ? [{ text: `HX ${elsewhere.name}`, tone: 'quiet' }] : [],
      boxes: [...systems.map((system) => this.#system(system)), ...hosts.map((host) => this.#host(host))],
    });
  }

  #host(host: Host): Box {
    const version = host.value.version?.node.text;
    const own = host.system && host.system !== host.cluster?.system ? host.system : undefined;
    const box = this.#box('host', host, {
      title: host.name,
      notes: [
        ...this.#tally.vmNotes([host]),
        ...(version ? [{ text: `ESXi ${version}`, tone: 'quiet' as const }] : []),
        ...(own ? [{ text: `HX ${own.name}`, tone: 'quiet' as const }] : []),
      ],
      boxes: (this.#proxies.get(host) ?? []).map((proxy) => this.#proxy(proxy)),
    });
    this.#paths.lives(host, box);
    return box;
  }

  #proxy(proxy: Proxy): Box {
    const read = this.#paths.vmsReadBy(proxy, this.#scope.plans);
    const box = this.#box('proxy', proxy, {
      title: proxy.name,
      notes: [
        { text: `reads ${count(read, 'VM')}`, tone: 'plain' },
        { text: count(proxy.maxConcurrentTasks, 'task'), tone: 'quiet' },
        ...(proxy.enabled ? [] : [{ text: 'disabled', tone: 'trouble' as const }]),
        ...(proxy.virtual === false ? [{ text: 'physical', tone: 'quiet' as const }] : []),
      ],
    });
    this.#paths.reads(proxy, box);
    return box;
  }

  #system(system: HxSystem): Box {
    const { version, dataNetwork, controllerClusterIp } = system.value;
    const quiet = (name: string, value: { node: { text: string } } | undefined): string[] =>
      value ? [`${name} ${value.node.text}`] : [];
    const network = [...quiet('data network', dataNetwork), ...quiet('cluster IP', controllerClusterIp)];
    return this.#box('hyperflex', system, {
      caption: 'HX',
      title: version ? `${system.name} · ${version.node.text}` : system.name,
      notes: network.map((text) => ({ text, tone: 'quiet' })),
    });
  }

  /** One box for hosts and all that is on them. */
  #folded(
    kind: BoxKind,
    entity: Entity | undefined,
    parts: Parts,
    hosts: readonly Host[],
    whole: readonly Host[],
    ...more: readonly Note[]
  ): Box {
    const proxies = hosts.flatMap((host) => this.#proxies.get(host) ?? []);
    const box = this.#box(kind, entity, {
      ...parts,
      caption: kind === 'cluster' ? 'Cluster' : kind === 'datacenter' ? 'Datacenter' : undefined,
      notes: [...more, ...this.#tally.foldedNotes(hosts, whole)],
      readers: proxies.length > 0 ? proxyCount(proxies.length) : undefined,
      folded: true,
    });
    for (const host of hosts) this.#paths.lives(host, box);
    for (const proxy of proxies) this.#paths.reads(proxy, box);
    return box;
  }

  /** VMs whose host nobody declares. */
  #unplaced(): Box[] {
    if (this.#tally.vms([undefined]) === 0) return [];
    return [this.#box('others', undefined, { title: 'On no known host', notes: this.#tally.vmNotes([undefined]) })];
  }

  /** The proxies that run on no host of the picture: physical ones, above all. */
  #besideProxies(): Box[] {
    const proxies = this.#proxies.get(undefined) ?? [];
    if (!this.#folding.beside || proxies.length < 2) return proxies.map((proxy) => this.#proxy(proxy));
    const box = this.#box('others', undefined, {
      title: proxyCount(proxies.length),
      notes: [{ text: 'on no host', tone: 'quiet' }],
      folded: true,
    });
    for (const proxy of proxies) this.#paths.reads(proxy, box);
    return [box];
  }

  /** The systems that are not within one cluster. */
  #besideSystems(): Box[] {
    const within = new Set([...this.#systems.values()].flat());
    const systems = this.#scope.systems.filter((system) => !within.has(system));
    if (!this.#folding.beside || systems.length < 2) return systems.map((system) => this.#system(system));
    return [this.#box('others', undefined, { title: count(systems.length, 'HX system'), folded: true })];
  }

  #box(kind: BoxKind, entity: Entity | undefined, parts: Parts): Box {
    return {
      id: `b${++this.#ids}`,
      kind,
      entity,
      place: parts.place ?? entity?.namePlace ?? entity?.value,
      caption: parts.caption,
      title: drawable(parts.title),
      notes: (parts.notes ?? []).map(({ text, tone }) => ({ text: drawable(text), tone })),
      readers: parts.readers,
      boxes: parts.boxes ?? [],
      folded: parts.folded ?? false,
      foldKey: parts.foldKey,
      focused: entity !== undefined && entity === this.#scope.focus,
    };
  }
}

function proxyCount(number: number): string {
  return `${number} ${number === 1 ? 'proxy' : 'proxies'}`;
}

function datacentersOf({ clusters, hosts }: Scope): Datacenter[] {
  const named = grouped(clusters, ({ datacenter }) => [datacenter]);
  const around = grouped(hosts, ({ cluster }) => [cluster?.datacenter]);
  return [...new Set([...named.keys(), ...around.keys()])].map((name) => ({
    name,
    clusters: named.get(name) ?? [],
    hosts: around.get(name) ?? [],
  }));
}

function systemsWithin({ plan, systems }: Scope): Map<Cluster, HxSystem[]> {
  const hosts = grouped(plan.topology.hosts, ({ system }) => (system ? [system] : []));
  return grouped(systems, (system) => {
    const [cluster, ...others] = new Set(hosts.get(system)?.map((host) => host.cluster));
    return cluster && others.length === 0 ? [cluster] : [];
  });
}
