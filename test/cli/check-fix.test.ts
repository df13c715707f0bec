import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hxtopo, run, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const NAME = 'site.topology.yaml';
const path = join(folder, NAME);
const WRONG = `topology: 1

clusters:
  - name: Prod
  - name: Lab

hosts:
  - { name: esx01, cluster: prod }   # stays
  - { name: esx02, cluster: Prod }
  - { name: esx03, cluster: Prod }
  - { name: esx04, cluster: Prod }
  - { name: esx05, cluster: Prod }
  - { name: esx06, cluster: Prod }
  - { name: esx07, cluster: Prod }
  - { name: esx08, cluster: Prod }
  - { name: esx09, cluster: lab }`;
const RIGHT = WRONG.replace('cluster: prod', 'cluster: Prod').replace('cluster: lab', 'cluster: Lab');
const FAIL_ON_CASE = ['--rule', 'format/name-case=error'];

beforeEach(() => writeFileSync(path, WRONG));

describe('hxtopo check --fix', () => {
  it('writes the safe fixes, keeps the mode, and reports what is left', async () => {
    chmodSync(path, 0o664);
    expect((await hxtopo(['check', ...FAIL_ON_CASE, NAME], folder)).status).toBe(1);
    const { status, out, err } = await hxtopo(['check', '--fix', ...FAIL_ON_CASE, NAME], folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(readFileSync(path, 'utf8')).toBe(RIGHT);
    expect(out).not.toContain('format/name-case');
    expect(statSync(path).mode & 0o777).toBe(0o664);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('keeps line breaks and a byte order mark', async () => {
    const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    writeFileSync(path, windows(WRONG));
    expect((await hxtopo(['check', '--fix', NAME], folder)).err).toBe('');
    expect(readFileSync(path, 'utf8')).toBe(windows(RIGHT));
  });

  it('writes through a symbolic link, and a file that is named twice once', async () => {
    const link = join(folder, 'link.topology.yaml');
    symlinkSync(NAME, link);
    expect(await hxtopo(['check', '--fix', link, NAME], folder)).toMatchObject({ status: 0, err: '' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(RIGHT);
  });

  it('replaces the file by another, so that no reader sees half of it', async () => {
    const before = statSync(path).ino;
    await hxtopo(['check', '--fix', NAME], folder);
    expect(statSync(path).ino).not.toBe(before);
    await hxtopo(['check', '--fix', NAME], folder);
    const { ino, mtimeMs } = statSync(path);
    await hxtopo(['check', '--fix', NAME], folder);
    expect(statSync(path)).toMatchObject({ ino, mtimeMs });
  });

  it('leaves the findings of a rule that is off alone', async () => {
    await hxtopo(['check', '--fix', '--rule', 'format/name-case=off', NAME], folder);
    expect(readFileSync(path, 'utf8')).toBe(WRONG);
  });

  it('does not write a file whose bytes it could not read', async () => {
    const bytes = Buffer.from(WRONG.replace('stays', 'M\u00fcnchen'), 'latin1');
    writeFileSync(path, bytes);
    expect(await hxtopo(['check', '--fix', NAME], folder)).toMatchObject({
      status: 2,
      err: `hxtopo: ${NAME}: is not UTF-8: line 8 has a character of another encoding, Latin-1 perhaps; save it as UTF-8\n`,
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each([
    [['--fix', '-'], 'hxtopo: --fix cannot write standard input; --dry-run shows what it would change\n'],
    [['--dry-run', NAME], 'hxtopo: --dry-run belongs to --fix\n'],
  ])('%j cannot work', async (args, err) => {
    expect(await hxtopo(['check', ...args], folder, WRONG)).toEqual({ status: 2, out: '', err });
  });
});

describe('hxtopo check --fix --dry-run', () => {
  it('shows a diff, writes nothing, and exits as --fix would', async () => {
    const { status, out, err } = await hxtopo(['check', '--fix', '--dry-run', ...FAIL_ON_CASE, NAME], folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(readFileSync(path, 'utf8')).toBe(WRONG);
    expect(out).toBe(`--- ${NAME}
+++ ${NAME}
@@ -5,7 +5,7 @@
   - name: Lab
 
 hosts:
-  - { name: esx01, cluster: prod }   # stays
+  - { name: esx01, cluster: Prod }   # stays
   - { name: esx02, cluster: Prod }
   - { name: esx03, cluster: Prod }
   - { name: esx04, cluster: Prod }
@@ -13,4 +13,4 @@
   - { name: esx06, cluster: Prod }
   - { name: esx07, cluster: Prod }
   - { name: esx08, cluster: Prod }
-  - { name: esx09, cluster: lab }
\\ No newline at end of file
+  - { name: esx09, cluster: Lab }
\\ No newline at end of file
`);
  });

  it('shows a diff that git applies', async () => {
    const { out } = await hxtopo(['check', '--fix', '--dry-run', NAME], folder);
    expect(await run('git', ['apply', '-p0', '-'], folder, out)).toEqual({ status: 0, out: '', err: '' });
    expect(readFileSync(path, 'utf8')).toBe(RIGHT);
  });

  it('shows nothing where nothing is to be fixed', async () => {
    expect(await hxtopo(['check', '--fix', '--dry-run', '-'], folder, RIGHT)).toEqual({ status: 0, out: '', err: '' });
  });
});
