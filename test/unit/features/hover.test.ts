import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, MarkupContent } from 'vscode-languageserver';
import { hover } from '../../../server/src/features/hover.ts';
import { atCursor } from '../../support/cursor.ts';
import { uriOf } from '../../support/topology-files.ts';

const OPTIONS = { rulePages: 'file:///pages', showsPlans: true, restricted: false, servesFiles: false };
const READS_MARKDOWN: ClientCapabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } };

describe('a hover', () => {
  /** Checks the text that it is on, and what it says; `undefined`: there is none. */
  async function check(fixture: string, on: string | undefined, ...says: readonly string[]): Promise<void> {
    const { document, position, files } = await atCursor(fixture);
    const found = hover(document, position, OPTIONS, READS_MARKDOWN);
    const { start, end } = found?.range ?? {};
    const text = files.get('main.topology.yaml')!;
    const { positions } = document;
    expect(found ? text.slice(positions.offset(start!), positions.offset(end!)) : undefined).toBe(on);
    for (const said of says) expect((found!.contents as MarkupContent).value).toContain(said);
  }

  it('on a key tells type, default, meaning and source', () =>
    check(
      'proxies:\n  - name: p\n    trans$0portMode: network\n',
      'transportMode',
      '**transportMode** · `automatic`, `directStorageAccess`, `virtualAppliance`, `network` · default: automatic',
      'The transport mode that the proxy is set to.',
      '- `network`: NBD: reads over the ESXi management network.',
      'Source: Veeam user guide, Transport Modes.',
    ));
  it('on a section', () => check('ho$0sts: []\n', 'hosts', '**hosts** · list of mappings', 'ESXi hosts.'));
  it('on a required key in flow style', () =>
    check('vms: [{ name: a, ho$0st: e }]\n', 'host', '**host** · the name of an ESXi host · required'));
  it('on a word of an enumeration', () =>
    check(
      'proxies:\n  - name: p\n    transportMode: net$0work\n',
      'network',
      '`network`: NBD: reads over the ESXi management network.',
      '`transportMode`: The transport mode that the proxy is set to.',
      'Source: Veeam user guide, Transport Modes.',
    ));
  it('on a boolean tells of its key', () =>
    check(
      'hyperflex:\n  - name: hx\n    addedToBackupServer: tr$0ue\n',
      'true',
      '**addedToBackupServer** · `true`, `false` · default: taken as `false`',
      'Source: Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex).',
    ));
  it('on the word that stands for a list', () =>
    check(
      'jobs:\n  - name: j\n    proxies: auto$0matic\n',
      'automatic',
      '`automatic`: VBR chooses among all proxies.',
    ));
  it('on any other value tells of its key', () =>
    check('hosts:\n  - name: e\n    dataIp: 10.0$0.0.1\n', '10.0.0.1', '**dataIp** · an IPv4 address'));
  it('on a name that nothing declares', () =>
    check('vms:\n  - name: v\n    host: e$009\n', 'e09', '**host** · the name of an ESXi host · required'));
  it('works in a text that does not parse', () =>
    check('hosts: [\nproxies:\n  - name: "p\n    serv$0er: linux\n  }\n', 'server', '**server**', '- `linux`'));

  it('on an entity tells what it does', () => check('hosts:\n  - name: es$0x01\n', 'esx01', '### Host esx01'));
  it('on a planned VM leads to what copies its explanation, where the client has that', async () => {
    const fixture = "vms: [{ name: a$0(b }, { name: c }]\njobs: [{ name: j, include: ['a(b'] }]\n";
    const given = encodeURIComponent(JSON.stringify([uriOf('/site/main.topology.yaml'), 'a(b'])).replace('(', '%28');
    const link = `\n\n[Copy as Markdown](command:hyperflexTopology.copyExplanation?${given})`;
    await check(fixture, 'a(b', link);
    const { document, position } = await atCursor(fixture);
    const plain = hover(document, position, { ...OPTIONS, showsPlans: false }, READS_MARKDOWN)!;
    expect((plain.contents as MarkupContent).value).not.toContain('command:');
    const other = await atCursor(fixture.replace('$0', '').replace('name: c', 'name: c$0'));
    const unplanned = hover(other.document, other.position, OPTIONS, READS_MARKDOWN)!;
    expect((unplanned.contents as MarkupContent).value).not.toContain('command:');
  });
  it('on a pattern tells what it matches', () =>
    check(
      'vms: [{ name: sql1 }, { name: web }]\njobs: [{ name: j, include: ["s$0*"] }]\n',
      '"s*"',
      'Matches 1 VM: sql1',
    ));
  it('on an allowed address tells whose it is', () =>
    check(
      'proxies: [{ name: p, addresses: [10.0.0.1] }]\nhosts: [{ name: e, firewall: { rules: [{ ports: 1, allowedAddresses: [10.0$0.0.1] }] } }]\n',
      '10.0.0.1',
      '### Address 10.0.0.1',
      'An address of the proxy p',
    ));
  it('on a key of a firewall rule tells of both', () =>
    check(
      'hosts:\n  - name: e\n    firewall:\n      rules:\n        - name: r\n          del$0ivery: vib\n          ports: 1\n',
      'delivery',
      '**delivery**',
      '- `vib`',
      '### Firewall rule r of host e',
    ));
  it.each([
    ['ports: 0-65535', 'Lets in to the IO Visor, of the proxies on the data network: p'],
    ['ports: 22', 'Its ports alone do not open the IO Visor. Lets in, of the proxies on the data network: p'],
    ['ports: 0-65535, enabled: false', 'Opens nothing for the IO Visor: it is disabled'],
    ['ports: 0-65535, protocol: udp', 'Opens nothing for the IO Visor: it is for UDP only'],
  ])('on a firewall rule tells what it opens: %s', (rule, opens) =>
    check(
      `hyperflex: [{ name: hx, dataNetwork: 10.0.0.0/24 }]
proxies: [{ name: p, addresses: [10.0.0.1] }, { name: q, addresses: [10.0.1.1] }]
hosts: [{ name: e, hyperflex: hx, firewall: { rules: [{ na$0me: r1, ${rule}, allowedAddresses: all }] } }]
`,
      'name',
      opens,
    ),
  );
  it('on a network tells who has an address in it', () =>
    check(
      'proxies: [{ name: p, addresses: [10.0.0.1] }]\nhosts: [{ name: e, firewall: { rules: [{ ports: 1, allowedAddresses: [10.0$0.1.0/24] }] } }]\n',
      '10.0.1.0/24',
      'No proxy has an address in it',
    ));
  it('on the name of a firewall rule tells of the rule', () =>
    check(
      'hosts: [{ name: e, firewall: { rules: [{ name: r$01, ports: 1 }] } }]\n',
      '{ name: r1, ports: 1 }',
      '### Firewall rule r1 of host e',
      'Opens no IO Visor: e belongs to no HX system',
    ));
  it.each(['valueOf', 'constructor', '__proto__'])('says nothing of the key %s, which only every object has', (key) =>
    check(`proxies:\n  - name: p\n    ${key.slice(0, 3)}$0${key.slice(3)}: network\n`, undefined),
  );

  it('on the code in an ignore tells of the rule', () =>
    check(
      '# topology-ignore-file: proxy/un$0used lab\nvms: []\n',
      'proxy/unused',
      '**A proxy that no job needs**',
      '(file:///pages/proxy/unused.md)',
    ));
  it.each(['vms: [] # a $0comment\n', 'x-mine: a$0b\n', '$0', 'description: |\n  te$0xt\n'])(
    'is none in %j',
    (fixture) => check(fixture, undefined),
  );
});

describe('a hover on a VM', () => {
  const SITE = `backupServer: { license: universal }
hyperflex: [{ name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24, controllerClusterIp: 10.0.0.10 }]
hosts:
  - { name: esx01, hyperflex: hx, firewall: { rules: [{ ports: 22, allowedAddresses: [10.0.0.25] }] } }
  - { name: esx02, hyperflex: hx, firewall: { enabled: false } }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.0.21], enabled: false }
  - { name: p2, type: physical, addresses: [10.0.1.22] }
  - { name: p3, type: physical, addresses: [10.0.0.23] }
  - { name: p4, type: physical, addresses: [10.0.0.24] }
  - { name: p5, type: physical, addresses: [10.0.0.25] }
vms:
  - { name: vm1, host: esx01, datastore: ds }
  - { name: vm2, host: esx02, datastore: ds }
  - { name: vm3, host: esx02, datastore: ds, snapshot: esxi }
  - { name: vm4, host: esx02, datastore: ds }
jobs:
  - { name: nightly, include: [vm1, vm2, vm3] }
`;

  /** Checks all that it says of the VM at its name, but where the links lead to. */
  async function check(vm: string, expected: string): Promise<void> {
    const { document, position } = await atCursor(SITE.replace(`name: ${vm}`, `name: $0${vm}`));
    const { value } = hover(document, position, { ...OPTIONS, showsPlans: false }, READS_MARKDOWN)!
      .contents as MarkupContent;
    expect(value.replace(/\]\(file:[^)]*\)/g, ']')).toBe(expected);
  }

  it('tells what decided each step for its proxy', () =>
    check(
      'vm2',
      `### vm2 in nightly

p4 reads it by Direct NFS via the IO Visor from an HX snapshot.

1. Is the integration with HX snapshots in play? **Yes**: [nightly has backup from storage snapshots enabled]; [hx is added to the backup infrastructure]
2. Can the job read from an HX snapshot? **Yes**: [the licence is universal]; [vm2 has no traditional VMware snapshot]; [vm2 is no template]; and 3 more
3. May any proxy process the VM? **Yes**: [hx may be read by any proxy]
4. Is the IO Visor accessible? **Yes**: [the firewall of esx02 is off]

Could also be picked: p3, p5.

**Assumed**

- The guide does not say which host’s IO Visor is asked: that of the host on which the VM runs is assumed.
- There is no live load: it is simulated job by job, VMs in file order, one task per disk.
- Proxy affinity of the repository is not modelled: VBR prefers the proxies named there.`,
    ));

  it('tells what keeps proxies off, the first thing of each and at most three, and first what would make it better', () =>
    check(
      'vm1',
      `### vm1 in nightly

p3 reads it by Direct NFS via the controller cluster IP from an HX snapshot.

**To get it onto the IO Visor path** (by p3):

- [Let p3 in to the IO Visor of esx01]

1. Is the integration with HX snapshots in play? **Yes**: [nightly has backup from storage snapshots enabled]; [hx is added to the backup infrastructure]
2. Can the job read from an HX snapshot? **Yes**: [the licence is universal]; [vm1 has no traditional VMware snapshot]; [vm1 is no template]; and 3 more
3. May any proxy process the VM? **Yes**: [hx may be read by any proxy]
4. Is the IO Visor accessible? **No**:
   - [no address of p2 lies in the data network 10.0.0.0/24 of hx]
   - [no effective rule of the firewall of esx01 lets in 10.0.0.23 of p3]
   - [no effective rule of the firewall of esx01 lets in 10.0.0.24 of p4]
   - and 1 more
5. Is the HX controller cluster IP accessible? **Yes**: [the controller cluster IP 10.0.0.10 lies in the data network 10.0.0.0/24]

Could also be picked: p4, p5.

**Assumed**

- There is no live load: it is simulated job by job, VMs in file order, one task per disk.
- Proxy affinity of the repository is not modelled: VBR prefers the proxies named there.`,
    ));

  it('tells why it fails', () =>
    check(
      'vm3',
      `### vm3 in nightly

It is not backed up: vm3 has a traditional VMware snapshot, and nightly does not fail over to standard backup.

**To get it onto the IO Visor path** (by p3):

- [Delete the traditional VMware snapshot of vm3]

1. Is the integration with HX snapshots in play? **Yes**: [nightly has backup from storage snapshots enabled]; [hx is added to the backup infrastructure]
2. Can the job read from an HX snapshot? **No**: [vm3 has a traditional VMware snapshot]
3. Does the job fail over to standard backup? **No**: [nightly does not fail over to standard backup]`,
    ));

  it('tells that no job includes it', () => check('vm4', '### VM vm4\n\n- No job includes it: it is not backed up.'));
});

describe('a hover on an entity', () => {
  const SITE = `hyperflex: [{ name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }, { name: dark }]
clusters: [{ name: cl, hyperflex: hx, firewall: { rules: [{ ports: 0-65535, allowedAddresses: all }] } }]
hosts: [{ name: esx01, cluster: cl }, { name: esx02, cluster: cl, hyperflex: dark }]
datastores: [{ name: ds, hyperflex: hx }, { name: empty, type: vmfs }]
proxies: [{ name: p, type: virtual, host: esx01, addresses: [10.0.0.21], connectedDatastores: [ds] }]
vms: [{ name: v1, host: esx01, datastore: ds }, { name: v2, host: esx01, datastore: ds }]
jobs: [{ name: nightly, include: ['v*'] }, { name: dr, type: replication, include: [v1] }]
`;
  it.each([
    [
      'hx',
      `### HX system hx

- 2 VMs, 3 plans: 3 IO Visor
- Added to the backup infrastructure: HX snapshots can be used, and VBR opens the controllers
- Version unknown: 4.5(2a) or later is assumed
- Data network 10.0.0.0/24
- 1 host; proxies that could use its IO Visor: p`,
    ],
    [
      'cl',
      `### Cluster cl

- 2 hosts with 2 VMs
- Hosts: esx01, esx02
- Its hosts belong to hx
- 1 firewall rule, which each of its hosts has, too
- Datacenter not named`,
    ],
    [
      'esx01',
      `### Host esx01

- 2 VMs, 3 plans: 3 IO Visor
- Belongs to hx: its IO Visor serves the VMs that run here
- Its firewall lets in to the IO Visor: p
- Proxies that run on it: p
- Cluster cl`,
    ],
    [
      'esx02',
      `### Host esx02

- No VM in a job
- Belongs to dark: its IO Visor serves the VMs that run here
- Whom its firewall lets in is not known: dark has no data network
- Cluster cl`,
    ],
    [
      'ds',
      `### Datastore ds

- Lies on hx (NFS 3)
- 2 VMs with a disk on it: v1, v2
- Mounted by 1 host: esx01`,
    ],
    [
      'empty',
      `### Datastore empty

- Type vmfs
- No VM has a disk on it
- Mounted by no host`,
    ],
    [
      'p',
      `### Proxy p

- Serves 2 VMs with 3 tasks (one for each disk): 3 IO Visor
- VMs: v1, v2
- Transport mode automatic, fails over to Network mode
- Server windows, runs on esx01; 2 tasks at a time
- On the data network of: hx
- Connected to: ds`,
    ],
    [
      'dr',
      `### Replication job dr

- 1 VM: 1 IO Visor
- VMs: v1
- Chooses among all proxies
- Backup from storage snapshots on, failover to standard backup off`,
    ],
  ])('tells what it is and does for whom: %s', async (name, expected) => {
    const { document, position } = await atCursor(SITE.replace(`name: ${name},`, `name: $0${name},`));
    const { value } = hover(document, position, OPTIONS, READS_MARKDOWN)!.contents as MarkupContent;
    expect(value).toBe(expected);
  });
});
