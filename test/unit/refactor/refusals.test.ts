import { describe, expect, it } from 'vitest';
import { check, refusedAt } from './check.ts';

const SITE = `topology: 1
hyperflex:
  - { name: hx, dataNetwork: 10.10.50.0/24 }
clusters:
  - { name: cl, hyperflex: hx }
hosts:
  - name: esx01
    cluster: cl
    firewall:
      rules:
        - { ports: 22, allowedAddresses: all }
        - { ports: 0-65535, allowedAddresses: [10.10.50.21, 10.10.50.22, 10.10.10.21, 10.10.50.99, proxy:p3] }
  - { name: esx02, cluster: cl, firewall: { rules: [{ ports: 23, allowedAddresses: all }] } }
  - { name: esx03, firewall: { rules: [{ ports: 24, allowedAddresses: all }] } }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.10.10.21, 10.10.50.21, 10.10.50.31] }
  - { name: p2, type: physical, addresses: [10.10.50.22, 10.10.50.32] }
  - { name: p3, type: physical, addresses: [] }
vms:
  - { name: two, host: esx01, disks: [{ datastore: ds }, { datastore: ds }] }
  - { name: big, host: esx01, disks: [{ datastore: ds, sizeGB: 60 }] }
  - { name: both, host: esx01, disks: [{ datastore: ds }], datastore: ds }
  - { name: none, host: esx01, disks: [{ name: Hard disk 1 }] }
  - name: said
    host: esx01
    disks:
      - datastore: ds # the fast one
        bus: scsi
  - name: low
    host: esx01
    datastore:
      ds
`;

describe('a refactoring that is refused says why', () => {
  /** Checks what is refused at the text, with the cursor behind its first character. */
  async function refused(at: string, expected: readonly string[], site = SITE): Promise<void> {
    expect(site).toContain(at);
    expect(await refusedAt(site.replace(at, `${at[0]}$0${at.slice(1)}`))).toEqual(expected);
  }

  const MOVE = 'Move the rules that all hosts share to';
  it.each([
    ['{ ports: 22', [`${MOVE} cl: esx02 has another rule`]],
    ['{ ports: 23', [`${MOVE} cl: esx01 has another rule`]],
    ['{ ports: 24', [`${MOVE} its cluster: esx03 is in no cluster`]],
  ])('at a rule that not all hosts of the cluster have: %s', (at, expected) => refused(at, expected));
  it('at a rule of a cluster whose hosts are not all known, or tied together', async () => {
    const at = '{ ports: 22';
    await refused(at, [`${MOVE} cl: esx02 has no rule`], SITE.replace(/, firewall: .*ports: 23.*/, ' }'));
    await refused(at, [`${MOVE} cl: cl has no other host`], SITE.replace(/.*ports: 23.*/, ''));
    const file = 'include: [gone.topology.yaml]\n';
    await refused(at, [`${MOVE} cl: not every included file can be read`], SITE + file);
    const tied = SITE.replace('name: esx02', 'name: &e esx02');
    await refused(at, [`${MOVE} cl: esx02 is written with an anchor or an alias`], tied);
  });

  const NAMES = 'Write `proxy:` names for the addresses';
  it.each([
    ['10.10.50.21, 10', [`${NAMES}: 10.10.50.31 of p1 is not listed, and its name would let that in, too`]],
    ['10.10.10.21, 10.10.50.99', [`${NAMES}: 10.10.10.21 of p1 lies on no data network that esx01 serves`]],
    ['10.10.50.99', [`${NAMES}: no proxy has 10.10.50.99`]],
    [
      'proxy:p3',
      ['Write the addresses in place of `proxy:` names: p3 has no address on a data network that esx01 serves'],
    ],
  ])('at an allowed address: %s', async (at, expected) =>
    expect(await refusedAt(SITE.replace(at, `${at[0]}$0${at.slice(1)}`))).toEqual(expect.arrayContaining(expected)),
  );

  it('at an allowed address of what is tied to other places', () =>
    refused(
      'proxy:p1',
      ['Write the addresses in place of `proxy:` names: hx is written with an anchor or an alias'],
      SITE.replace(
        'name: hx, dataNetwork: 10.10.50.0/24',
        'name: &hx hx, dataNetwork: 10.10.50.0/24, controllerFirewall: { allowedAddresses: [proxy:p1] }',
      ),
    ));

  const DISK = (vm: string, reason: string) => [`Write the only disk of ${vm} as \`datastore\`: ${reason}`];
  it.each([
    ['disks: [{ datastore: ds }, {', DISK('two', 'two has 2 disks')],
    ['disks: [{ datastore: ds, s', DISK('big', 'the disk of big has `sizeGB`, which the short form cannot say')],
    ['disks: [{ datastore: ds }], datastore', DISK('both', 'both has `datastore`, too')],
    ['disks: [{ name: H', DISK('none', 'the disk of none names no datastore')],
    ['disks:\n      - datastore: ds #', DISK('said', 'a comment stands at the disk of said')],
    [
      'datastore:\n      ds',
      ['Write the datastore of low as `disks`: the datastore of low stands on a line of its own'],
    ],
  ])('at a disk: %s', (at, expected) => refused(at, expected));

  it('at what is selected to be extracted', async () => {
    const TITLE = 'Extract 1 proxy to the included file proxies.topology.yaml';
    const first = '{ name: p1, type: physical';
    const selected = SITE.replace(first, `$0${first}$0`);
    expect(await refusedAt(selected)).toEqual([`${TITLE}: the order of \`proxies\` counts, and others stand behind`]);
    const last = '{ name: p3, type: physical';
    const broken = `${SITE.replace(last, `$0${last}$0`)}  [\n`;
    expect(await refusedAt(broken)).toEqual([`${TITLE}: the file does not parse`]);
    const tied = SITE.replace(last, `$0&p ${last}$0`);
    expect(await refusedAt(tied)).toEqual([`${TITLE}: an anchor or an alias ties 1 proxy to the rest`]);
    const include = 'include: { a: b }\n';
    expect(await refusedAt(SITE.replace(last, `$0${last}$0`) + include)).toEqual([`${TITLE}: \`include\` is no list`]);
  });

  it.each(['name: esx01', 'name: cl,', 'name: hx', 'name: two', 'name: p1', 'host: esx01', 'topology'])(
    'and nothing where nobody would expect one: %s',
    (at) => refused(at, []),
  );
});

describe('an anchor or an alias', () => {
  const vm = (text: string) => `topology: 1\nx-h: &h esx01\nx-d: &d ds\nvms:\n  - name: v$0m\n    host: esx01\n${text}`;
  const TITLE = 'Write the datastore of vm as `disks`';
  const REST = 'hosts: [{ name: esx01 }]\ndatastores: [{ name: ds, type: local, hosts: [esx01] }]\n';

  it.each(['# *bold* & more', '# see [*all], &c'])('is none in a comment: %s', (comment) =>
    check(
      vm(`    datastore: ds ${comment}\n${REST}`),
      TITLE,
      vm(`    disks:\n      - datastore: ds ${comment}\n${REST}`).replace('$0', ''),
    ),
  );
  it.each(["'*all &c'", '"&c, *all"', 'R&D *now'])('is none in a text: %s', (text) =>
    check(
      vm(`    description: ${text}\n    datastore: ds\n${REST}`),
      TITLE,
      vm(`    description: ${text}\n    disks:\n      - datastore: ds\n${REST}`).replace('$0', ''),
    ),
  );
  it.each(['*d', '&x ds', '*d # "', '&x ds # it’s', "&x 'ds #'"])('is one in %s', (datastore) =>
    check(vm(`    datastore: ${datastore}\n${REST}`), TITLE, undefined),
  );
  it('is one beside a `#` in quotes', () =>
    check(vm(`    x-note: "a #"\n    x-own: *h\n    datastore: ds\n${REST}`), TITLE, undefined));
});
