import { describe, expect, it } from 'vitest';
import { type Completion, plainText } from '../../../server/src/engine/complete/completion.ts';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { applied, check } from './support.ts';

const SITE = `topology: 1
hyperflex:
  - { name: hx-ber, dataNetwork: 10.20.50.0/24 }
  - name: hx-muc
    version: 5.0(2e)
    addedToBackupServer: true
    dataNetwork: 10.10.50.0/24
    controllerClusterIp: 10.10.50.10
clusters:
  - { name: cl-ber, hyperflex: hx-ber }
  - { name: cl-muc, hyperflex: hx-muc, managementNetwork: 10.10.10.0/24 }
hosts:
  - { name: ber01, cluster: cl-ber, dataIp: 10.20.50.101 }
  - { name: muc01, cluster: cl-muc, dataIp: 10.10.50.101, managementIp: 10.10.10.101 }
  - { name: muc02, cluster: cl-muc, dataIp: 10.10.50.102 }
datastores:
  - { name: ds-ber, hyperflex: hx-ber }
  - { name: ds-muc, hyperflex: hx-muc }
proxies:
  - { name: far, type: virtual, host: ber01, addresses: [10.20.50.21] }
  - { name: disabled, type: physical, addresses: [10.10.50.20], enabled: false }
  - { name: near, type: virtual, host: muc01, addresses: [10.10.10.21, 10.10.50.21] }
vms:
  - { name: web01, host: muc01, datastore: ds-muc }
  - { name: web02, host: muc02, datastore: ds-muc }
  - { name: sql, host: ber01, datastore: ds-ber }
jobs:
  - name: nightly
    include: [web*]
`;

/** The site with another line in place of one of its own, or below one. */
const instead = (line: string, by: string): string => {
  expect(SITE).toContain(line);
  return SITE.replace(line, by);
};
const inVms = (marked: string): string => instead('jobs:\n', `${marked}\njobs:\n`);
const inJob = (marked: string): string => instead('    include: [web*]\n', marked);
const ruleOf = (owner: string, allowed: string): string =>
  instead(
    `name: ${owner},`,
    `name: ${owner}, firewall: { rules: [{ ports: 0-65535, allowedAddresses: ${allowed} }] },`,
  );

describe('names in a topology file', () => {
  it('of hosts put first those that mount the datastore that stands beside', async () => {
    const details = { muc02: 'goes with ds-muc' };
    await check(inVms('  - { name: a, datastore: ds-muc, host: $0 }'), { all: ['muc01', 'muc02', 'ber01'], details });
    await check(inVms('  - name: a\n    host: $0\n    datastore: ds-muc'), { first: ['muc01', 'muc02', 'ber01'] });
    await check(inVms('  - name: a\n    disks:\n      - datastore: ds-muc\n    host: $0'), { first: ['ber01'] });
  });

  it('of datastores put first those that the host mounts, also from within a disk', async () => {
    await check(inVms('  - { name: a, host: muc01, datastore: $0'), { all: ['ds-muc', 'ds-ber'] });
    await check(inVms('  - name: a\n    host: muc01\n    disks:\n      - name: b\n        datastore: $0'), {
      all: ['ds-muc', 'ds-ber'],
    });
  });

  it('go by the format: clusters, HX systems, proxies, datastores and VMs, each where its kind is wanted', async () => {
    await check(instead('cluster: cl-muc, dataIp: 10.10.50.102', 'hyperflex: hx-muc, cluster: $0'), {
      all: ['cl-muc', 'cl-ber'],
    });
    await check(instead('ds-muc, hyperflex: hx-muc', 'ds-muc, hyperflex: hx-$0'), { all: ['hx-ber', 'hx-muc'] });
    await check(instead('addresses: [10.20.50.21]', 'addresses: [10.20.50.21], connectedDatastores: [ds-ber, $0]'), {
      all: ['ds-muc'],
    });
    await check(instead('controllerClusterIp: 10.10.50.10', 'accessProxies: [$0]'), {
      first: ['disabled', 'near', 'far'],
      details: { near: 'goes with hx-muc' },
    });
    await check(instead('host: muc01, addresses', 'vm: $0, addresses'), { all: ['web01', 'web02', 'sql'] });
  });

  it('in a list leave out what is there, and write the list where none is', async () => {
    await check(inJob('    include: ["*"]\n    proxies: [near, $0]\n'), { all: ['far', 'disabled'] });
    await check(inJob('    include: ["*"]\n    proxies:\n      - far\n      - $0\n'), { all: ['disabled', 'near'] });
    const job = SITE.replace('    include: [web*]\n', '');
    await check(inJob('    proxies: $0\n'), {
      all: ['far', 'disabled', 'near', 'automatic'],
      writes: { near: `${job}    proxies: [near]\n`, automatic: `${job}    proxies: automatic\n` },
    });
    await check(inJob('    proxies:\n      $0\n'), { writes: { near: `${job}    proxies:\n      - near\n` } });
    await check(inJob('    proxies: "$0"\n'), { all: ['automatic'] });
  });

  it('replace the whole word, and are found in text that does not parse', async () => {
    const rest = inVms('  - { name: a, host: muc02, datastore: ds-muc }');
    await check(inVms('  - { name: a, host: b$0er01, datastore: ds-muc }'), { writes: { muc02: rest } });
    await check(inVms('  - { name: a, host: "b$0er01", datastore: ds-muc }'), {
      writes: { muc02: rest.replace(': muc02, datastore: ds-muc }\njobs', ': "muc02", datastore: ds-muc }\njobs') },
    });
    await check(`${SITE}\nvms: [ } {\nproxies:\n  - name: p\n    host: m$0`, { first: [] });
    await check(inVms('  - name: a\n    host: "mu$0'), { all: ['ber01', 'muc01', 'muc02'] });
  });

  it('come from all files of the topology', async () => {
    await check(`topology: 1\ninclude: [b.yaml]\nvms:\n  - { name: a, host: $0 }\n# //- b.yaml\n${SITE}`, {
      all: ['ber01', 'muc01', 'muc02'],
    });
  });

  it('of many are cut to those that match, and say that there are more', async () => {
    const hosts = Array.from({ length: 5000 }, (_, index) => `  - name: esx${index}\n`).join('');
    const found = await check(`topology: 1\nhosts:\n${hosts}vms:\n  - { name: a, host: e49$0 }\n`, {
      first: ['esx49'],
    });
    expect(found.length).toBeLessThanOrEqual(200);
    expect(found.every(({ label }) => /e.*4.*9/.test(label))).toBe(true);
  });
});

describe('selectors', () => {
  it('are globs, VMs that no job includes yet, other VMs, and what VMs can be selected by', async () => {
    await check(inJob('    include: [$0]\n'), {
      all: ['*', 'web*', 'web01', 'web02', 'sql', 'vm', 'host', 'cluster', 'datastore', 'hyperflex'],
      details: { 'web*': '2 VMs' },
      writes: {
        '*': inJob('    include: ["*"]\n'),
        'web*': inJob('    include: [web*]\n'),
        host: inJob('    include: [{ host:  }]\n'),
      },
    });
    await check(inJob('    include: [web*]\n    exclude:\n      - $0\n'), {
      first: ['*', 'web*', 'sql'],
      details: { sql: 'in no job yet' },
      writes: { cluster: inJob('    include: [web*]\n    exclude:\n      - cluster: \n') },
    });
    await check(inJob('    include: $0\n'), { writes: { '*': inJob('    include: ["*"]\n') } });
  });

  it('name what they select by', async () => {
    await check(inJob('    include: [{ host: $0 }]\n'), { all: ['ber01', 'muc01', 'muc02'] });
    await check(inJob('    include:\n      - datastore: $0\n'), { all: ['ds-ber', 'ds-muc'] });
    await check(inJob('    include: [{ vm: "$0" }]\n'), { first: ['*', 'web*'] });
    await check(inJob('    include: [{ host: muc01, $0 }]\n'), { all: [] });
  });
});

describe('addresses', () => {
  it('that a host may let in: of proxies that can use its IO Visor first, then proxies by name', async () => {
    await check(ruleOf('muc02', '[$0]'), {
      all: ['10.10.50.21', '10.10.50.20', 'proxy:near', 'proxy:disabled', 'proxy:far', 'proxy:*', '10.10.50.0/24'],
      details: {
        '10.10.50.21': 'near',
        '10.10.50.20': 'disabled, which cannot use the IO Visor',
        'proxy:far': 'no address on the data network',
      },
    });
    const unplanned = ruleOf('muc02', '[$0]').replace('include: [web*]', 'include: []');
    await check(unplanned, { first: ['10.10.50.20', '10.10.50.21'], details: { '10.10.50.20': 'disabled' } });
    await check(ruleOf('cl-muc', '[proxy:near, $0]'), { first: ['10.10.50.20', 'proxy:disabled'] });
    await check(ruleOf('muc02', '$0'), {
      writes: { '10.10.50.21': ruleOf('muc02', '[10.10.50.21]'), all: ruleOf('muc02', 'all') },
    });
    const controllers =
      'controllerClusterIp: 10.10.50.10\n    controllerFirewall:\n      allowedAddresses:\n        - ';
    await check(instead('controllerClusterIp: 10.10.50.10', `${controllers}$0`), { first: ['10.10.50.21'] });
  });

  it('go on behind `proxy:`', async () => {
    await check(ruleOf('muc02', '[proxy:$0]'), { writes: { 'proxy:near': ruleOf('muc02', '[proxy:near]') } });
    const open = (typed: string): string =>
      `${SITE.split('datastores:')[0]}  - name: a\n    firewall: { rules: [{ allowedAddresses: [${typed}`;
    await check(open('$0'), { first: ['proxy:*'] });
    await check(`proxies:\n  - name: near\n${open('proxy:n$0').replace('topology: 1\n', '')}`, {
      writes: { 'proxy:near': `proxies:\n  - name: near\n${open('proxy:near').replace('topology: 1\n', '')}` },
    });
  });

  it('that are free: the next of their kind in the network that they belong to', async () => {
    await check(instead('dataIp: 10.10.50.102', 'dataIp: $0'), {
      all: ['10.10.50.102'],
      details: { '10.10.50.102': 'free in 10.10.50.0/24, the data network of hx-muc' },
    });
    await check(instead('dataIp: 10.10.50.102', 'managementIp: $0'), { all: ['10.10.10.102'] });
    await check('hosts:\n  - name: 10.10.10.7\n    managementIp: $0\n', { all: ['10.10.10.7'] });
    await check(instead('addresses: [10.10.50.20]', 'addresses: [$0]'), {
      all: ['10.20.50.22', '10.10.50.22', '10.10.10.22'],
    });
    await check(instead('host: muc01, addresses: [10.10.10.21, 10.10.50.21]', 'host: muc01, addresses: [$0]'), {
      first: ['10.10.50.21'],
    });
    await check(instead('controllerClusterIp: 10.10.50.10', 'controllerClusterIp: $0'), { all: ['10.10.50.1'] });
    await check('hyperflex:\n  - dataNetwork: 10.0.0.0/31\n    controllerClusterIp: $0', { all: [] });
  });
});

describe('the registry', () => {
  const entry = (rest: string): string => `backupServer:\n  registry:\n    - ${rest}`;
  const key = 'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication';

  it('has its key, names, types and data with their meaning', async () => {
    await check(entry('key: $0'), { all: [key], writes: { [key]: entry(`key: ${key}`) } });
    await check(entry('key: "H$0"'), { writes: { [key]: entry(`key: "${key.replaceAll('\\', '\\\\')}"`) } });
    await check(entry('name: $0'), { all: ['EnableSameHostHotaddMode'] });
    await check(entry('type: $0'), { first: ['REG_DWORD', 'REG_QWORD'] });
    const found = await check(entry('{ name: enablesamehosthotaddmode, value: $0 }'), { all: ['2', '1', '0'] });
    expect(found[0]!.detail).toContain('Only a proxy on the VM’s host may HotAdd');
    await check(entry('{ name: Other, value: $0 }'), { all: [] });
  });

  it('of an appliance is its configuration', async () => {
    await check('backupServer:\n  configuration:\n    $0', {
      all: ['EnableSameHostHotaddMode'],
      writes: { EnableSameHostHotaddMode: 'backupServer:\n  configuration:\n    EnableSameHostHotaddMode: ' },
    });
    await check('backupServer:\n  configuration:\n    EnableSameHostHotaddMode: $0', { all: ['2', '1', '0'] });
  });
});

describe('whole mappings', () => {
  const find = (found: readonly Completion[], label: string): Completion => found.find((item) => item.label === label)!;

  it('are an item of each list, in block style below its key and behind its dash', async () => {
    const vm = '  - name: vm01\n    host: \n    datastore: \n';
    await check('vms:\n  $0\n', { first: ['new VM'], writes: { 'new VM': `vms:\n${vm}` } });
    await check('vms:\n  - $0\n', { first: ['new VM', 'name', 'host'], writes: { 'new VM': `vms:\n${vm}` } });
    await check('vms:\n- $0\n', { writes: { 'new VM': 'vms:\n- name: vm01\n  host: \n  datastore: \n' } });
    await check('vms: [$0]', { all: ['new VM'], writes: { 'new VM': 'vms: [{ name: vm01, host: , datastore:  }]' } });
    await check('vms: [{ $0 }]', { writes: { 'new VM': 'vms: [{ name: vm01, host: , datastore:  }]' } });
  });

  it('go on with the list from within its last item, where the dash belongs', async () => {
    const vm = '  - name: vm01\n    host: \n    datastore: \n';
    for (const typed of ['', 'n', 'new', 'VM']) {
      await check(`vms:\n  - name: a\n    ${typed}$0\n`, {
        all: [
          'host',
          'datastore',
          'disks',
          'snapshot',
          'baseSnapshot',
          'guestOs',
          'vmwareTools',
          'poweredOn',
          'template',
          'encrypted',
          'description',
          'new VM',
        ],
        writes: { 'new VM': `vms:\n  - name: a\n${vm}` },
      });
    }
    await check('vms:\n- name: a\n  $0\n- name: b\n', {
      writes: { 'new VM': 'vms:\n- name: a\n- name: vm01\n  host: \n  datastore: \n- name: b\n' },
    });
    const controllers = 'hyperflex:\n  - name: a\n    controllers:\n      - name: b\n        dataIp: 10.0.0.1\n';
    await check(`${controllers}        $0\n`, {
      writes: { 'new storage controller': `${controllers}      - name: \n        dataIp: \n` },
    });
    // It would cut an item in two, or stand in another.
    await check('vms:\n  - name: a\n    $0\n    host: b\n', { without: ['new VM'] });
    await check('vms:\n  - { name: a, $0 }\n', { without: ['new VM'] });
    await check('vms:\n  - name: a\n    $0: b\n', { without: ['new VM'] });
    await check('jobs:\n  - storageSnapshots:\n      enabled: true\n      $0\n', { without: ['new job'] });
  });

  it('count names on, and offer what the topology has', async () => {
    const found = await check(inVms('  - $0'), {});
    expect(find(found, 'new VM').parts).toContainEqual({ text: '', choices: ['ber01', 'muc01', 'muc02'] });
    const text = inVms('  - ');
    expect(applied(text, find(found, 'new VM'))).toContain('  - name: vm01\n');
    const hosts = await check(instead('datastores:\n', '  - $0\ndatastores:\n'), {});
    expect(plainText(find(hosts, 'new host').parts)).toMatch(/^name: muc03\n/);
  });

  it('have all that a mapping is for: a cluster has the rule that opens the IO Visor', async () => {
    await check('clusters:\n  - $0\n', {
      writes: {
        'new cluster': `clusters:
  - name: cluster01
    hyperflex: 
    firewall:
      rules:
        - name: veeam-iovisor
          ports: 0-65535
          allowedAddresses: [proxy:*]
`,
      },
    });
    await check(entryOfRegistry('$0'), {
      writes: {
        'new registry value': entryOfRegistry(`key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication
      name: EnableSameHostHotaddMode
      type: REG_DWORD
      value: 2`),
      },
    });
    await check('hosts:\n  - name: a\n    firewall:\n      rules:\n        - $0', { first: ['new firewall rule'] });
  });

  it('are all of an empty file, which is then a topology without a fault', async () => {
    const items = await check('$0', { first: ['new file', 'topology', 'name'] });
    const text = applied('', items[0]!);
    const { diagnostics, plan } = createEngine().analyze('file:///new', text);
    expect(diagnostics.filter(({ severity }) => severity !== 'hint').map(({ message }) => message)).toEqual([]);
    expect(plan.summary).toMatchObject({ directNfsIoVisor: 1 });
    expect(text).toMatch(/^topology: 1\n\nbackupServer:\n {2}name: vbr01\n[\s\S]*\n\njobs:\n/);
    // The version is none that could be filled in.
    expect(items[0]!.parts.find((part) => typeof part !== 'string')).toEqual({ text: 'vbr01', choices: [] });
    await check('# a note\n$0', { first: ['new file'] });
    await check('topology: 1\n$0', { without: ['new file', 'topology'], first: ['name'] });
  });

  it('stand behind keys that hold them', async () => {
    await check('hosts:\n  - name: a\n    fire$0\n', {
      writes: {
        firewall:
          'hosts:\n  - name: a\n    firewall:\n      rules:\n        - name: veeam-iovisor\n          ports: 0-65535\n          allowedAddresses: [proxy:*]\n',
      },
    });
    await check('vms:\n  - dis$0', { writes: { disks: 'vms:\n  - disks:\n      - datastore: ' } });
    await check('hosts: [{ fire$0', {
      writes: {
        firewall:
          'hosts: [{ firewall: { rules: [{ name: veeam-iovisor, ports: 0-65535, allowedAddresses: [proxy:*] }] }',
      },
    });
  });
});

function entryOfRegistry(rest: string): string {
  return `backupServer:\n  registry:\n    - ${rest}`;
}
