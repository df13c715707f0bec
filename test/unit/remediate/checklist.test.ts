import { describe, expect, it } from 'vitest';
import { scriptsOf, settingLines } from './script.ts';

/** What is left to do by hand, without its frame. */
function left(text: string): string[] {
  return scriptsOf(`topology: 1\n${text}`)
    .checklist.split('\n')
    .filter((line) => line.startsWith('[ ] '))
    .map((line) => line.slice(4));
}

const registry = (value: string): string => `backupServer: { registry: [${value}] }`;
const VALUE = 'key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: Other';

describe('the checklist', () => {
  it('has the keys of the registry that are none of Veeam’s', () => {
    const run = registry(
      '{ key: HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run, name: Evil, type: REG_SZ, value: evil }',
    );
    expect(left(run)).toEqual([
      "Registry value Evil: HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run is none of Veeam's keys, and only these are scripted. (site.topology.yaml:2)",
    ]);
    expect(settingLines(scriptsOf(`topology: 1\n${run}`).powershell)).toEqual([]);
    expect(left(registry('{ key: HKCU\\SOFTWARE\\Veeam, name: X, type: REG_SZ, value: a }'))).toHaveLength(1);
  });

  it('has data that its type cannot hold', () => {
    for (const data of ['REG_DWORD, value: two', 'REG_DWORD, value: 4294967296', 'REG_BINARY, value: "0"']) {
      expect(left(registry(`{ ${VALUE}, type: ${data} }`)), data).toHaveLength(1);
    }
  });

  it('has the settings of an appliance, which has no registry', () => {
    expect(
      left('backupServer: { platform: softwareAppliance, configuration: { EnableSameHostHotaddMode: 2 } }'),
    ).toEqual([expect.stringContaining('Set EnableSameHostHotaddMode to 2 in the configuration files')]);
  });

  it('has what brings a ruleset to a host, once for all hosts', () => {
    const rules = (rule: string): string =>
      `hosts:\n${['a', 'b'].map((name) => `  - { name: ${name}, version: 7.0 U3, firewall: { rules: [{ ${rule} }] } }`).join('\n')}`;
    const nfs = 'name: nfs, ports: [111, 2049, 2449], allowedAddresses: all';
    expect(left(rules(nfs))).toEqual([
      expect.stringMatching(/^Ruleset nfs \(inbound TCP 111, 2049, 2449\) on a, b: .*KB2298.*Secure Boot/),
    ]);
    expect(left(rules('name: all, ports: 0-65535, allowedAddresses: all'))).toEqual([
      expect.stringMatching(/for HX 2\.5 and later \(KB2298\) opens TCP 111, 2049 and 2449 alone/),
    ]);
    expect(left(rules(`${nfs}, delivery: builtin`))).toEqual([]);
    expect(left(rules(`${nfs}, delivery: manual`))).toEqual([expect.stringContaining('lost when the host restarts')]);
    expect(left(rules('ports: 2049, allowedAddresses: all'))).toEqual([
      expect.stringContaining('has no name'),
      expect.stringContaining('has no name'),
    ]);
  });

  it('has rules of which not every address is known, and leaves them as they are', () => {
    const site =
      'hosts: [{ name: a, version: 7.0 U3, firewall: { rules: [{ name: r, ports: 1, allowedAddresses: [10.0.0.1, ADDRESS] }] } }]';
    for (const address of ['10.0.0', 'proxy:none', 'proxy:*']) {
      const text = site.replace('ADDRESS', `"${address}"`);
      expect(left(text), address).toEqual([
        expect.stringMatching(/^Firewall rule r of host a: .*; it is left as it is\./),
      ]);
      expect(settingLines(scriptsOf(`topology: 1\n${text}`).powershell)).toEqual([]);
    }
  });

  it('says from ESXi 8.0 U2 on that rulesets may be fixed', () => {
    const at = (version: string): string =>
      `hosts: [{ name: a, version: ${version}, firewall: { rules: [{ name: r, delivery: builtin, ports: 1, allowedAddresses: all }] } }]`;
    expect(left(at('8.0 U1'))).toEqual([]);
    expect(left(at('8.0 U2'))).toEqual([expect.stringContaining('From ESXi 8.0 U2 on')]);
  });

  it('has the storage that no cmdlet can add or should remove, and its controllers', () => {
    const system = (rest: string): string => `hyperflex: [{ name: hx, dataNetwork: 10.0.0.0/24${rest} }]`;
    expect(left(system(', addedToBackupServer: true'))).toEqual([
      expect.stringMatching(/^Add hx to the backup infrastructure/),
    ]);
    expect(left(system(', addedToBackupServer: false'))).toEqual([expect.stringMatching(/^hx is not to be in/)]);
    expect(
      left(
        system(', controllerFirewall: { allowedAddresses: [10.0.0.5] }, controllers: [{ name: c1, dataIp: 10.0.0.2 }]'),
      ),
    ).toEqual([
      "Let 10.0.0.5 in to each controller of hx (c1), as Veeam's KB2300 says; any of them can take over the cluster IP. (site.topology.yaml:2)",
    ]);
    expect(left(system(''))).toEqual([]);
  });

  it('has the defaults that the plan takes, those of many proxies together, and jobs', () => {
    const proxies =
      'proxies: [{ name: p1, type: physical, addresses: [] }, { name: p2, type: physical, addresses: [] }]\n';
    expect(left(proxies)).toEqual([
      'p1, p2: the file does not say, and the plan takes the default: transport mode automatic, failover to Network mode on, 2 concurrent tasks. Check whether that is so, and write it into the file. (site.topology.yaml:2)',
    ]);
    expect(
      left(
        'vms: []\njobs: [{ name: j, include: [], proxies: automatic, vmwareToolsQuiescence: true, storageSnapshots: { enabled: true, failoverToStandardBackup: false } }]',
      ),
    ).toEqual([
      'Job j: backup proxy: automatic selection; Integration, Enable backup from storage snapshots: on; Integration, Failover to standard backup: off; vSphere, VMware Tools quiescence: on. (site.topology.yaml:3)',
    ]);
  });

  it('says so when nothing is left', () => {
    expect(scriptsOf('topology: 1\n').checklist).toBe('Nothing of site.topology.yaml is left to do by hand.\n');
  });
});
