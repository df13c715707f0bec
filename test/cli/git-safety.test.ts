import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hxtopo, run, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const NAME = 'site.topology.yaml';
const TEXT = 'topology: 1\nvms: [{ name: a }]\n';
/** A program that says by a file that it was run. */
const PROGRAM = join(folder, 'program.sh');
const RAN = join(folder, 'ran');
writeFileSync(PROGRAM, `#!/bin/sh\ntouch ${RAN}\n`);
chmodSync(PROGRAM, 0o755);

let count = 0;

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { status, out, err } = await run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], cwd);
  if (status !== 0) throw new Error(err);
  return out;
}

/** A repository with the site committed. */
async function repository(): Promise<string> {
  const own = join(folder, `repository-${count++}`);
  mkdirSync(own);
  await git(own, 'init', '-q');
  writeFileSync(join(own, NAME), TEXT);
  await git(own, 'add', '.');
  await git(own, 'commit', '-qm', 'site');
  return own;
}

it('runs no program that the configuration of the repository names', async () => {
  const own = await repository();
  writeFileSync(join(own, '.git/info/attributes'), '* diff=evil filter=evil\n');
  const keys = ['core.fsmonitor', 'core.pager', 'pager.show', 'core.sshCommand', 'diff.external', 'gpg.program'];
  for (const key of [...keys, 'diff.evil.textconv', 'diff.evil.command', 'filter.evil.smudge', 'alias.cat-file']) {
    await git(own, 'config', key, key.startsWith('alias') ? `!${PROGRAM}` : PROGRAM);
  }
  await git(own, 'config', 'log.showSignature', 'true');
  expect(await hxtopo(['diff', 'git:HEAD', NAME], own)).toMatchObject({ status: 0, err: '' });
  expect(existsSync(RAN)).toBe(false);
});

it('asks no other machine for what is missing in the repository', async () => {
  const own = await repository();
  const object = (await git(own, 'rev-parse', `HEAD:${NAME}`)).trim();
  rmSync(join(own, '.git/objects', object.slice(0, 2), object.slice(2)));
  await git(own, 'config', 'extensions.partialClone', 'origin');
  await git(own, 'config', 'core.repositoryFormatVersion', '1');
  await git(own, 'config', 'remote.origin.promisor', 'true');
  await git(own, 'config', 'remote.origin.url', `ext::${PROGRAM}`);
  await git(own, 'config', 'protocol.ext.allow', 'always');
  // The trap works: Git by itself runs the program.
  await run('git', ['cat-file', 'blob', `HEAD:${NAME}`], own);
  expect(existsSync(RAN)).toBe(true);
  rmSync(RAN);
  const { status, err } = await hxtopo(['diff', 'git:HEAD', NAME], own);
  expect(status).toBe(2);
  expect(err).toMatch(/^hxtopo: git:HEAD: .+\n$/);
  expect(existsSync(RAN)).toBe(false);
});

it('takes no folder of a checkout for a repository', async () => {
  const own = await repository();
  const inner = await repository();
  const part = join(own, 'part');
  // What a bare repository looks like can be committed, with a configuration that its author wrote.
  renameSync(join(inner, '.git'), part);
  writeFileSync(join(part, NAME), TEXT);
  const { status, err } = await hxtopo(['diff', 'git:HEAD', `part/${NAME}`], own);
  expect(status).toBe(2);
  expect(err).toContain('bare repository');
});

it.each(['--output=stolen', '-p', 'HEAD:site.topology.yaml', ''])('takes %j for no revision', async (revision) => {
  const own = await repository();
  const { status, err } = await hxtopo(['diff', `git:${revision}`, NAME], own);
  expect({ status, err }).toEqual({ status: 2, err: `hxtopo: '${revision}' is no revision\n` });
  expect(existsSync(join(own, 'stolen'))).toBe(false);
});

it('says what Git says of a revision, a file or a folder that is not there', async () => {
  const own = await repository();
  expect((await hxtopo(['diff', 'git:v9', NAME], own)).err).toMatch(/^hxtopo: git:v9: .*v9/);
  writeFileSync(join(own, 'new.topology.yaml'), TEXT);
  expect((await hxtopo(['diff', 'git:HEAD', 'new.topology.yaml'], own)).err).toMatch(
    /^hxtopo: git:HEAD: .*new\.topology/,
  );
  expect((await hxtopo(['diff', 'git:HEAD', 'gone/site.topology.yaml'], own)).err).toContain(
    'No such file or directory',
  );
});
