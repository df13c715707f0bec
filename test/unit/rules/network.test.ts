import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import type { Diagnostic } from '../../../server/src/engine/rules/check.ts';
import { freeAddress } from '../../../server/src/engine/rules/network/_machines.ts';
import { parseAddress, parseNetwork } from '../../../server/src/engine/schema/values/ip.ts';

function network(text: string): Diagnostic[] {
  const { diagnostics } = createEngine().analyze('file:///munich.topology.yaml', `topology: 1\n${text}`);
  return diagnostics.filter(({ code }) => code.startsWith('network/'));
}

function system(name: string, dataNetwork: string): string {
  return `  - { name: ${name}, addedToBackupServer: true, dataNetwork: ${dataNetwork} }\n`;
}

describe('network rules', () => {
  it('tell a network with host bits set once, though an anchor brings it twice', () => {
    const found = network(
      `hosts:\n  - name: esx01\n    firewall: &fw\n      rules:\n        - { ports: 443, allowedAddresses: [10.1.2.3/24] }\n  - name: esx02\n    firewall: *fw\n`,
    );
    expect(found.map(({ code }) => code)).toEqual(['network/host-bits-set']);
  });

  it('take two addresses for one only where they lie on one network', () => {
    const hosts = (first: string, second: string): string =>
      `hosts:\n  - { name: esx01, hyperflex: hx-muc, ${first} }\n  - { name: esx02, hyperflex: hx-ber, ${second} }\n`;
    const systems = `hyperflex:\n${system('hx-muc', '10.1.0.0/24')}${system('hx-ber', '10.1.0.0/24')}`;
    const duplicates = (text: string): number =>
      network(text).filter(({ code }) => code === 'network/duplicate-address').length;

    expect(duplicates(systems + hosts('dataIp: 10.1.0.9', 'dataIp: 10.1.0.9'))).toBe(0);
    expect(duplicates(systems + hosts('managementIp: 10.9.0.9', 'managementIp: 10.9.0.9'))).toBe(1);
    const proxy = 'proxies:\n  - { name: proxy01, type: physical, addresses: [10.1.0.9] }\n';
    expect(duplicates(systems + hosts('dataIp: 10.1.0.9', 'dataIp: 10.1.0.8') + proxy)).toBe(0);
    const one = `hyperflex:\n${system('hx-muc', '10.1.0.0/24')}${system('hx-ber', '10.2.0.0/24')}`;
    expect(duplicates(one + hosts('dataIp: 10.1.0.9', 'dataIp: 10.2.0.9') + proxy)).toBe(1);
  });

  it('propose an address that no machine has', () => {
    const [found] = network(
      `hyperflex:\n${system('hx-muc', '10.1.0.0/30')}hosts:\n  - { name: esx01, hyperflex: hx-muc, dataIp: 10.1.0.1 }\n` +
        'datastores:\n  - { name: ds, hyperflex: hx-muc }\nvms:\n  - { name: sql01, host: esx01, datastore: ds }\n' +
        'proxies:\n  - { name: proxy01, type: physical, addresses: [], transportMode: directStorageAccess }\n',
    );
    expect(found?.code).toBe('network/proxy-off-data-network');
    expect(found?.fixes.flatMap(({ asks = [] }) => asks.map(({ text }) => text))).toEqual(['10.1.0.2']);
  });

  it('propose neither the gateway nor the address for broadcasts', () => {
    const network = parseNetwork('10.1.0.0/30')!;
    expect(freeAddress(network, [])).toBe('10.1.0.2');
    expect(freeAddress(network, [parseAddress('10.1.0.2')!])).toBeUndefined();
  });

  it('leave a proxy that is connected to other datastores only to its purpose', () => {
    const found = network(
      `hyperflex:\n${system('hx-muc', '10.1.0.0/30')}hosts:\n  - { name: esx01, hyperflex: hx-muc }\n` +
        'datastores:\n  - { name: ds, hyperflex: hx-muc }\n  - { name: nas, type: nfs3, hosts: [esx01] }\n' +
        'vms:\n  - { name: sql01, host: esx01, datastore: ds }\n' +
        'proxies:\n  - { name: proxy01, type: physical, addresses: [], transportMode: directStorageAccess, connectedDatastores: [nas] }\n',
    );
    expect(found).toEqual([]);
  });
});
