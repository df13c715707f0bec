import { describe, expect, it } from 'vitest';
import { changed, planOf, type Site, vmPlanOf } from './site.ts';

type Change = (site: Site) => void;

const hotAddOnly: Change = (site) => {
  for (const proxy of site.proxies) proxy.addresses = ['10.99.0.1'];
};
const mode =
  (
    value: unknown,
    type = 'REG_DWORD',
    key = 'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication',
    name = 'EnableSameHostHotaddMode',
  ): Change =>
  (site) => {
    site.backupServer.registry = [...((site.backupServer.registry as unknown[]) ?? []), { key, name, type, value }];
  };
/** `p1` on the VM's host, `p2` on the other one. */
const second: Change = (site) => {
  site.proxies.push({ ...site.proxies[0], name: 'p2', host: 'esx2' });
};
const apply = (...changes: Change[]): Site =>
  changed((site) => {
    for (const change of changes) change(site);
  });
const answer = (...changes: Change[]): unknown => {
  const { mode: planned, proxy, alternatives, forced } = vmPlanOf(apply(...changes));
  return [planned, proxy?.name, alternatives.map(({ name }) => name), forced];
};
const vmOnOther: Change = (site) => (site.vms[0]!.host = 'esx2');
const onlyFirst: Change = (site) => {
  site.proxies = [site.proxies[0]!];
};

describe('EnableSameHostHotaddMode', () => {
  it.each<[what: string, Change[], unknown]>([
    [
      'absent: any proxy may HotAdd, one on the host first',
      [second, vmOnOther, hotAddOnly],
      ['virtualAppliance', 'p2', ['p1'], false],
    ],
    ['0: as absent', [second, vmOnOther, hotAddOnly, mode(0)], ['virtualAppliance', 'p2', ['p1'], false]],
    [
      '1: only proxies on the host, if one qualifies',
      [second, vmOnOther, hotAddOnly, mode(1)],
      ['virtualAppliance', 'p2', [], false],
    ],
    ['1: another one where none does', [vmOnOther, hotAddOnly, mode(1)], ['virtualAppliance', 'p1', [], false]],
    ['2: only proxies on the host', [second, vmOnOther, hotAddOnly, mode(2)], ['virtualAppliance', 'p2', [], false]],
    ['2: others are forced to Network mode', [vmOnOther, hotAddOnly, mode(2)], ['network', 'p1', [], true]],
    [
      '2: whatever their failoverToNetwork says',
      [
        vmOnOther,
        hotAddOnly,
        mode(2),
        (site) => (site.proxies[0]!.failoverToNetwork = false),
        (site) => (site.proxies[0]!.transportMode = 'virtualAppliance'),
      ],
      ['network', 'p1', [], true],
    ],
    ['hexadecimal', [vmOnOther, hotAddOnly, mode('0x2')], ['network', 'p1', [], true]],
    ['DWORD for REG_DWORD', [vmOnOther, hotAddOnly, mode(2, 'DWORD')], ['network', 'p1', [], true]],
    [
      'names and keys without regard to case, HKEY_LOCAL_MACHINE, a trailing backslash',
      [
        vmOnOther,
        hotAddOnly,
        mode(
          2,
          'DWORD',
          'HKEY_LOCAL_MACHINE\\Software\\VEEAM\\Veeam Backup and Replication\\',
          'enablesamehosthotaddmode',
        ),
      ],
      ['network', 'p1', [], true],
    ],
    ['another type is no setting', [vmOnOther, hotAddOnly, mode(2, 'REG_SZ')], ['virtualAppliance', 'p1', [], false]],
    ['another value is no setting', [vmOnOther, hotAddOnly, mode(3)], ['virtualAppliance', 'p1', [], false]],
    [
      'another key is no setting',
      [vmOnOther, hotAddOnly, mode(2, 'DWORD', 'HKLM\\SOFTWARE\\Wow6432Node\\Veeam\\Veeam Backup and Replication')],
      ['virtualAppliance', 'p1', [], false],
    ],
    [
      'the first of two counts, even when it is not usable',
      [vmOnOther, hotAddOnly, mode(2, 'REG_SZ'), mode(2)],
      ['virtualAppliance', 'p1', [], false],
    ],
    [
      'an appliance has no registry',
      [vmOnOther, hotAddOnly, mode(2), (site) => (site.backupServer.platform = 'softwareAppliance')],
      ['virtualAppliance', 'p1', [], false],
    ],
    [
      'an appliance has a configuration',
      [
        vmOnOther,
        hotAddOnly,
        (site) =>
          Object.assign(site.backupServer, {
            platform: 'softwareAppliance',
            configuration: { EnableSameHostHotaddMode: 2 },
          }),
      ],
      ['network', 'p1', [], true],
    ],
    [
      '2: a VM of IDE disks forces nobody',
      [
        vmOnOther,
        hotAddOnly,
        mode(2),
        (site) => {
          site.vms[0] = { name: 'vm', host: 'esx2', disks: [{ datastore: 'ds', bus: 'ide' }] };
        },
      ],
      ['network', 'p1', [], false],
    ],
  ])('%s', (_what, changes, expected) => {
    expect(answer(...changes)).toEqual(expected);
  });
});

describe('among equals', () => {
  const vms =
    (count: number): Change =>
    (site) => {
      site.vms = Array.from({ length: count }, (_, index) => ({ name: `vm${index}`, host: 'esx1', datastore: 'ds' }));
    };
  const picks = (...changes: Change[]): (string | undefined)[] =>
    planOf(apply(...changes)).vms.map(({ proxy }) => proxy?.name);
  const third: Change = (site) => site.proxies.push({ ...site.proxies[0], name: 'p3' });

  it('the least busy goes first, ties in file order', () => {
    expect(picks(second, third, vms(5))).toEqual(['p1', 'p2', 'p3', 'p1', 'p2']);
  });
  it('load counts against maxConcurrentTasks', () => {
    expect(picks(second, vms(4), (site) => (site.proxies[1]!.maxConcurrentTasks = 6))).toEqual([
      'p2',
      'p2',
      'p1',
      'p2',
    ]);
  });
  it('every disk is a task', () => {
    expect(
      picks(second, vms(3), (site) => {
        site.vms[0] = {
          name: 'vm0',
          host: 'esx1',
          disks: [{ datastore: 'ds' }, { datastore: 'ds' }, { datastore: 'ds' }],
        };
      }),
    ).toEqual(['p1', 'p2', 'p2']);
  });
  it('each job starts with no load', () => {
    expect(picks(second, vms(1), (site) => site.jobs!.push({ name: 'again', include: ['*'] }))).toEqual(['p1', 'p1']);
  });
  it('in Network mode a proxy on the management network goes first, where the job chooses by itself', () => {
    const network: Change = (site) => {
      site.proxies[0]!.addresses = ['10.99.0.1'];
      for (const proxy of site.proxies) proxy.transportMode = 'network';
    };
    expect(picks(second, vms(3), network)).toEqual(['p2', 'p2', 'p2']);
    expect(picks(second, vms(3), network, (site) => (site.jobs![0]!.proxies = ['p1', 'p2']))).toEqual([
      'p1',
      'p2',
      'p1',
    ]);
  });
  it('a disabled proxy is never picked', () => {
    expect(picks(second, onlyFirst, second, vms(2), (site) => (site.proxies[0]!.enabled = false))).toEqual([
      'p2',
      'p2',
    ]);
  });
});

describe('jobs', () => {
  const two: Change = (site) => site.vms.push({ name: 'web-1', host: 'esx2', datastore: 'nas' });
  const jobs =
    (...list: Record<string, unknown>[]): Change =>
    (site) =>
      (site.jobs = list);
  const planned = (...changes: Change[]): string[] =>
    planOf(apply(two, ...changes)).vms.map(({ job, vm }) => `${job.name}/${vm.name}`);

  it.each<[unknown, string[]]>([
    ['vm', ['j/vm']],
    ['VM', ['j/vm']],
    ['w*', ['j/web-1']],
    ['W*', []],
    ['web-?', ['j/web-1']],
    [{ vm: '*' }, ['j/vm', 'j/web-1']],
    [{ host: 'esx2' }, ['j/web-1']],
    [{ cluster: 'cl' }, ['j/vm', 'j/web-1']],
    [{ datastore: 'nas' }, ['j/web-1']],
    [{ hyperflex: 'hx' }, ['j/vm']],
    ['nobody', []],
  ])('%j selects %j', (selector, expected) => {
    expect(planned(jobs({ name: 'j', include: [selector] }))).toEqual(expected);
  });
  it('excludes beat includes', () => {
    expect(planned(jobs({ name: 'j', include: ['*'], exclude: ['web-*'] }))).toEqual(['j/vm']);
    expect(
      planOf(apply(two, jobs({ name: 'j', include: ['*'], exclude: ['web-*'] }))).unprotected.map(({ name }) => name),
    ).toEqual(['web-1']);
  });
  it('without jobs there is one implied job; with an empty list there is none', () => {
    expect(planned((site) => delete site.jobs)).toEqual(['(implied)/vm', '(implied)/web-1']);
    expect(planned(jobs())).toEqual([]);
  });
});
