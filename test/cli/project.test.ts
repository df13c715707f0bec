import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hxtopo, ROOT, temporaryFolder } from './process.ts';

const MUNICH = join(ROOT, 'samples/munich.topology.yaml');
/** What the rule of the sample's one finding is. */
const RULE = 'firewall/iovisor-rule-missing';
const root = temporaryFolder();
let sites = 0;

/** A new folder with the given files; `munich.topology.yaml` where a text is `true`. */
function site(files: { readonly [path: string]: string | true }): string {
  const folder = join(root, String(++sites));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === true) cpSync(MUNICH, file);
    else writeFileSync(file, text);
  }
  return folder;
}

/** The severities of what is found, in the order of the files. */
async function check(folder: string, args: readonly string[], input = '') {
  const { out, err, status } = await hxtopo(['check', '--format', 'json', ...args], folder, input);
  const files: { diagnostics: { severity: string }[] }[] = out === '' ? [] : JSON.parse(out).files;
  return {
    status,
    err,
    severities: files.map(({ diagnostics }) => diagnostics.map(({ severity }) => severity).join()),
  };
}

const set = (severity: string): string => `rules:\n  ${RULE}: ${severity}\n`;

describe('hxtopo check', () => {
  it('takes the severities from the nearest project file above each topology file, and no other', async () => {
    const folder = site({
      '.hxtopo.yaml': `${set('error')}  firewall/disabled: off\n`,
      'a.topology.yaml': true,
      'deep/er/b.topology.yaml': true,
      'own/.hxtopo.yaml': set('off'),
      'own/c.topology.yaml': true,
      'empty/.hxtopo.yaml': '',
      'empty/d.topology.yaml': true,
    });
    const files = ['a', 'deep/er/b', 'own/c', 'empty/d'].map((name) => `${name}.topology.yaml`);
    expect(await check(folder, files)).toEqual({ status: 1, err: '', severities: ['error', 'error', '', 'warning'] });
    expect(await check(join(folder, 'deep'), ['er/b.topology.yaml'])).toMatchObject({ severities: ['error'] });
  });

  it('obeys --rule first', async () => {
    const folder = site({ '.hxtopo.yaml': set('error'), 'a.topology.yaml': true });
    const args = ['a.topology.yaml', '--rule', `${RULE}=hint`];
    expect(await check(folder, args)).toEqual({ status: 0, err: '', severities: ['hint'] });
  });

  it('judges each part of a topology by the project file of that part', async () => {
    const folder = site({
      'a.topology.yaml': 'topology: 1\ninclude: [lib/b.topology.yaml]\nx: 1\n',
      'lib/b.topology.yaml': 'topology: 1\nx: 2\n',
      'lib/.hxtopo.yaml': 'rules: { format/unknown-key: error }\n',
    });
    expect(await check(folder, ['a.topology.yaml'])).toEqual({ status: 1, err: '', severities: ['warning', 'error'] });
  });

  it('reads that of the current folder for standard input', async () => {
    const folder = site({ '.hxtopo.yaml': set('off'), 'a.topology.yaml': true, 'below/x': '' });
    const text = readFileSync(MUNICH, 'utf8');
    expect(await check(join(folder, 'below'), ['-'], text)).toEqual({ status: 0, err: '', severities: [''] });
  });

  it('says where a project file cannot be understood, once, heeds the rest of it, and exits with 2', async () => {
    const text = `${set('off')}  firewall/disabeld: error\n  proxy/unused: loud\nmore: 1\n"open\n`;
    const folder = site({ '.hxtopo.yaml': text, 'below/a.topology.yaml': true, 'below/b.topology.yaml': true });
    const { status, err, severities } = await check(join(folder, 'below'), ['a.topology.yaml', 'b.topology.yaml']);
    expect({ status, severities }).toEqual({ status: 2, severities: ['', ''] });
    const project = join('..', '.hxtopo.yaml');
    expect(err.trimEnd().split('\n')).toEqual([
      `hxtopo: ${project}:3:3: There is no rule \`firewall/disabeld\`: it is ignored; did you mean \`firewall/disabled\`?`,
      `hxtopo: ${project}:4:17: \`loud\` is not a severity: \`error\`, \`warning\`, \`information\`, \`hint\` or \`off\``,
      `hxtopo: ${project}:5:1: The format has no key \`more\` here: it is ignored`,
      expect.stringContaining(`hxtopo: ${project}:6:1: `),
    ]);
  });

  it('heeds a comment in the project file that ignores what a later version may know', async () => {
    const text = `${set('off')}  # topology-ignore: format/unknown-key of a later version\n  later/rule: error\n`;
    const folder = site({ '.hxtopo.yaml': text, 'a.topology.yaml': true });
    expect(await check(folder, ['a.topology.yaml'])).toEqual({ status: 0, err: '', severities: [''] });
  });

  it('says why a project file cannot be read, and exits with 2', async () => {
    const folder = site({ '.hxtopo.yaml/x': '', 'a.topology.yaml': true });
    expect(await check(folder, ['a.topology.yaml'])).toEqual({
      status: 2,
      err: 'hxtopo: .hxtopo.yaml: is a folder, not a file\n',
      severities: ['warning'],
    });
    const utf16 = site({ 'a.topology.yaml': true });
    writeFileSync(join(utf16, '.hxtopo.yaml'), Buffer.from(`\ufeff${set('off')}`, 'utf16le'));
    expect(await check(utf16, ['a.topology.yaml'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('looks like UTF-16'),
    });
  });

  it('fixes nothing that is off', async () => {
    const text = 'topology: 1\nproxies:\n  - { name: p, type: Physical, addresses: [] }\n';
    const folder = site({ '.hxtopo.yaml': 'rules: { format/invalid-value: off }\n', 'a.topology.yaml': text });
    const { out } = await hxtopo(['check', '--fix', '--dry-run', 'a.topology.yaml'], folder);
    expect(out).toBe('');
    const without = site({ 'a.topology.yaml': text });
    expect((await hxtopo(['check', '--fix', '--dry-run', 'a.topology.yaml'], without)).out).toContain('type: physical');
  });
});

describe('hxtopo explain', () => {
  it('tells the severity that the project file sets, and the rule’s own', async () => {
    const folder = site({ '.hxtopo.yaml': set('off') });
    const [first] = (await hxtopo(['explain', RULE], folder)).out.split('\n');
    expect(first).toBe(`${RULE} off (set in .hxtopo.yaml; by itself warning)`);
  });
});

describe('hxtopo schema', () => {
  it('--project prints that of the project file', async () => {
    const { out, status } = await hxtopo(['schema', '--project'], root);
    expect(status).toBe(0);
    expect(JSON.parse(out).properties.rules.properties[RULE].enum).toContain('off');
  });
});
