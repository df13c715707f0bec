import { describe, it } from 'vitest';
import { check } from './check.ts';

describe('rules that all hosts share', () => {
  const MOVE = 'Move the rule that all hosts of cl share to the cluster';
  const REST = `hyperflex: [{ name: hx, dataNetwork: 10.10.50.0/24 }]
datastores: [{ name: ds, hyperflex: hx }]
proxies: [{ name: p1, type: physical, addresses: [10.10.50.21] }]
vms: [{ name: vm, host: esx01, datastore: ds }]
`;

  it('go to the cluster with their comments and quotes; rules of a host’s own stay', () =>
    check(
      `topology: 1
clusters:
  - name: cl
    hyperflex: hx
hosts:
  - name: esx$001
    cluster: cl
    firewall:
      rules:
        - name: "io visor" # by the installer
          ports: 0-65535
          # proxy01
          allowedAddresses: ['10.10.50.21']
  - name: esx02
    cluster: cl
    firewall:
      rules:
        # for the admins
        - { ports: 22, allowedAddresses: all }
        - name: "io visor" # by the installer
          ports: 0-65535
          # proxy01
          allowedAddresses: ['10.10.50.21']
    version: 7.0 U3
${REST}`,
      MOVE,
      `topology: 1
clusters:
  - name: cl
    hyperflex: hx
    firewall:
      rules:
        - name: "io visor" # by the installer
          ports: 0-65535
          # proxy01
          allowedAddresses: ['10.10.50.21']
hosts:
  - name: esx01
    cluster: cl
  - name: esx02
    cluster: cl
    firewall:
      rules:
        # for the admins
        - { ports: 22, allowedAddresses: all }
    version: 7.0 U3
${REST}`,
    ));

  it('join the rules of the cluster, in its style; one that is there already goes', () =>
    check(
      `topology: 1
clusters:
  - { name: cl$0, hyperflex: hx, firewall: { rules: [{ ports: 22, allowedAddresses: all }] } }
hosts:
  - name: esx01
    cluster: cl
    firewall:
      # as agreed
      enabled: true
      rules:
        - { ports: 22, allowedAddresses: all }
        - { ports: 0-65535, allowedAddresses: [10.10.50.21] }
  - { name: esx02, cluster: cl, firewall: { rules: [{ ports: 0-65535, allowedAddresses: [10.10.50.21] }, { ports: 22, allowedAddresses: all }] } }
${REST}`,
      'Move the 2 rules that all hosts of cl share to the cluster',
      `topology: 1
clusters:
  - { name: cl, hyperflex: hx, firewall: { rules: [{ ports: 22, allowedAddresses: all }, { ports: 0-65535, allowedAddresses: [10.10.50.21] }] } }
hosts:
  - name: esx01
    cluster: cl
    firewall:
      # as agreed
      enabled: true
  - { name: esx02, cluster: cl }
${REST}`,
    ));

  const HOSTS = (own: string, second = own) => `topology: 1
clusters: [{ name: cl, hyperflex: hx }]
hosts:
  - { name: e$0sx01, cluster: cl, firewall: { rules: [${own}] } }
  - { name: esx02, cluster: cl, firewall: { rules: [${second}] } }
${REST}`;

  it('stay where a host is written otherwise, is not known, or shares its text by an anchor', async () => {
    await check(HOSTS('{ ports: 22, allowedAddresses: all }', '{ ports: 23, allowedAddresses: all }'), MOVE, undefined);
    await check(HOSTS('&r { ports: 22, allowedAddresses: all }', '*r'), MOVE, undefined);
    const rule = '{ ports: 22, allowedAddresses: all }';
    await check(HOSTS(rule).replace('topology: 1', 'topology: 1\ninclude: [gone.topology.yaml]'), MOVE, undefined);
  });
});

describe('datastore and disks', () => {
  const REST = 'hosts: [{ name: esx01 }]\ndatastores: [{ name: ds, type: local, hosts: [esx01] }]\n';

  it.each([
    [
      'a block',
      `  - name: vm
    datastore: "ds" # fast
    host: esx01
`,
      `  - name: vm
    disks:
      - datastore: "ds" # fast
    host: esx01
`,
    ],
    [
      'a flow mapping',
      '  - { name: vm, datastore: ds, host: esx01 } # one line\n',
      '  - { name: vm, disks: [{ datastore: ds }], host: esx01 } # one line\n',
    ],
  ])('are each other in %s', async (_, short, long) => {
    const file = (vm: string) => `topology: 1\nvms:\n${vm}${REST}`;
    const at = (text: string) => text.replace('vm', 'v$0m');
    await check(file(at(short)), 'Write the datastore of vm as `disks`', file(long));
    await check(file(at(long)), 'Write the only disk of vm as `datastore`', file(short));
  });

  it.each([
    '[{ datastore: ds, sizeGB: 60 }]',
    '[{ datastore: ds, name: System }]',
    '[{ datastore: ds }, { datastore: ds }]',
    '[{ datastore: ds, bus: ide }]',
    '\n      - datastore: ds # the fast one\n        bus: scsi',
    '*d',
  ])('keep what %s says', (disks) =>
    check(
      `topology: 1\nx-d: &d [{ datastore: ds }]\nvms:\n  - name: v$0m\n    host: esx01\n    disks: ${disks}\n${REST}`,
      'Write the only disk of vm as `datastore`',
      undefined,
    ),
  );
});

describe('addresses and names of proxies', () => {
  const file = (addresses: string) => `topology: 1
hyperflex:
  - { name: hx, dataNetwork: 10.10.50.0/24, controllerFirewall: { allowedAddresses: ${addresses} } }
hosts:
  - name: esx01
    hyperflex: hx
    firewall:
      rules:
        - ports: 0-65535
          allowedAddresses: ${addresses} # by hand
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.10.10.21, 10.10.50.21] }
  - { name: p2, type: physical, addresses: [10.10.50.22, 10.10.50.23] }
vms: [{ name: vm, host: esx01, datastore: ds }]
`;
  const inHost = (addresses: string) =>
    file('all').replace('allowedAddresses: all #', `allowedAddresses: ${addresses} #`);
  const TO_NAMES = 'Write `proxy:` names for the addresses of p1 and p2';

  it('stand for each other in a rule', async () => {
    const addresses = inHost('["10.10.50.21", 10.10.50.22, 10.10.50.23, 10.10.50.99]');
    const names = inHost('["proxy:p1", proxy:p2, 10.10.50.99]');
    await check(addresses.replace('esx01', 'esx$001'), TO_NAMES, names);
    const again = inHost('["10.10.50.21", 10.10.50.22, 10.10.50.99, 10.10.50.23]');
    await check(
      names.replace('esx01', 'esx$001'),
      'Write the addresses of p1 and p2 in place of `proxy:` names',
      again,
    );
  });

  it('stand for each other at the controllers of an HX system', () =>
    check(
      file('[10.10.50.21]').replace('name: hx', 'name: h$0x'),
      'Write `proxy:` names for the addresses of p1',
      file('[proxy:p1]').replace('allowedAddresses: [proxy:p1] #', 'allowedAddresses: [10.10.50.21] #'),
    ));

  it('stay addresses where a name would let in more', () =>
    check(
      inHost('[10.10.50.22, 10.10.10.21]').replace('esx01', 'esx$001'),
      'Write `proxy:` names for the addresses of p2',
      undefined,
    ));
});

describe('an included file', () => {
  const HEAD = `# Munich
topology: 1
name: Munich

hosts: [{ name: esx01 }]
datastores: [{ name: ds, type: local, hosts: [esx01] }]
`;

  it('takes the section whose key is selected, as it is written', () =>
    check(
      `${HEAD}
# What runs.
vm$0s: # all
    - name: 'a'   # first
      host: esx01
      datastore: ds

    -   { name: b, host: esx01, datastore: ds }

jobs:
  - { name: nightly, include: ["*"] }
`,
      'Extract `vms` to the included file vms.topology.yaml',
      `# Munich
topology: 1
name: Munich
include: [vms.topology.yaml]

hosts: [{ name: esx01 }]
datastores: [{ name: ds, type: local, hosts: [esx01] }]

jobs:
  - { name: nightly, include: ["*"] }
# //- vms.topology.yaml
topology: 1

# What runs.
vms: # all
    - name: 'a'   # first
      host: esx01
      datastore: ds

    -   { name: b, host: esx01, datastore: ds }
`,
    ));

  it('has the line breaks of the file that it comes from', () => {
    const crlf = (text: string) => text.replaceAll(/(?<!yaml)\n/g, '\r\n');
    const vms = 'vms:\n  - name: a\n    host: esx01\n    datastore: ds\n';
    return check(
      crlf(`topology: 1\n${vms.replace('vms', 'v$0ms')}`),
      'Extract `vms` to the included file vms.topology.yaml',
      crlf(`topology: 1\ninclude: [vms.topology.yaml]\n# //- vms.topology.yaml\ntopology: 1\n\n${vms}`),
    );
  });

  it('takes the entities that are selected, with the comments above them, and goes first among those included', () =>
    check(
      `${HEAD}include:
  - vms.topology.yaml
vms:
  - { name: a, host: esx01, datastore: ds }
  # topology-ignore: proxy/unused for now
  - { name: b, host: $0esx01, datastore: ds }
  - { name: c, hos$0t: esx01, datastore: ds }

x-owner: us
# //- vms.topology.yaml
topology: 1
vms: [{ name: e, host: esx01, datastore: ds }]
`,
      'Extract 2 VMs to the included file vms-2.topology.yaml',
      `${HEAD}include:
  - vms-2.topology.yaml
  - vms.topology.yaml
vms:
  - { name: a, host: esx01, datastore: ds }

x-owner: us
# //- vms.topology.yaml
topology: 1
vms: [{ name: e, host: esx01, datastore: ds }]
# //- vms-2.topology.yaml
topology: 1

vms:
  # topology-ignore: proxy/unused for now
  - { name: b, host: esx01, datastore: ds }
  - { name: c, host: esx01, datastore: ds }
`,
    ));

  it('takes several sections, whole where all of one is selected', () =>
    check(
      `${HEAD}include: [other.topology.yaml]
vms:
  - { name: a, host: esx01, datastore: ds }
  - { na$0me: b, host: esx01, datastore: ds }
jobs:
  - { name: nightly, include: ["*"]$0 }
# //- other.topology.yaml
topology: 1
`,
      'Extract 1 VM and `jobs` to the included file part.topology.yaml',
      `${HEAD}include: [part.topology.yaml, other.topology.yaml]
vms:
  - { name: a, host: esx01, datastore: ds }
# //- other.topology.yaml
topology: 1
# //- part.topology.yaml
topology: 1

vms:
  - { name: b, host: esx01, datastore: ds }

jobs:
  - { name: nightly, include: ["*"] }
`,
    ));

  it('takes proxies and VMs from the end of their list only: their order decides', async () => {
    const proxies = (first: string, second: string) => `${HEAD}proxies:
  - { name: ${first}, type: physical, addresses: [] }
  - { name: ${second}, type: physical, addresses: [] }
`;
    const title = 'Extract 1 proxy to the included file proxies.topology.yaml';
    await check(proxies('$0p1$0', 'p2'), title, undefined);
    await check(
      proxies('p1', '$0p2$0'),
      title,
      `# Munich
topology: 1
name: Munich
include: [proxies.topology.yaml]

hosts: [{ name: esx01 }]
datastores: [{ name: ds, type: local, hosts: [esx01] }]
proxies:
  - { name: p1, type: physical, addresses: [] }
# //- proxies.topology.yaml
topology: 1

proxies:
  - { name: p2, type: physical, addresses: [] }
`,
    );
  });

  it('takes nothing that an anchor or alias ties to the rest', () =>
    check(
      `${HEAD}vm$0s: [&v { name: a, host: esx01, datastore: ds }]\nx-v: *v\n`,
      'Extract `vms` to the included file vms.topology.yaml',
      undefined,
    ));
});
