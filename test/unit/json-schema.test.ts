import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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
});
