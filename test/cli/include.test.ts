import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hxtopo, ROOT, run, temporaryFolder } from './process.ts';

const folder = temporaryFolder();

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The sample site in parts, under a name of its own. */
function site(name: string): string {
  cpSync(join(ROOT, 'samples/in-parts'), join(folder, name), { recursive: true });
  return `${name}/site.topology.yaml`;
}

describe('a topology over several files', () => {
  it('is planned as one', async () => {
    const { out, status } = await hxtopo(['plan', '--format', 'json', site('one')], folder);
    const { files } = JSON.parse(out);
    expect(status).toBe(0);
    expect(files.map(({ file }: { file: string }) => file)).toEqual(['one/site.topology.yaml']);
    expect(files[0].vms.map(({ vm, mode }: { vm: string; mode: string }) => `${vm} ${mode}`)).toEqual([
      'web01 directNfsIoVisor',
      'web02 directNfsIoVisor',
      'sql01 directNfsIoVisor',
    ]);
  });

  it('tells each finding in its own file, with the places in others that matter', async () => {
    const root = site('two');
    write('two/vms/more.topology.yaml', 'topology: 1\nvms:\n  - { name: web01, host: esx01, datastore: ds-prod }\n');
    const { out } = await hxtopo(['check', '--format', 'json', root], folder);
    const { files } = JSON.parse(out);
    expect(files.map(({ file }: { file: string }) => file)).toEqual([
      'two/site.topology.yaml',
      'two/proxies.topology.yaml',
      'two/vms/linux.topology.yaml',
      'two/vms/more.topology.yaml',
      'two/vms/windows.topology.yaml',
    ]);
    const [duplicate] = files[3].diagnostics;
    expect(duplicate).toMatchObject({ code: 'format/duplicate-name', range: { start: { line: 2 } } });
    expect(duplicate.related[0]).toMatchObject({ file: 'two/vms/linux.topology.yaml', range: { start: { line: 4 } } });
  });

  it('is told once when its parts are given as well', async () => {
    site('three');
    const given = ['three/vms/linux.topology.yaml', 'three/site.topology.yaml', 'three/proxies.topology.yaml'];
    const { out, status } = await hxtopo(['check', ...given], folder);
    expect(out).toBe('4 files: nothing to report\n');
    expect(status).toBe(0);
  });

  it('is mended in the file that is at fault', async () => {
    const root = site('four');
    const part = join(folder, 'four/vms/windows.topology.yaml');
    const before = readFileSync(part, 'utf8');
    writeFileSync(part, before.replace('host: esx02', 'host: ESX02'));
    const { status } = await hxtopo(['check', '--fix', root], folder);
    expect(status).toBe(0);
    expect(readFileSync(part, 'utf8')).toBe(before);
  });

  it.each(['sarif', 'github', 'junit', 'text'])('is reported as %s by the names of its files', async (format) => {
    const root = site(`five-${format}`);
    write(
      `five-${format}/vms/broken.topology.yaml`,
      'topology: 1\nvms:\n  - { name: x, host: esx99, datastore: ds-prod }\n',
    );
    const { out, status } = await hxtopo(['check', '--format', format, root], folder);
    expect(status).toBe(1);
    expect(out).toContain(`five-${format}/vms/broken.topology.yaml`);
    expect(out).toContain('esx99');
  });

  it('says at the entry what cannot be read, and goes on without it', async () => {
    const root = site('six');
    symlinkSync('loop.topology.yaml', join(folder, 'six/vms/loop.topology.yaml'));
    mkdirSync(join(folder, 'six/folder.topology.yaml'));
    const text = readFileSync(join(folder, root), 'utf8');
    write(root, text.replace('  - vms/*.topology.yaml', '  - vms/*.topology.yaml\n  - folder.topology.yaml'));
    const { out, err, status } = await hxtopo(['check', root], folder);
    expect(out).toContain('folder.topology.yaml cannot be read: is a folder, not a file');
    expect(err).toBe('');
    expect(status).toBe(1);
  });

  it('is compared with all of its files at a revision', async () => {
    const root = site('seven');
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], join(folder, 'seven'));
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'site');
    const part = join(folder, 'seven/vms/linux.topology.yaml');
    writeFileSync(part, readFileSync(part, 'utf8').replace('name: web02, ', 'name: web02, snapshot: esxi, '));
    const { out } = await hxtopo(['diff', 'git:HEAD', root], folder);
    expect(out).toContain('1 VM worse');
    expect(out).toContain('seven/vms/linux.topology.yaml:6');
  });
});
