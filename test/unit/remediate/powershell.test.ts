import type { Parser } from '@vscode/tree-sitter-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandsIn, errorsIn, grammar } from '../../support/grammars.ts';
import { hostility, MARK, withHostileNames } from '../../support/hostile.ts';
import { scriptsOf, settingLines, TEXTS } from './script.ts';

/** One of each thing that a script sets. */
const SITE = `topology: 1
backupServer:
  name: vbr01
  registry:
    - { key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: EnableSameHostHotaddMode, type: REG_DWORD, value: 0x2 }
    - { key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: Ports, type: REG_QWORD, value: 4294967296 }
    - { key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: Path, type: REG_EXPAND_SZ, value: "%TEMP%\\\\it's" }
    - { key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: List, type: REG_MULTI_SZ, value: a }
    - { key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: Raw, type: REG_BINARY, value: "01,ff" }
    - { key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication, name: Most, type: REG_DWORD, value: 4294967295 }
hyperflex:
  - { name: hx1, managementAddress: hx1.corp.local, addedToBackupServer: true, dataNetwork: 10.10.50.0/24, accessProxies: [p1] }
  - { name: hx2, managementAddress: 10.1.1.2, addedToBackupServer: true, dataNetwork: 10.10.60.0/24, accessProxies: automatic }
clusters:
  - name: cl1
    hyperflex: hx1
    firewall:
      enabled: true
      rules: [{ name: iovisor, ports: 0-65535, allowedAddresses: ["proxy:p1", 10.10.50.64/26] }]
hosts:
  - { name: esx1, cluster: cl1 }
  - { name: esx2, cluster: cl1, firewall: { rules: [{ name: iovisor, ports: 2049, allowedAddresses: [10.10.50.99] }] } }
  - { name: esx3, hyperflex: hx1, firewall: { enabled: false, rules: [{ name: iovisor, enabled: false, ports: 2049, allowedAddresses: all }] } }
proxies:
  - { name: p1, type: virtual, host: esx1, addresses: [10.10.10.21, 10.10.50.21], transportMode: directStorageAccess, failoverToNetwork: false, maxConcurrentTasks: 8, connectedDatastores: [ds1] }
  - { name: p2, type: physical, server: linux, addresses: [], transportMode: virtualAppliance, connectedDatastores: automatic }
  - { name: p3, type: physical, addresses: [], enabled: false }
  - { name: p4, type: physical, addresses: [] }
datastores:
  - { name: ds1, hyperflex: hx1 }
`;

let powershell: Parser;
beforeAll(async () => {
  powershell = await grammar('powershell');
});

describe('the PowerShell script', () => {
  it('sets what is written in the file, hosts of one state together', () => {
    expect(settingLines(scriptsOf(SITE).powershell)).toEqual([
      "Set-BackupServerValue -Key 'SOFTWARE\\Veeam\\Veeam Backup and Replication' -Name 'EnableSameHostHotaddMode' -Kind DWord -Data 2",
      "Set-BackupServerValue -Key 'SOFTWARE\\Veeam\\Veeam Backup and Replication' -Name 'Ports' -Kind QWord -Data ([long] '4294967296')",
      "Set-BackupServerValue -Key 'SOFTWARE\\Veeam\\Veeam Backup and Replication' -Name 'Path' -Kind ExpandString -Data '%TEMP%\\it''s'",
      "Set-BackupServerValue -Key 'SOFTWARE\\Veeam\\Veeam Backup and Replication' -Name 'List' -Kind MultiString -Data ([string[]] @('a'))",
      "Set-BackupServerValue -Key 'SOFTWARE\\Veeam\\Veeam Backup and Replication' -Name 'Raw' -Kind Binary -Data ([byte[]] @(1, 255))",
      "Set-BackupServerValue -Key 'SOFTWARE\\Veeam\\Veeam Backup and Replication' -Name 'Most' -Kind DWord -Data ([int] '-1')",
      "Set-HostFirewall -HostName 'esx1', 'esx2' -Enabled $true",
      "Set-HostFirewall -HostName 'esx3' -Enabled $false",
      "Set-HostRuleset -HostName 'esx1' -Id 'iovisor' -Enabled $true -Allowed '10.10.50.21', '10.10.50.64/26'",
      "Set-HostRuleset -HostName 'esx2' -Id 'iovisor' -Enabled $true -Allowed '10.10.50.21', '10.10.50.64/26', '10.10.50.99'",
      "Set-HostRuleset -HostName 'esx3' -Id 'iovisor' -Enabled $false -Allowed 'all'",
      "Set-BackupProxy -Name 'p1' -TransportMode DirectStorageAccess -FailoverToNetwork $false -MaxTasks 8 -Datastores 'ds1'",
      "Set-BackupProxy -Name 'p2' -TransportMode HotAdd -EveryDatastore -Linux",
      "Set-BackupProxy -Name 'p3' -Enabled $false",
      "Add-StorageSystem -Name 'hx1' -Address 'hx1.corp.local' -Proxies 'p1'",
      "Add-StorageSystem -Name 'hx2' -Address '10.1.1.2' -EveryProxy",
    ]);
  });

  it('says above each line why it stands there, and where in the file', () => {
    const lines = scriptsOf(SITE).powershell.split('\n');
    for (const [index, line] of lines.entries()) {
      if (/^(Set|Add)-/.test(line)) expect(lines[index - 1]).toMatch(/^# .*\(?site\.topology\.yaml:\d+\)\.$/);
    }
    expect(lines).toContain(
      '# Only a proxy on the host of a VM hot-adds its disks: one on another host is forced to Network mode, so that no',
    );
  });

  it('asks, takes -WhatIf, and changes nothing but through ShouldProcess', () => {
    const { powershell: script } = scriptsOf(SITE);
    expect(script).toContain("[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]");
    // Each cmdlet that changes something stands in a block that Invoke-Change is given.
    const changing =
      /\b(Set-VBR|Enable-VBR|Disable-VBR|Add-HyperFlexHost|Set-HyperFlexHost|\.SetValue\(|\.UpdateRuleset\(|leRuleset\(|set\.Invoke\()/;
    const lines = script.split('\n');
    const found = lines.flatMap((line, index) => (changing.test(line) && !line.startsWith('#') ? [index] : []));
    expect(found).toHaveLength(8);
    for (const index of found) {
      expect(lines.slice(index - 2, index + 1).join('\n'), lines[index]).toContain('Invoke-Change');
    }
  });

  it('asks a ruleset whether ESXi keeps it fixed before it says that it would change it', () => {
    const { powershell: script } = scriptsOf(SITE, ['firewall']);
    const at = (text: string): number => script.indexOf(text);
    expect(at('IpListUserConfigurable -eq $false) { throw')).toBeGreaterThan(0);
    expect(at('IpListUserConfigurable')).toBeLessThan(at('let in to ruleset'));
    expect(at('UserControllable -eq $false) { throw')).toBeGreaterThan(0);
    expect(at('UserControllable')).toBeLessThan(at('"$change ruleset $key"'));
  });

  it('does not fail in a dry run, which has told all that it could', () => {
    expect(scriptsOf(SITE).powershell).toContain('if ($failed -and -not $WhatIfPreference) { throw ');
  });

  it('has a help that Get-Help finds: a comment of its own', () => {
    expect(scriptsOf(SITE).powershell).toMatch(/\n\n<#\n\.SYNOPSIS\n/);
  });

  it('asks for nothing that it does not need', () => {
    const { powershell: script } = scriptsOf(SITE, ['registry']);
    expect(script).not.toMatch(/Requires -Modules|VIServer|VBRServer|HyperFlexCredentials/);
    expect(settingLines(script).every((line) => line.startsWith('Set-BackupServerValue'))).toBe(true);
    expect(scriptsOf(SITE, ['firewall']).powershell).not.toMatch(/BackupServer|RunAsAdministrator|Veeam\.Backup/);
  });

  it('tells in its head what the checks still find', () => {
    const { powershell: script } = scriptsOf(SITE.replace('value: 0x2', 'value: 7'));
    expect(script).toMatch(/^# The checks find 1 error/m);
    expect(script).toContain('site.topology.yaml:5: error: ');
    expect(script).toContain('(registry/same-host-hotadd-value)');
    expect(scriptsOf('topology: 1\n').powershell).not.toContain('The checks find');
  });

  it('is PowerShell, for all samples and fixtures', () => {
    expect(TEXTS.length).toBeGreaterThan(300);
    for (const text of [SITE, ...TEXTS]) expect(errorsIn(powershell, scriptsOf(text).powershell), text).toEqual([]);
  });

  it('is the same commands, and ASCII, whatever the names are', () => {
    const OWN = new Set(['Write-Output', ...commandsIn(powershell, scriptsOf(SITE).powershell)]);
    let seen = 0;
    fc.assert(
      fc.property(fc.constantFrom(SITE, ...TEXTS.slice(0, 40)), hostility, (text, names) => {
        const hostile = withHostileNames(text, names);
        fc.pre(hostile !== undefined);
        const { powershell: script } = scriptsOf(hostile);
        if (script.includes(MARK)) seen++;
        expect(script).toMatch(/^[\n -~]*$/);
        expect(errorsIn(powershell, script)).toEqual([]);
        expect(commandsIn(powershell, script).filter((name) => !OWN.has(name))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});
