import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './process.ts';

const ROOT = join(import.meta.dirname, '../..');
const HXTOPO = join(ROOT, 'dist/hxtopo.cjs');
const MUNICH = join(ROOT, 'samples/munich.topology.yaml');
const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command in a process of its own. */
function hxtopo(args: readonly string[], input = ''): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn('node', [HXTOPO, ...args], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.once('close', (status) => resolve({ status, out, err }));
    child.stdin.end(input);
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('hxtopo plan', () => {
  it('writes a table and a summary', async () => {
    const { status, out, err } = await hxtopo(['plan', MUNICH]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(
      [
        'VM     Job      Mode                                  Source       Proxy',
        'sql01  nightly  Direct NFS via IO Visor               HX snapshot  proxy01',
        'web01  nightly  Direct NFS via controller cluster IP  HX snapshot  proxy01',
        '',
        '2 VMs: 1 IO Visor · 1 cluster IP',
        '',
      ].join('\n'),
    );
  });

  it('writes JSON as the contract says', async () => {
    const { out } = await hxtopo(['plan', '--format', 'json', MUNICH]);
    const { schemaVersion, files } = JSON.parse(out);
    expect(schemaVersion).toBe(1);
    expect(Object.keys(files[0])).toEqual(['file', 'vms', 'unprotected', 'summary']);
    const [, web01] = files[0].vms;
    expect(Object.keys(web01)).toEqual([
      'job',
      'vm',
      'outcome',
      'mode',
      'source',
      'proxy',
      'alternatives',
      'disks',
      'steps',
      'assumptions',
      'improve',
    ]);
    expect(web01).toMatchObject({
      job: 'nightly',
      vm: 'web01',
      outcome: 'planned',
      mode: 'directNfsClusterIp',
      source: 'hxSnapshot',
      proxy: 'proxy01',
      alternatives: [],
      disks: [],
    });
    const step = web01.steps.find((candidate: { step: string }) => candidate.step === 'direct-nfs-io-visor');
    const line = readFileSync(MUNICH, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('name: esx02'));
    expect(step).toMatchObject({
      verdict: 'no',
      because: [{ proxy: 'proxy01', condition: 'host-firewall', holds: false, file: MUNICH, line }],
    });
    expect(web01.improve).toMatchObject({
      mode: 'directNfsIoVisor',
      proxy: 'proxy01',
      changes: [{ condition: 'host-firewall', line }],
    });
    expect(files[0].summary).toEqual({
      directNfsIoVisor: 1,
      directNfsClusterIp: 1,
      directNfs: 0,
      virtualAppliance: 0,
      network: 0,
      fails: 0,
    });
  });

  it('explains the road of one VM as a page for a ticket', async () => {
    const { status, out, err } = await hxtopo(['plan', '--vm', 'web01', '--explain', MUNICH]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^# web01 in nightly\n\nproxy01 reads it by Direct NFS via the controller cluster IP /);
    const line =
      readFileSync(MUNICH, 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('name: esx02')) + 1;
    expect(out).toContain(
      `Is the IO Visor accessible? **No**: no effective rule of the firewall of esx02 lets in 10.10.50.21 of proxy01 (munich.topology.yaml:${line})\n`,
    );
    expect(out).toContain('\n\n**To get it onto the IO Visor path** (by proxy01):\n\n- ');
    expect(out).toMatch(/\n\n---\n\nPlanned by hxtopo from munich\.topology\.yaml\.\n$/);
    expect(out).not.toMatch(/sql01|file:|\]\(/);
    expect((await hxtopo(['plan', '--explain', '--format', 'markdown', '--vm', 'web01', MUNICH])).out).toBe(out);
  });

  it('explains the road of one VM as text', async () => {
    const { out } = await hxtopo(['plan', '--explain', '--format', 'text', '--vm', 'web01', MUNICH]);
    expect(out).toContain(
      'Is the IO Visor accessible? no\n     - no effective rule of the firewall of esx02 lets in 10.10.50.21 of proxy01',
    );
    expect(out).not.toContain('sql01');
  });

  it('exits with 1 when a VM fails, which has no mode', async () => {
    const path = file(
      'fails.topology.yaml',
      readFileSync(MUNICH, 'utf8').replace(
        'host: esx02, datastore: ds-prod }',
        'host: esx02, datastore: ds-prod, snapshot: esxi }',
      ),
    );
    const { status, out } = await hxtopo(['plan', '--format', 'json', path]);
    expect(status).toBe(1);
    expect(JSON.parse(out).files[0].vms[1]).toMatchObject({
      outcome: 'fails',
      mode: null,
      source: null,
      proxy: null,
      failure: 'failover-off',
    });
  });

  it('writes CSV and Markdown', async () => {
    expect((await hxtopo(['plan', '--format', 'csv', MUNICH])).out).toContain(
      'web01,nightly,Direct NFS via controller cluster IP,HX snapshot,proxy01\r\n',
    );
    expect((await hxtopo(['plan', '--format', 'markdown', MUNICH])).out).toContain(
      '| sql01 | nightly | Direct NFS via IO Visor | HX snapshot | proxy01 |',
    );
  });

  it('plans only the job that is asked for, and says when there is none', async () => {
    expect((await hxtopo(['plan', '--job', 'night*', MUNICH])).status).toBe(0);
    expect(await hxtopo(['plan', '--job', 'weekly', MUNICH])).toMatchObject({
      status: 2,
      err: `hxtopo: no job 'weekly' is planned in ${MUNICH}\n`,
    });
  });
});

describe('hxtopo check', () => {
  it('reports each file, and fails on errors only unless told otherwise', async () => {
    const { status, out } = await hxtopo(['check', MUNICH]);
    expect(status).toBe(0);
    expect(out).toContain(`${MUNICH}:33:11 warning firewall/iovisor-rule-missing\n`);
    expect(out).toContain('1 file: 1 warning');
    expect((await hxtopo(['check', '--fail-on', 'warning', MUNICH])).status).toBe(1);
  });

  it('writes JSON as the contract says', async () => {
    const { out } = await hxtopo([
      'check',
      '--format',
      'json',
      MUNICH,
      file('copy.topology.yaml', readFileSync(MUNICH, 'utf8')),
    ]);
    const { schemaVersion, files, summary } = JSON.parse(out);
    expect(schemaVersion).toBe(1);
    expect(summary).toEqual({ error: 0, warning: 2, information: 0, hint: 0 });
    expect(files).toHaveLength(2);
    const [diagnostic] = files[0].diagnostics;
    expect(Object.keys(diagnostic)).toEqual(['code', 'severity', 'message', 'range', 'related', 'fixes']);
    expect(diagnostic).toMatchObject({
      code: 'firewall/iovisor-rule-missing',
      severity: 'warning',
      range: { start: { line: 32, character: 10 }, end: { line: 32, character: 15 } },
    });
    expect(diagnostic.fixes[0]).toMatchObject({ safe: false });
  });

  it('reads standard input', async () => {
    const { status, out } = await hxtopo(['check', '-'], 'topology: 2\n');
    expect(status).toBe(1);
    expect(out).toContain('-:1:11 error format/version');
  });

  it('sets the severity of a rule', async () => {
    expect((await hxtopo(['check', '--rule', 'firewall/iovisor-rule-missing=off', MUNICH])).out).toBe(
      '1 file: nothing to report\n',
    );
    expect((await hxtopo(['check', '--rule', 'firewall/iovisor-rule-missing=error', MUNICH])).status).toBe(1);
    expect(await hxtopo(['check', '--rule', 'firewall/nothing=off', MUNICH])).toMatchObject({
      status: 2,
      err: "hxtopo: --rule: there is no rule 'firewall/nothing'\n",
    });
  });
});

describe('hxtopo', () => {
  it('explains itself', async () => {
    expect((await hxtopo(['--help'])).out).toMatch(/^Usage: hxtopo COMMAND/);
    expect((await hxtopo(['plan', '--help'])).out).toMatch(/^Usage: hxtopo plan/);
    expect((await hxtopo(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['nonsense'], "hxtopo: there is no command 'nonsense'; see 'hxtopo --help'\n"],
    [['plan'], 'hxtopo: plan wants at least one FILE\n'],
    [['check', '--format', 'xml', 'x'], "hxtopo: --format takes text, json, sarif, github or junit, not 'xml'\n"],
    [['plan', '--colour', 'x'], "hxtopo: Unknown option '--colour'\n"],
    [['plan', 'nowhere.topology.yaml'], 'hxtopo: nowhere.topology.yaml: no such file\n'],
    [['plan', '.'], 'hxtopo: .: is a folder, not a file\n'],
    [
      ['check', '--rule', 'job/vm-fails', 'x'],
      "hxtopo: --rule wants CODE=SEVERITY, as in 'job/vm-fails=off', not 'job/vm-fails'\n",
    ],
    [['check', 'nowhere.topology.yaml'], 'hxtopo: nowhere.topology.yaml: no such file\n'],
    [['lsp'], 'hxtopo: lsp wants to know how to talk: --stdio, --node-ipc or --socket=PORT\n'],
  ])('%j cannot work: exit 2, and one line on standard error', async (args, err) => {
    expect(await hxtopo(args)).toMatchObject({ status: 2, err });
  });

  it('does not plan what it cannot read', async () => {
    const broken = file('broken.topology.yaml', `${readFileSync(MUNICH, 'utf8')}x: [`);
    const { status, err } = await hxtopo(['plan', broken]);
    expect(status).toBe(0);
    expect(err).toContain('1 error in its YAML: the plan covers only what could be read');
    expect((await hxtopo(['plan', '-'], 'vms: [')).status).toBe(2);
    const utf16 = join(folder, 'utf16.topology.yaml');
    writeFileSync(utf16, '\ufefftopology: 1\n', 'utf16le');
    expect(await hxtopo(['check', utf16])).toMatchObject({
      status: 2,
      err: `hxtopo: ${utf16}: is not UTF-8: it looks like UTF-16; save it as UTF-8\n`,
    });
    expect((await hxtopo(['check', '-', '-'])).status).toBe(2);
  });

  it('says of a file in another encoding, or without line breaks, what is wrong with it', async () => {
    const latin1 = join(folder, 'latin1.topology.yaml');
    writeFileSync(latin1, 'topology: 1\nhosts: [{ name: M\u00fcnchen }]\n', 'latin1');
    expect(await hxtopo(['check', latin1])).toEqual({
      status: 2,
      out: 'nothing is checked: no file could be read\n',
      err: `hxtopo: ${latin1}: is not UTF-8: line 2 has a character of another encoding, Latin-1 perhaps; save it as UTF-8\n`,
    });
    expect(await hxtopo(['plan', '-'], 'topology: 1\rhosts: []\r')).toMatchObject({
      status: 2,
      err: 'hxtopo: -: its lines end in CR alone, which is no line break here; save it with LF or CRLF\n',
    });
  });

  it('does not count a byte order mark, as no editor does', async () => {
    const marked = '\ufefftopology: 2\n';
    expect((await hxtopo(['check', '-'], marked)).out).toContain('-:1:11 error format/version');
    const { out } = await hxtopo(['check', '--format', 'json', '-'], marked);
    expect(JSON.parse(out).files[0].diagnostics[0].range.start).toEqual({ line: 0, character: 10 });
  });

  it('ends with a line where the server is started without a way to talk', async () => {
    expect(await run('node', [join(ROOT, 'dist/server.cjs')], folder)).toEqual({
      status: 2,
      out: '',
      err: 'hxtopo: lsp wants to know how to talk: --stdio, --node-ipc or --socket=PORT\n',
    });
  });

  it('lets no name send escape sequences to the terminal', async () => {
    const text = readFileSync(MUNICH, 'utf8').replace('{ name: sql01', '{ name: "sql\\e[31m"');
    for (const format of ['text', 'csv', 'markdown']) {
      const { out } = await hxtopo(['plan', '--format', format, '-'], text);
      expect(out).toContain('[31m');
      expect(out).not.toContain('\u001b');
    }
    expect((await hxtopo(['\u001b[31m'])).err).not.toContain('\u001b');
  });

  it('reads the other files when one is missing, and exits with 2', async () => {
    const { status, out, err } = await hxtopo(['check', 'nowhere.topology.yaml', MUNICH]);
    expect({ status, err }).toEqual({ status: 2, err: 'hxtopo: nowhere.topology.yaml: no such file\n' });
    expect(out).toContain('firewall/iovisor-rule-missing');
  });

  it('writes a JSON Schema', async () => {
    expect(JSON.parse((await hxtopo(['schema'])).out)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['topology'],
    });
  });
});
