import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';

const SITE = `
hyperflex:
  - { name: hx-muc, addedToBackupServer: true, dataNetwork: 10.10.50.0/24 }
clusters:
  - { name: cl-muc, hyperflex: hx-muc }
hosts:
  - { name: esx01, cluster: cl-muc }
  - { name: esx02, cluster: cl-muc }
datastores:
  - { name: ds-prod, hyperflex: hx-muc }
proxies:
  - { name: proxy01, type: virtual, host: esx01, addresses: [], transportMode: virtualAppliance }
vms:
  - { name: sql01, host: esx01, datastore: ds-prod }
  - { name: web01, host: esx02, datastore: ds-prod }
`;

function codes(server: string): string[] {
  const { diagnostics } = createEngine().analyze('file:///munich.topology.yaml', `topology: 1\n${server}${SITE}`);
  return diagnostics.map(({ code }) => code).filter((code) => code.startsWith('registry/'));
}

function entry(value: string, key = 'HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication'): string {
  return `    - { key: ${key}, name: EnableSameHostHotaddMode, type: REG_DWORD, value: ${value} }\n`;
}

describe('registry rules', () => {
  it('say that the value is missing where the backup server is not written, or has nothing behind it', () => {
    expect(codes('')).toEqual(['registry/same-host-hotadd-missing']);
    expect(codes('backupServer:\n')).toEqual(['registry/same-host-hotadd-missing']);
    expect(codes('backupServer:\n  registry:\n')).toEqual(['registry/same-host-hotadd-missing']);
  });

  it('do not say so where an included file may hold the backup server', () => {
    expect(codes('include: [server.topology.yaml]\n')).toEqual([]);
  });

  it('do not say so where the registry could not be read whole', () => {
    expect(codes('backupServer:\n  registry: none\n')).toEqual([]);
    expect(codes(`backupServer:\n  registry:\n    - { type: REG_DWORD, value: 2 }\n`)).toEqual([]);
  });

  it('speak of the first entry of a key and name alone', () => {
    expect(codes(`backupServer:\n  registry:\n${entry('7')}${entry('2')}`)).toEqual([
      'registry/same-host-hotadd-value',
      'registry/duplicate-value',
    ]);
  });

  it('tell one misplaced entry once, however often it stands there', () => {
    const elsewhere = 'HKCU\\SOFTWARE\\Veeam';
    expect(codes(`backupServer:\n  registry:\n${entry('2', elsewhere)}${entry('2', elsewhere)}`)).toEqual([
      'registry/same-host-hotadd-key',
      'registry/duplicate-value',
    ]);
  });

  it('leave the registry of an appliance to one rule', () => {
    const server = 'backupServer:\n  platform: softwareAppliance\n  registry:\n';
    expect(codes(`${server}${entry('7', 'HKCU\\SOFTWARE')}${entry('7', 'HKCU\\SOFTWARE')}`)).toEqual([
      'registry/no-registry',
    ]);
  });
});
