import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { allBoxes, type Box, type Picture } from '../../../server/src/engine/graph/picture.ts';
import { type GraphOptions, pictureOf } from '../../../server/src/engine/graph/topology-graph.ts';
import { entitiesOf } from '../../../server/src/engine/model/topology.ts';
import { siteOf } from './sites.ts';

const engine = createEngine();

const SITE = `topology: 1
hyperflex:
  - { name: hx1, version: 5.0(2e), addedToBackupServer: true, dataNetwork: 10.1.0.0/24, controllerClusterIp: 10.1.0.10 }
  - { name: hx2, dataNetwork: 10.2.0.0/24 }
clusters:
  - { name: cl1, datacenter: East, hyperflex: hx1 }
  - { name: cl2, datacenter: East, hyperflex: hx2 }
  - { name: cl3, hyperflex: hx2 }
hosts:
  - name: esx1
    cluster: cl1
    version: 8.0 U2b
    firewall: { rules: [{ ports: 0-65535, allowedAddresses: ["proxy:*"] }] }
  - { name: esx2, cluster: cl1 }
  - { name: esx3, cluster: cl2 }
  - { name: esx4, cluster: cl3 }
  - { name: alone }
datastores:
  - { name: ds1, hyperflex: hx1 }
proxies:
  - { name: inner, type: virtual, host: esx1, addresses: [10.1.0.21] }
  - { name: beside, type: physical, addresses: [10.1.0.22], enabled: false }
vms:
  - { name: vm1, host: esx1, datastore: ds1 }
  - { name: vm2, host: esx2, datastore: ds1 }
  - { name: vm3, host: esx2, datastore: ds1, snapshot: esxi }
  - { name: vm4, host: esx2, datastore: ds1 }
  - { name: vm5, host: gone, datastore: ds1 }
jobs:
  - { name: nightly, include: [vm1, vm2, vm3, vm5] }
`;

function picture(
  text: string,
  { focus, ...options }: Omit<Partial<GraphOptions>, 'focus'> & { focus?: string } = {},
): Picture {
  const { plan, topology } = engine.analyze('file:///site.topology.yaml', text);
  const entity = [...entitiesOf(topology)].find(({ name }) => name === focus);
  return pictureOf(plan, { title: 'Site', focus: entity, ...options });
}

/** Boxes as an outline, then the lines. */
function outline({ boxes, paths }: Picture): string[] {
  const lines = (list: readonly Box[], indent: string): string[] =>
    list.flatMap(({ caption, title, notes, readers, focused, boxes: inner }) => [
      [
        `${indent}${focused ? '*' : ''}${caption ? `${caption} ` : ''}${title}`,
        ...notes.map(({ text }) => text),
        ...(readers ? [readers] : []),
      ].join(' | '),
      ...lines(inner, `${indent}  `),
    ]);
  return [
    ...lines(boxes, ''),
    ...paths.map(({ from, to, mode, vms }) => `${from.title} -> ${to.title}: ${vms} ${mode}`),
  ];
}

describe('what is drawn', () => {
  it('is all of the topology, and who reads whom', () => {
    expect(outline(picture(SITE))).toEqual([
      'Datacenter East',
      '  Cluster cl1',
      '    HX hx1 · 5.0(2e) | data network 10.1.0.0/24 | cluster IP 10.1.0.10',
      '    esx1 | 1 VM | ESXi 8.0 U2b',
      '      inner | reads 2 VMs | 2 tasks',
      '    esx2 | 3 VMs | 1 VM fails | 1 in no job',
      '  Cluster cl2 | HX hx2',
      '    esx3 | 0 VMs',
      'Cluster cl3 | HX hx2',
      '  esx4 | 0 VMs',
      'alone | 0 VMs',
      'On no known host | 1 VM | 1 VM fails',
      'beside | reads 0 VMs | 2 tasks | disabled | physical',
      'HX hx2 | data network 10.2.0.0/24',
      'esx1 -> inner: 1 directNfsIoVisor',
      'esx2 -> inner: 1 directNfsClusterIp',
    ]);
  });

  it('is folded by clusters, with what is in them counted', () => {
    expect(outline(picture(SITE, { fold: 'clusters' }))).toEqual([
      'Datacenter East',
      '  Cluster cl1 | 2 hosts | 4 VMs | 1 VM fails | 1 in no job | HX hx1 · 10.1.0.0/24 | 1 proxy',
      '  Cluster cl2 | 1 host | 0 VMs | HX hx2 · 10.2.0.0/24',
      'Cluster cl3 | 1 host | 0 VMs | HX hx2 · 10.2.0.0/24',
      'alone | 0 VMs',
      'On no known host | 1 VM | 1 VM fails',
      'beside | reads 0 VMs | 2 tasks | disabled | physical',
      'HX hx2 | data network 10.2.0.0/24',
      'cl1 -> cl1: 1 directNfsIoVisor',
      'cl1 -> cl1: 1 directNfsClusterIp',
    ]);
  });

  it('is folded by datacenters', () => {
    expect(outline(picture(SITE, { fold: 'datacenters' })).slice(0, 2)).toEqual([
      'Datacenter East | 2 clusters | 3 hosts | 4 VMs | 1 VM fails | 1 in no job | 2 HX systems | 1 proxy',
      'In no datacenter | 1 cluster | 2 hosts | 0 VMs | HX hx2 · 10.2.0.0/24',
    ]);
  });

  it('is folded where a view folds it', () => {
    const { boxes } = picture(SITE, { own: new Map([['cluster cl1', true]]) });
    expect([...allBoxes(boxes)].filter(({ folded }) => folded).map(({ title }) => title)).toEqual(['cl1']);
  });

  it('is what a host is tied to, where the picture is about that', () => {
    expect(outline(picture(SITE, { focus: 'esx2' }))).toEqual([
      'Datacenter East',
      '  Cluster cl1',
      '    HX hx1 · 5.0(2e) | data network 10.1.0.0/24 | cluster IP 10.1.0.10',
      '    esx1 | 0 of 1 VM | ESXi 8.0 U2b',
      '      inner | reads 1 VM | 2 tasks',
      '    *esx2 | 3 VMs | 1 VM fails | 1 in no job',
      'esx2 -> inner: 1 directNfsClusterIp',
    ]);
  });

  it.each(['hx1', 'cl1', 'esx1', 'ds1', 'inner', 'nightly'])('tells of %s who reads and who is read', (focus) => {
    const lines = outline(picture(SITE, { focus }));
    expect(lines).toContain('esx1 -> inner: 1 directNfsIoVisor');
    expect(lines).toContain('esx2 -> inner: 1 directNfsClusterIp');
    expect(lines.some((line) => line.includes('beside'))).toBe(false);
  });

  it('is one VM’s way, where the picture is about that', () => {
    const lines = outline(picture(SITE, { focus: 'vm2' }));
    expect(lines).toContain('    esx2 | 1 of 3 VMs');
    expect(lines.filter((line) => line.includes('->'))).toEqual(['esx2 -> inner: 1 directNfsClusterIp']);
  });
});

describe('what is too much', () => {
  it('is folded by clusters: 2,000 hosts', () => {
    const { boxes, paths } = picture(largeTopology(50_000));
    const all = [...allBoxes(boxes)];
    expect(all.length).toBeLessThanOrEqual(150);
    expect(all.filter(({ kind }) => kind === 'cluster')).toHaveLength(2000 / 16);
    expect(paths.reduce((sum, { vms }) => sum + vms, 0)).toBe(50_000);
  });

  it('has the proxies beside in one box before datacenters are folded', () => {
    const clusters = Array.from({ length: 60 }, (_, index) => ({ name: `cl${index}`, datacenter: 'dc' }));
    const hosts = clusters.map(({ name }) => ({ name: `esx-${name}`, cluster: name }));
    const datastores = [{ name: 'ds', type: 'nfs3', clusters: clusters.map(({ name }) => name) }];
    const proxies = Array.from({ length: 6 }, (_, index) => ({ name: `p${index}`, type: 'physical', addresses: [] }));
    const vms = hosts.flatMap(({ name }) =>
      proxies.map((_, index) => ({ name: `vm${index}-${name}`, host: name, datastore: 'ds' })),
    );
    const site = { topology: 1, clusters, hosts, datastores, proxies, vms };
    const { boxes, paths } = picture(JSON.stringify(site, undefined, 1));
    expect(boxes.map(({ title }) => title)).toEqual(['dc', '6 proxies']);
    expect(boxes[0]!.boxes).toHaveLength(60);
    expect(paths).toHaveLength(60);
  });

  it('is gathered: more datacenters than there may be boxes', () => {
    const datacenters = Array.from({ length: 400 }, (_, index) => ({ name: `cl${index}`, datacenter: `dc${index}` }));
    const hosts = datacenters.map(({ name }) => ({ name: `esx-${name}`, cluster: name }));
    const datastores = [{ name: 'ds', type: 'nfs3', clusters: datacenters.map(({ name }) => name) }];
    const vms = hosts.slice(100, 110).map(({ name }) => ({ name: `vm-${name}`, host: name, datastore: 'ds' }));
    const { boxes } = picture(
      JSON.stringify({ topology: 1, clusters: datacenters, hosts, datastores, vms }, undefined, 1),
    );
    expect(boxes.length).toBeLessThanOrEqual(150);
    expect(boxes.filter(({ title }) => /^dc10\d$/.test(title))).toHaveLength(10);
    const rest = boxes.at(-1)!;
    expect(rest.title).toBe(`and ${400 - (boxes.length - 1)} more`);
    expect(rest.notes[0]!.text).toBe(`${400 - (boxes.length - 1)} datacenters`);
  });

  it('is all drawn when that is asked for', () => {
    expect([...allBoxes(picture(largeTopology(10_000), { fold: 'none' }).boxes)]).toHaveLength(1 + 25 + 25 + 400 + 100);
  });
});

it('no VM that is planned is left out, however it is folded', () => {
  for (const seed of [1, 2, 3]) {
    const text = siteOf(seed, { clusters: 6, hostsEach: 4, hostile: 0 });
    const planned = engine.analyze('file:///site.topology.yaml', text).plan.vms.filter(({ mode }) => mode).length;
    for (const fold of ['none', 'clusters', 'datacenters'] as const) {
      expect(picture(text, { fold }).paths.reduce((sum, { vms }) => sum + vms, 0)).toBe(planned);
    }
  }
});
