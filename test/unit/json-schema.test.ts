import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createEngine } from '../../server/src/engine/engine.ts';
import { jsonSchema } from '../../server/src/engine/schema/json-schema.ts';
import { filesUnder } from '../support/files.ts';

const ROOT = join(import.meta.dirname, '../..');
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(jsonSchema());

function accepts(text: string): boolean {
  return validate(parse(text, { merge: true }));
}

describe('the JSON Schema', () => {
  const sound = [
    ...['small', 'munich', 'koh-hx-vdi', 'before-4.5-2a'].map((name) => join(ROOT, `samples/${name}.topology.yaml`)),
    ...filesUnder(join(ROOT, 'test/fixtures/plans'), '.topology.yaml'),
  ];
  it.each(sound)('accepts %s', (file) => {
    expect(accepts(readFileSync(file, 'utf8')), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['no version', 'name: x\n'],
    ['an unknown section', 'topology: 1\nhost: []\n'],
    ['an unknown key', 'topology: 1\nhosts: [{ name: a, ip: 10.0.0.1 }]\n'],
    ['a missing key', 'topology: 1\nvms: [{ name: a }]\n'],
    [
      'a value out of range',
      'topology: 1\nproxies: [{ name: p, type: physical, addresses: [], maxConcurrentTasks: 101 }]\n',
    ],
    ['no word of the enumeration', 'topology: 1\nbackupServer: { license: premium }\n'],
    ['two keys in a selector', 'topology: 1\njobs: [{ name: j, include: [{ vm: a, host: b }] }]\n'],
  ])('refuses %s', (_what, text) => {
    expect(accepts(text)).toBe(false);
  });

  it.each([
    ['keys of one’s own', 'topology: 1\nx-note: [1]\nhosts: [{ name: a, x-rack: 4 }]\n'],
    ['empty sections', 'topology: 1\nhosts:\njobs: []\n'],
    [
      'one port without a list',
      'topology: 1\nhosts: [{ name: a, firewall: { rules: [{ ports: 2049, allowedAddresses: all }] } }]\n',
    ],
  ])('accepts %s', (_what, text) => {
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  const rule = (ports: string): string =>
    `hosts: [{ name: a, firewall: { rules: [{ ports: ${ports}, allowedAddresses: all }] } }]\n`;
  const proxy = (keys: string): string => `proxies: [{ name: p, addresses: [], ${keys} }]\n`;
  it.each([
    ['hosts: [{}]\n', false],
    ['hosts: [{ name: a, firewall: {} }]\n', true],
    ['hosts: [{ name: a, version: , firewall: }]\n', true],
    ['hosts: [{ name: }]\n', false],
    ['hosts: [{ name: " " }]\n', false],
    ['hosts: [{ name: true }]\n', true],
    ['hosts: [{ name: 1001 }]\n', true],
    ['hosts:\n  -\n', false],
    ['backupServer:\n', true],
    ['backupServer: { license: , registry: }\n', true],
    ['backupServer: { registry: [{ key: a, name: b, type: DWORD, value: }] }\n', false],
    [rule('65535'), true],
    [rule('65536'), false],
    [rule('0-65535'), true],
    [rule('0-65536'), false],
    [rule('["2049", 00111-2449]'), true],
    [rule('[]'), true],
    [rule(''), false],
    [proxy('type: physical, memoryGB: .5'), true],
    [proxy('type: physical, memoryGB: 1e1'), true],
    [proxy('type: physical, memoryGB: -1'), false],
    [proxy('type: physical, cores: 1.5'), false],
    [proxy('type: physical, enabled: "true"'), false],
    [proxy('type: physical'), true],
    [proxy('type: virtual'), false],
    [proxy('type: virtual, host: '), false],
    ['proxies: [{ name: p, type: physical, addresses: }]\n', false],
    ['datastores: [{ name: d }]\n', false],
    ['datastores: [{ name: d, type: vmfs }]\n', false],
    ['datastores: [{ name: d, type: vmfs, clusters: [] }]\n', true],
    ['datastores: [{ name: d, hyperflex: hx }]\n', true],
    ['datastores: [{ name: d, hyperflex: }]\n', false],
    ['vms: [{ name: v, host: a, datastore: d }]\n', true],
    ['vms: [{ name: v, host: a, disks: [{ datastore: d }] }]\n', true],
    ['vms: [{ name: v, host: a, disks: }]\n', false],
    ['jobs: [{ name: j, include: [{}] }]\n', false],
    ['jobs: [{ name: j, include: [{ x-why: a }] }]\n', false],
    ['jobs: [{ name: j, include: [{ vm: a, x-why: b }] }]\n', true],
    ['jobs: [{ name: j, include: [{ vm: }] }]\n', false],
    ['jobs: [{ name: j, include: , exclude: }]\n', false],
  ])('says the same as the tool of %j: %s', (text, sound) => {
    const { files } = createEngine().analyze('site', `topology: 1\n${text}`).topology;
    expect(files[0]!.problems.map(({ message }) => message).length === 0).toBe(sound);
    expect(accepts(`topology: 1\n${text}`), JSON.stringify(validate.errors)).toBe(sound);
  });
});
