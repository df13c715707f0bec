import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hxtopo, ROOT, run, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const SAMPLE = readFileSync(join(ROOT, 'samples/munich.topology.yaml'), 'utf8');
const remediate = (...args: string[]) => hxtopo(['remediate', ...args], folder);

beforeAll(() => writeFileSync(join(folder, 'munich.topology.yaml'), SAMPLE));

describe('hxtopo remediate', () => {
  it('writes PowerShell, with its checklist at the end', async () => {
    const { status, out, err } = await remediate('munich.topology.yaml');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^#Requires -Version 5\.1\n/);
    expect(out).toContain(
      "Set-HostRuleset -HostName 'esx01' -Id 'veeam-iovisor' -Enabled $true -Allowed '10.10.50.21'\n",
    );
    expect(out).toContain("-Name 'EnableSameHostHotaddMode' -Kind DWord -Data 2\n");
    expect(out).toMatch(/\n# Left to do by hand\n# \[ \] /);
  });

  it('writes the same from standard input, by its name there', async () => {
    const { status, out } = await hxtopo(['remediate', '-'], folder, SAMPLE);
    expect(status).toBe(0);
    expect(out).toContain("Set-HostRuleset -HostName 'esx01'");
  });

  it('writes only the parts that are asked for', async () => {
    const { out } = await remediate('--only', 'registry, jobs', 'munich.topology.yaml');
    expect(out).toContain('EnableSameHostHotaddMode');
    expect(out).not.toMatch(/Set-HostRuleset|Set-BackupProxy/);
    expect(out).toContain('# [ ] Job nightly: Integration, Failover to standard backup: off.');
  });

  it('writes the checklist alone', async () => {
    const { out } = await remediate('--format', 'checklist', 'munich.topology.yaml');
    expect(out).toMatch(/^Left to do by hand, of what munich\.topology\.yaml says:\n(\[ \] .*\n)+$/);
  });

  it('writes into a file, and tells what is left to do', async () => {
    const { status, out } = await remediate('-o', 'munich.ps1', 'munich.topology.yaml');
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'munich.ps1'), 'utf8')).toMatch(/^#Requires/);
    expect(out).toMatch(/^Left to do by hand/);
  });

  it('tells in the head what the checks find, as severe as the project says', async () => {
    const { out } = await remediate('munich.topology.yaml');
    expect(out).toContain('(firewall/iovisor-rule-missing)');
    mkdirSync(join(folder, 'strict'), { recursive: true });
    writeFileSync(join(folder, 'strict/munich.topology.yaml'), SAMPLE);
    writeFileSync(join(folder, 'strict/.hxtopo.yaml'), 'hxtopo: 1\nrules:\n  firewall/iovisor-rule-missing: off\n');
    expect((await remediate('strict/munich.topology.yaml')).out).not.toContain('(firewall/iovisor-rule-missing)');
  });

  it.each([
    [[], 'hxtopo: remediate wants one FILE\n'],
    [['a', 'b'], 'hxtopo: remediate wants one FILE\n'],
    [['--format', 'bash', 'munich.topology.yaml'], /^hxtopo: .*powershell.*esxcli.*checklist/],
    [['--only', 'registry,vms', 'munich.topology.yaml'], /^hxtopo: .*vms/],
    [['none.topology.yaml'], /^hxtopo: none\.topology\.yaml: /],
    [['-o', 'none/out.ps1', 'munich.topology.yaml'], /^hxtopo: none\/out\.ps1: /],
  ])('%j cannot work: exit 2, and one line on standard error', async (args, said) => {
    const { status, out, err } = await remediate(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    if (typeof said === 'string') expect(err).toBe(said);
    else expect(err).toMatch(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself, and that it runs nothing', async () => {
    const { status, out } = await remediate('--help');
    expect(status).toBe(0);
    expect(out).toMatch(/^Usage: hxtopo remediate/);
    expect(out).toContain('It runs nothing itself.');
  });

  it('writes what its page shows', async () => {
    const page = readFileSync(join(ROOT, 'docs/remediate.md'), 'utf8');
    const blocks = (text: string): string[] =>
      text.split('\n').filter((line) => /^(# |Set-| {2}'| {4}[#s])/.test(line));
    const shown = [...page.matchAll(/```(?:powershell|sh)\n([\s\S]*?)```/g)].flatMap(([, block]) => blocks(block!));
    expect(shown).toHaveLength(11);
    const written = await Promise.all(
      ['powershell', 'esxcli'].map((format) => remediate('--format', format, 'munich.topology.yaml')),
    );
    const lines = new Set(written.flatMap(({ out }) => out.split('\n')));
    expect(shown.filter((line) => !lines.has(line))).toEqual([]);
  });

  it('quotes what a name would run', async () => {
    const evil = `'; New-Item pwned; '$(touch pwned)\`touch pwned\`"; touch pwned; #`;
    const text = SAMPLE.replaceAll('esx01', JSON.stringify(evil)).replaceAll('proxy01', JSON.stringify(`p${evil}`));
    const { status, out } = await hxtopo(['remediate', '-'], folder, text);
    expect(status).toBe(0);
    expect(out).toContain(`-HostName '${evil.replaceAll("'", "''")}'`);
    const shell = await hxtopo(['remediate', '--format', 'esxcli', '-'], folder, text);
    writeFileSync(join(folder, 'evil.sh'), shell.out);
    expect((await run('sh', ['evil.sh', 'other'], folder)).status).toBe(2);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});

/** As much of ESXi's own as the script asks for; what is set is kept in a folder. */
const ESXCLI = `#!/bin/sh
echo "$*" >>log
case "$3 $4 $5" in
  'ruleset list --ruleset-id')
    printf 'Name  Enabled\\n----  -------\\n%s  %s\\n' "$6" "$(cat enabled)" ;;
  'ruleset allowedip list')
    printf 'Ruleset  Allowed IP Addresses\\n-------  ----\\n%s  %s\\n' "$7" "$(tr '\\n' ' ' <allowed | sed -e 's/ $//' -e 's/ /, /g')" ;;
  'ruleset allowedip add') echo "$9" >>allowed ;;
  'ruleset allowedip remove') grep -vxF -e "$9" allowed >rest; mv rest allowed ;;
  'ruleset set --ruleset-id')
    case "$7" in
      --allowed-all) if [ "$8" = true ]; then echo All >allowed; else : >allowed; fi ;;
      --enabled) echo "$8" >enabled ;;
    esac ;;
esac
`;

describe.skipIf(process.platform === 'win32')('the esxcli script, run', () => {
  const host = temporaryFolder();
  const sh = async (...args: string[]): Promise<{ status: number | null; out: string; changes: string[] }> => {
    writeFileSync(join(host, 'log'), '');
    const { status, out } = await run('env', [`PATH=${host}${delimiter}${process.env.PATH}`, 'sh', ...args], host);
    const changes = readFileSync(join(host, 'log'), 'utf8')
      .split('\n')
      .filter((line) => / (set|add|remove) /.test(line));
    return { status, out, changes };
  };

  beforeAll(async () => {
    writeFileSync(join(host, 'esxcli'), ESXCLI);
    chmodSync(join(host, 'esxcli'), 0o755);
    writeFileSync(join(host, 'enabled'), 'false\n');
    writeFileSync(join(host, 'allowed'), 'All\n');
    writeFileSync(join(host, 'fix.sh'), (await remediate('--format', 'esxcli', 'munich.topology.yaml')).out);
  });

  it('in a dry run changes nothing and tells all', async () => {
    const { status, out, changes } = await sh('fix.sh', '-n', 'esx01');
    expect({ status, changes }).toEqual({ status: 0, changes: [] });
    expect(
      out.split('\n').filter((line) => line.startsWith('would run: esxcli network firewall ruleset')),
    ).toHaveLength(3);
  });

  it('sets what differs, and run again changes nothing', async () => {
    const first = await sh('fix.sh', 'esx01');
    expect(first).toMatchObject({
      status: 0,
      changes: [
        'network firewall ruleset set --ruleset-id veeam-iovisor --allowed-all false',
        'network firewall ruleset allowedip add --ruleset-id veeam-iovisor --ip-address 10.10.50.21',
        'network firewall ruleset set --ruleset-id veeam-iovisor --enabled true',
      ],
    });
    expect(await sh('fix.sh', 'esx01')).toEqual({ status: 0, out: '', changes: [] });
  });

  it('takes out who is not named, and changes nothing on a host that the file does not name', async () => {
    writeFileSync(join(host, 'allowed'), '10.10.50.21\n10.9.9.9\n');
    expect((await sh('fix.sh', 'esx01')).changes).toEqual([
      'network firewall ruleset allowedip remove --ruleset-id veeam-iovisor --ip-address 10.9.9.9',
    ]);
    expect(await sh('fix.sh', 'esx99')).toMatchObject({ status: 2, changes: [] });
  });
});
