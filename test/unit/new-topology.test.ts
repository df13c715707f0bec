import { describe, expect, it, test } from 'vitest';
import { readHosts, readProxies, readSystem } from '../../client/src/features/new-topology/answers.ts';
import { createEngine } from '../../server/src/engine/engine.ts';
import { type NewTopology, newTopology } from '../../server/src/engine/start/new-topology.ts';

const SYSTEM = { name: 'hx-muc', dataNetwork: '10.10.50.0/24' };
const HOSTS = ['esx01', 'esx02'];
const PROXIES = ['1', '2', '3'].map((n) => ({ name: `proxy0${n}`, addresses: [`10.10.10.2${n}`, `10.10.50.2${n}`] }));

describe('a new topology', () => {
  const check = (known: NewTopology, expected: string): void => {
    const { text, cursor } = newTopology(known);
    expect(`${text.slice(0, cursor)}|${text.slice(cursor)}`).toBe(expected);
  };

  it('has what is known, and the cursor where something is not', () =>
    check(
      { name: 'Munich: production', hyperflex: SYSTEM, hosts: HOSTS, proxies: PROXIES, virtualProxies: true },
      `topology: 1
name: 'Munich: production'

hyperflex:
  - name: hx-muc
    dataNetwork: 10.10.50.0/24

hosts:
  - name: esx01
    hyperflex: hx-muc
  - name: esx02
    hyperflex: hx-muc

datastores:|

proxies:
  - name: proxy01
    type: virtual
    host: esx01
    addresses: [10.10.10.21, 10.10.50.21]
  - name: proxy02
    type: virtual
    host: esx02
    addresses: [10.10.10.22, 10.10.50.22]
  - name: proxy03
    type: virtual
    host: esx01
    addresses: [10.10.10.23, 10.10.50.23]

vms:
`,
    ));

  it('is its sections where nothing is known', () =>
    check({}, 'topology: 1\n\nhyperflex:|\n\nhosts:\n\ndatastores:\n\nproxies:\n\nvms:\n'));

  const either = <T>(value: T): readonly (T | undefined)[] => [value, undefined];
  const all = either('null').flatMap((name) =>
    either(SYSTEM).flatMap((hyperflex) =>
      either(HOSTS).flatMap((hosts) =>
        either(PROXIES).flatMap((proxies) =>
          either(true).map((virtualProxies) => ({
            ...(name ? { name } : {}),
            ...(hyperflex ? { hyperflex } : {}),
            ...(hosts ? { hosts } : {}),
            ...(proxies ? { proxies } : {}),
            ...(virtualProxies ? { virtualProxies } : {}),
          })),
        ),
      ),
    ),
  );

  it.each(all)('is sound, and says nothing but what nobody uses yet: %j', (known) => {
    const { diagnostics, topology, tree } = createEngine().analyze('site', newTopology(known).text);
    expect(tree.errors).toEqual([]);
    expect(diagnostics.filter(({ code }) => code !== 'reference/unused')).toEqual([]);
    expect(topology.files[0]!.name?.value).toBe('name' in known ? 'null' : undefined);
    expect(topology.hosts.map(({ name }) => name)).toEqual(known.hosts ?? []);
    expect(topology.proxies.map(({ name }) => name)).toEqual((known.proxies ?? []).map(({ name }) => name));
  });
});

describe('answers', () => {
  test.each([
    ['hx-muc 10.10.50.0/24', SYSTEM],
    [' hx-muc, 10.10.50.0/24 ', SYSTEM],
    ['hx-muc', undefined],
    ['10.10.50.0/24', undefined],
    ['hx-muc 10.10.50.0', undefined],
  ])('of a system: %s', (answer, expected) => expect(readSystem(answer)).toEqual(expected));

  test.each([
    ['esx01, esx02', HOSTS],
    ['esx01 esx02;', HOSTS],
    ['2', HOSTS],
    ['1001 1002', ['1001', '1002']],
    ['0', undefined],
    ['65', undefined],
    ['esx01 esx01', undefined],
  ])('of hosts: %s', (answer, expected) => expect(readHosts(answer)).toEqual(expected));

  test.each([
    ['proxy01 10.10.10.21 10.10.50.21, proxy02 10.10.10.22 10.10.50.22', PROXIES.slice(0, 2)],
    ['p', [{ name: 'p', addresses: [] }]],
    ['10.10.10.21', undefined],
    ['p 10.10.10', undefined],
    ['p 10.10.10.21, p 10.10.10.22', undefined],
  ])('of proxies: %s', (answer, expected) => expect(readProxies(answer)).toEqual(expected));
});
