import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DIFF_FIELDS } from '../../server/src/cli/reporters/diff-fields.ts';
import { hxtopo, ROOT, run, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const OPEN = readFileSync(join(ROOT, 'samples/munich.topology.yaml'), 'utf8');
const SHUT = OPEN.replace('allowedAddresses: [10.10.50.21]', 'allowedAddresses: []');
const FAILS = OPEN.replace('host: esx02, datastore: ds-prod }', 'host: esx02, datastore: ds-prod, snapshot: esxi }');
const WHY = 'no effective rule of the firewall of esx01 lets in 10.10.50.21 of proxy01';
const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part));

/** The paths of all values in JSON that are no objects; `null` has none, where an object may stand. */
function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object') return [path];
  if (value === null) return /\.(before|after)$/.test(path) ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`));
}

const diff = (...args: string[]) => hxtopo(['diff', ...args], folder);
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeAll(() => {
  write('open.yaml', OPEN);
  write('shut.yaml', SHUT);
  write('fails.yaml', FAILS);
});

describe('hxtopo diff', () => {
  it('tells which VMs change, and the condition that decided it', async () => {
    const { status, out, err } = await diff('open.yaml', 'shut.yaml');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(
      [
        `1 VM worse: ${WHY}`,
        `shut.yaml:${lineOf(SHUT, 'name: esx01') + 1}`,
        'VM     Job      Before                            After',
        'sql01  nightly  IO Visor · HX snapshot · proxy01  cluster IP · HX snapshot · proxy01',
        '',
        '1 VM worse; 1 unchanged',
        '  before  1 IO Visor · 1 cluster IP',
        '  after   2 cluster IP',
        '',
      ].join('\n'),
    );
  });

  it('says so when nothing changes', async () => {
    const { status, out } = await diff('--fail-on-degraded', 'open.yaml', 'open.yaml');
    expect({ status, out }).toEqual({ status: 0, out: 'No VM changes mode, source or proxy (2 VMs)\n' });
    expect((await diff('--format', 'markdown', 'open.yaml', 'open.yaml')).out).toBe(
      '### Backup plan: No VM changes mode, source or proxy (2 VMs)\n',
    );
  });

  it('writes JSON with the decision and its place', async () => {
    const { out } = await diff('--format', 'json', 'open.yaml', 'shut.yaml');
    const json = JSON.parse(out);
    expect(Object.keys(json)).toEqual(['schemaVersion', 'before', 'after', 'changes', 'counts', 'degraded']);
    expect(json.before).toMatchObject({ file: 'open.yaml', summary: { directNfsIoVisor: 1 } });
    expect(json.after).toMatchObject({ file: 'shut.yaml', summary: { directNfsIoVisor: 0 } });
    expect(json.changes).toEqual([
      {
        kind: 'worse',
        job: 'nightly',
        vm: 'sql01',
        before: { outcome: 'planned', mode: 'directNfsIoVisor', source: 'hxSnapshot', proxy: 'proxy01' },
        after: { outcome: 'planned', mode: 'directNfsClusterIp', source: 'hxSnapshot', proxy: 'proxy01' },
        decision: {
          step: 'direct-nfs-io-visor',
          condition: 'host-firewall',
          proxy: 'proxy01',
          side: 'after',
          file: 'shut.yaml',
          line: lineOf(SHUT, 'name: esx01'),
          message: WHY,
        },
      },
    ]);
    expect(json.counts).toEqual({ worse: 1, better: 0, changed: 0, added: 0, removed: 0, unchanged: 1 });
    expect(json.degraded).toBe(1);
  });

  it('gives a VM that fails no mode, and one that is not there no answer', async () => {
    write('added.yaml', FAILS.replace('name: web01', 'name: new01'));
    const { changes } = JSON.parse((await diff('--format', 'json', 'open.yaml', 'added.yaml')).out);
    const failing = { outcome: 'fails', mode: null, source: null, proxy: null, failure: 'failover-off' };
    expect(changes).toMatchObject([
      { kind: 'added', vm: 'new01', before: null, after: failing },
      { kind: 'removed', vm: 'web01', after: null, decision: { step: null, condition: null } },
    ]);
  });

  it('writes the fields that are documented, and no other', async () => {
    write('moved.yaml', FAILS.replace('name: web01', 'name: new01').replace('name: sql01', 'name: sql02'));
    const outputs = [
      await diff('--format', 'json', 'open.yaml', 'shut.yaml'),
      await diff('--format', 'json', 'open.yaml', 'moved.yaml'),
      await diff('--format', 'json', 'fails.yaml', 'open.yaml'),
    ];
    const written = new Set(outputs.flatMap(({ out }) => pathsOf(JSON.parse(out))));
    const documented = Object.keys(DIFF_FIELDS);
    // Told once for both sides, for all outcomes, and for all kinds of a change.
    const known = [...written].map((path) =>
      path
        .replace(/^(before|after)\.summary\..*/, '$1.summary')
        .replace(/^changes\[\]\.after\./, 'changes[].before.')
        .replace(/^counts\.(better|changed|added|removed)$/, 'counts.worse'),
    );
    expect([...new Set([...known, 'changes[].before', 'changes[].after'])].sort()).toEqual(documented.sort());
    const page = readFileSync(join(ROOT, 'docs/diff.md'), 'utf8');
    for (const path of documented) expect(page).toContain(`| \`${path}\` |`);
  });

  it('writes Markdown in which no name acts as markup, and folds what is long', async () => {
    const vms = Array.from(
      { length: 11 },
      (_, index) => `  - { name: "@a|${index}", host: esx01, datastore: ds-prod }\n`,
    );
    const many = (text: string): string => text.replace('vms:\n', `vms:\n${vms.join('')}`);
    write('many-open.yaml', many(OPEN));
    write('many-shut.yaml', many(SHUT));
    const { out } = await diff('--format', 'markdown', 'many-open.yaml', 'many-shut.yaml');
    expect(out).toMatch(/^### Backup plan: 12 VMs worse; 1 unchanged\n\n\| VMs \| Before \| After \|\n/);
    expect(out).toContain('| IO Visor | 12 | 0 |');
    expect(out).toContain(`**12 VMs worse**: ${WHY} (many-shut.yaml, line `);
    expect(out).toContain('| \\@a\\|0 | nightly | IO Visor · HX snapshot · proxy01 |');
    expect(out.match(/<details>/g)).toHaveLength(1);
    expect((await diff('--format', 'markdown', 'open.yaml', 'shut.yaml')).out).not.toContain('<details>');
  });

  it('keeps Markdown short enough for a comment, and says how many are left', async () => {
    const vms = Array.from(
      { length: 300 },
      (_, index) => `  - { name: vm${index}, host: esx01, datastore: ds-prod }\n`,
    );
    write('huge-open.yaml', OPEN.replace('vms:\n', `vms:\n${vms.join('')}`));
    write('huge-shut.yaml', SHUT.replace('vms:\n', `vms:\n${vms.join('')}`));
    const { out } = await diff('--format', 'markdown', 'huge-open.yaml', 'huge-shut.yaml');
    expect(out).toContain('… and 101 more');
    expect(out.length).toBeLessThan(65536);
  });

  it('fails on what is worse only when told to', async () => {
    expect((await diff('open.yaml', 'fails.yaml')).status).toBe(0);
    expect((await diff('--fail-on-degraded', 'open.yaml', 'fails.yaml')).status).toBe(1);
    expect((await diff('--fail-on-degraded', 'open.yaml', 'shut.yaml')).status).toBe(1);
    expect((await diff('--fail-on-degraded', 'shut.yaml', 'open.yaml')).status).toBe(0);
  });

  it.each([
    [[], 'diff wants two files: OLD and NEW'],
    [['open.yaml'], 'diff wants two files: OLD and NEW'],
    [['a', 'b', 'c'], 'diff wants two files: OLD and NEW'],
    [['--format', 'csv', 'a', 'b'], "--format takes text, json or markdown, not 'csv'"],
    [['nowhere.yaml', 'open.yaml'], 'nowhere.yaml: no such file'],
    [['-', '-'], "'-' can be given once: there is one standard input"],
    [['git:HEAD', '-'], 'git:REV wants a file as NEW, not standard input'],
    [['git:--output=x', 'open.yaml'], "'--output=x' is no revision"],
    [['git:', 'open.yaml'], "'' is no revision"],
    [['git:HEAD:other', 'open.yaml'], "'HEAD:other' is no revision"],
  ])('%j cannot work: exit 2, and one line on standard error', async (args, err) => {
    expect(await diff(...args)).toEqual({ status: 2, out: '', err: `hxtopo: ${err}\n` });
  });

  it('does not take all VMs of a file that cannot be read as gone', async () => {
    const { status, out, err } = await hxtopo(['diff', 'open.yaml', '-'], folder, 'vms: [');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^hxtopo: -: 1 error in its YAML: [^\n]*\n$/);
  });
});

describe('hxtopo diff git:REV', () => {
  const repository = temporaryFolder();
  const site = 'sites/munich; $(touch ran).yaml';

  async function git(...args: string[]): Promise<void> {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
    const { status, err } = await run('git', [...identity, ...args], repository);
    expect(status, err).toBe(0);
  }

  beforeAll(async () => {
    await git('init', '--quiet');
    mkdirSync(join(repository, 'sites'));
    writeFileSync(join(repository, site), OPEN);
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'open');
    writeFileSync(join(repository, site), SHUT);
  });

  it('compares a file with itself at a revision, from any folder', async () => {
    const { status, out, err } = await hxtopo(['diff', '--fail-on-degraded', 'git:HEAD', site], repository);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toContain(`1 VM worse: ${WHY}`);
    const elsewhere = await hxtopo(['diff', 'git:HEAD', join(repository, site)], folder);
    expect(elsewhere.out).toContain('1 VM worse; 1 unchanged');
  });

  it('works in a hook, where Git points to the repository by the environment', async () => {
    const program = ['-c', 'GIT_DIR=.git exec node "$@"', 'sh', join(ROOT, 'dist/hxtopo.cjs')];
    const { out, err } = await run('sh', [...program, 'diff', 'git:HEAD', site], repository);
    expect(err).toBe('');
    expect(out).toContain('1 VM worse; 1 unchanged');
  });

  it('says in a line what Git could not do', async () => {
    expect(await hxtopo(['diff', 'git:nowhere', site], repository)).toEqual({
      status: 2,
      out: '',
      err: "hxtopo: git:nowhere: invalid object name 'nowhere'\n",
    });
    writeFileSync(join(repository, 'new.yaml'), OPEN);
    expect(await hxtopo(['diff', 'git:HEAD', 'new.yaml'], repository)).toMatchObject({
      status: 2,
      err: "hxtopo: git:HEAD: path 'new.yaml' exists on disk, but not in 'HEAD'\n",
    });
    const outside = await hxtopo(['diff', 'git:HEAD', 'open.yaml'], folder);
    expect(outside).toMatchObject({ status: 2 });
    expect(outside.err).toMatch(/^hxtopo: git:HEAD: not a git repository[^\n]*\n$/);
  });
});
