import type { Parser } from '@vscode/tree-sitter-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandsIn, errorsIn, grammar } from '../../support/grammars.ts';
import { hostility, MARK, withHostileNames } from '../../support/hostile.ts';
import { scriptsOf, TEXTS } from './script.ts';

const SITE = `topology: 1
hyperflex: [{ name: hx1, dataNetwork: 10.10.50.0/24 }]
clusters:
  - name: cl1
    hyperflex: hx1
    firewall:
      enabled: true
      rules: [{ name: iovisor, ports: 0-65535, allowedAddresses: ["proxy:p1", 10.10.50.64/26] }]
hosts:
  - { name: esx1, cluster: cl1 }
  - { name: esx2, cluster: cl1 }
  - { name: esx3, hyperflex: hx1, firewall: { rules: [{ name: by&hand, delivery: manual, enabled: false, protocol: any, ports: [111, 2049-2050], allowedAddresses: all }] } }
proxies: [{ name: p1, type: virtual, host: esx1, addresses: [10.10.50.21] }]
`;

/** What is run on one host. */
function linesOf(script: string, host: string): string[] {
  const lines = script.split('\n');
  const start = lines.indexOf(`  '${host}')`);
  expect(start).toBeGreaterThan(0);
  return lines.slice(start + 1, lines.indexOf('    ;;', start)).map((line) => line.trim());
}

let bash: Parser;
beforeAll(async () => {
  bash = await grammar('bash');
});

describe('the esxcli script', () => {
  it('has lines for each host, with why and where in the file', () => {
    const { esxcli } = scriptsOf(SITE);
    const lines = [
      '# site.topology.yaml:7: the firewall is on',
      'change esxcli network firewall set --enabled true',
      '# site.topology.yaml:8: inbound TCP 0-65535, so that backup proxies reach the IO Visor',
      "set_ruleset 'iovisor' true '10.10.50.21' '10.10.50.64/26'",
    ];
    expect(linesOf(esxcli, 'esx1')).toEqual(lines);
    expect(linesOf(esxcli, 'esx2')).toEqual(lines);
  });

  it('writes a ruleset by hand where the file says so', () => {
    const lines = linesOf(scriptsOf(SITE).esxcli, 'esx3');
    expect(lines).toContain("make_ruleset 'by&hand' <<'END'");
    expect(lines).toContain('<id>by&#38;hand</id>');
    expect(lines.filter((line) => line.startsWith('<port>'))).toEqual([
      '<port>111</port>',
      '<port><begin>2049</begin><end>2050</end></port>',
      '<port>111</port>',
      '<port><begin>2049</begin><end>2050</end></port>',
    ]);
    expect(lines.at(-1)).toBe("set_ruleset 'by&hand' false 'all'");
  });

  it('ends with what brings a ruleset to a host for good, and where ESXi keeps them fixed', () => {
    const flowing = scriptsOf(SITE).esxcli.replace(/\n# +/g, ' ');
    for (const said of ['lost when the host restarts', 'Secure Boot', '8.0 U2']) expect(flowing).toContain(said);
  });

  it('is a shell script, for all samples and fixtures', () => {
    for (const text of [SITE, ...TEXTS]) expect(errorsIn(bash, scriptsOf(text).esxcli), text).toEqual([]);
  });

  it('is the same commands, whatever the names are', () => {
    const own = new Set(commandsIn(bash, scriptsOf(SITE).esxcli));
    let seen = 0;
    fc.assert(
      fc.property(fc.constantFrom(SITE, ...TEXTS.slice(0, 40)), hostility, (text, names) => {
        const hostile = withHostileNames(text, names);
        fc.pre(hostile !== undefined);
        const { esxcli } = scriptsOf(hostile);
        if (esxcli.includes(MARK)) seen++;
        expect(errorsIn(bash, esxcli)).toEqual([]);
        expect(commandsIn(bash, esxcli).filter((name) => !own.has(name))).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(20);
  });
});
