import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Io, PLAIN } from '../../server/src/cli/io.ts';
import { main } from '../../server/src/cli/main.ts';
import { hxtopo, type Result, ROOT, run, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const NAME = 'site.topology.yaml';
const HOSTS = Array.from(
  { length: 200 },
  (_, index) => `  - { name: esx${index}, cluster: ${index ? 'Prod' : 'prod'} }`,
);
const WRONG = `topology: 1\nclusters: [{ name: Prod }]\nhosts:\n${HOSTS.join('\n')}\n`;
const RIGHT = WRONG.replace('cluster: prod', 'cluster: Prod');

let count = 0;
/** A folder with the site to be fixed in it, which any user may work in. */
function site(text = WRONG): string {
  const own = join(folder, `site-${count++}`);
  mkdirSync(own);
  writeFileSync(join(own, NAME), text);
  chmodSync(folder, 0o755);
  chmodSync(own, 0o777);
  return own;
}

/** Nothing but the site stands there, as it was. */
function expectUntouched(own: string): void {
  expect(readFileSync(join(own, NAME), 'utf8')).toBe(WRONG);
  expect(readdirSync(own).filter((name) => name.startsWith('.'))).toEqual([]);
}

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

/** Runs the built command as a user to whom the system refuses something: this one, or nobody where this one is root. */
function asUser(args: readonly string[], cwd: string, node = ['node']): Promise<Result> {
  // The bundle may lie where nobody may look.
  const copy = join(folder, 'hxtopo.cjs');
  copyFileSync(join(ROOT, 'dist/hxtopo.cjs'), copy);
  const command = [...node, copy, ...args];
  const nobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const [program, ...rest] = isRoot ? [...nobody, ...command] : command;
  return run(program!, rest, cwd);
}

function give(path: string): void {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
}

describe('a disk that is full', () => {
  it('leaves the file as it was when no larger file may be written', async () => {
    const own = site();
    const limited = 'ulimit -f 1; exec node "$0" check --fix site.topology.yaml';
    const { status, err } = await run('bash', ['-c', limited, join(ROOT, 'dist/hxtopo.cjs')], own);
    expect({ status, err }).toEqual({ status: 2, err: `hxtopo: ${NAME}: is larger than files may be here\n` });
    expectUntouched(own);
  });

  const disk = join(folder, 'disk');
  const mounted = canMount(disk);
  afterAll(() => {
    if (mounted) execFileSync('umount', [disk]);
  });

  // Where nothing can be mounted, the test above stands for these.
  it.runIf(mounted)('leaves the file as it was when no space is left', async () => {
    writeFileSync(join(disk, NAME), WRONG);
    expect(() => writeFileSync(join(disk, 'filler'), Buffer.alloc(2 ** 20))).toThrow('ENOSPC');
    const { status, err } = await hxtopo(['check', '--fix', NAME], disk);
    expect({ status, err }).toEqual({ status: 2, err: `hxtopo: ${NAME}: no space is left\n` });
    expectUntouched(disk);
    rmSync(join(disk, 'filler'));
    expect(await hxtopo(['check', '--fix', NAME], disk)).toMatchObject({ status: 0, err: '' });
    expect(readFileSync(join(disk, NAME), 'utf8')).toBe(RIGHT);
  });

  it.runIf(mounted)('leaves the file as it was when the disk is read-only', async () => {
    writeFileSync(join(disk, NAME), WRONG);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const { status, err } = await hxtopo(['check', '--fix', NAME], disk);
    expect({ status, err }).toEqual({ status: 2, err: `hxtopo: ${NAME}: the file system is read-only\n` });
    expectUntouched(disk);
  });

  it.each(['check', 'plan', 'schema'])('is told where the output of %s goes to it', async (command) => {
    const full = openSync('/dev/full', 'w');
    const args = [join(ROOT, 'dist/hxtopo.cjs'), command, ...(command === 'schema' ? [] : [NAME])];
    const child = spawn('node', args, { cwd: site(), stdio: ['ignore', full, 'pipe'] });
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, err }).toEqual({ status: 2, err: 'hxtopo: the output cannot be written: no space is left\n' });
  });

  function canMount(at: string): boolean {
    mkdirSync(at);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=777', 'none', at], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }
});

describe('what this user may not do', () => {
  it('is told of a file that may not be read', async () => {
    const own = site();
    give(own);
    give(join(own, NAME));
    chmodSync(join(own, NAME), 0o000);
    expect(await asUser(['check', NAME], own)).toMatchObject({
      status: 2,
      err: `hxtopo: ${NAME}: permission denied\n`,
    });
    chmodSync(join(own, NAME), 0o644);
  });

  it('is told of an included file at its entry, and all else is checked', async () => {
    const own = site(`topology: 1\ninclude: [part.yaml]\nclusters: [{ name: A }, { name: A }]\n`);
    writeFileSync(join(own, 'part.yaml'), 'topology: 1\n');
    give(join(own, 'part.yaml'));
    chmodSync(join(own, 'part.yaml'), 0o000);
    const { status, out, err } = await asUser(['check', NAME], own);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toContain('part.yaml cannot be read: permission denied. What it declares is missing here');
    expect(out).toContain('format/duplicate-name');
  });

  it('does not write a file that is read-only, though its folder can be written', async () => {
    const own = site();
    give(own);
    give(join(own, NAME));
    chmodSync(join(own, NAME), 0o444);
    const { status, err } = await asUser(['check', '--fix', NAME], own);
    expect({ status, err }).toEqual({ status: 2, err: `hxtopo: ${NAME}: permission denied\n` });
    expectUntouched(own);
  });

  it('does not write beside a file into a folder that cannot be written', async () => {
    const own = site();
    give(join(own, NAME));
    give(own);
    chmodSync(own, 0o555);
    const { status, err } = await asUser(['check', '--fix', NAME], own);
    expect({ status, err }).toEqual({
      status: 2,
      err: `hxtopo: ${NAME}: no new file can be written beside it: permission denied\n`,
    });
    chmodSync(own, 0o777);
    expectUntouched(own);
  });

  it('writes the other files of the run, and says which it could not', async () => {
    const own = site();
    writeFileSync(join(own, 'other.topology.yaml'), WRONG);
    for (const name of ['', NAME, 'other.topology.yaml']) give(join(own, name));
    chmodSync(join(own, NAME), 0o444);
    const { status, err } = await asUser(['check', '--fix', NAME, 'other.topology.yaml'], own);
    expect({ status, err }).toEqual({ status: 2, err: `hxtopo: ${NAME}: permission denied\n` });
    expect(readFileSync(join(own, 'other.topology.yaml'), 'utf8')).toBe(RIGHT);
    expectUntouched(own);
  });

  it('keeps whose file it is', async () => {
    const own = site();
    give(join(own, NAME));
    const { uid, gid } = statSync(join(own, NAME));
    expect(await hxtopo(['check', '--fix', NAME], own)).toMatchObject({ status: 0, err: '' });
    expect(statSync(join(own, NAME))).toMatchObject({ uid, gid });
    expect(readFileSync(join(own, NAME), 'utf8')).toBe(RIGHT);
  });
});

describe('a container', () => {
  it('is enough: a user without a name, a home or an environment, and a folder that cannot be written', async () => {
    const own = site();
    chmodSync(own, 0o555);
    const bare = (...args: string[]): Promise<Result> => asUser(args, own, ['env', '-i', process.execPath]);
    const { status, out, err } = await bare('check', NAME);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('format/name-case');
    expect(await bare('graph', NAME)).toMatchObject({ status: 0, err: '' });
    chmodSync(own, 0o777);
  });
});

describe('files that come and go', () => {
  /** The command in this process, with a disk whose file reads this way, each time another one. */
  async function fixWith(...reads: (string | Error)[]): Promise<{ status: number; err: string; written: number }> {
    let err = '';
    let written = 0;
    const io: Io = {
      files: {
        readFile: async (uri) => {
          const next = uri.endsWith(NAME) ? reads.shift() : undefined;
          if (typeof next === 'string') return next;
          throw next ?? Object.assign(new Error('not there'), { code: 'ENOENT' });
        },
        readFolder: async () => [],
      },
      filesAt: () => io.files,
      toUri: (path) => pathToFileURL(join('/sites', path)).href,
      toPath: () => NAME,
      readStream: async () => undefined,
      writeFile: async () => void written++,
      out: () => undefined,
      err: (text) => {
        err += text;
      },
      terminal: PLAIN,
    };
    const status = await main(['check', '--fix', NAME], io, '1.0.0');
    return { status, err, written };
  }

  it('does not bring back a file that vanished after it was read', async () => {
    const gone = Object.assign(new Error('gone'), { code: 'ENOENT' });
    expect(await fixWith(WRONG, gone)).toEqual({ status: 2, err: `hxtopo: ${NAME}: no such file\n`, written: 0 });
  });

  it('does not write over what someone else wrote after it was read', async () => {
    expect(await fixWith(WRONG, `${WRONG}# mine\n`)).toEqual({
      status: 2,
      err: `hxtopo: ${NAME}: has changed meanwhile, so it is not written\n`,
      written: 0,
    });
    expect(await fixWith(WRONG, WRONG)).toEqual({ status: 0, err: '', written: 1 });
  });

  it('leaves a whole file when it is killed while it writes', async () => {
    for (let round = 0; round < 5; round++) {
      const own = site();
      const child = spawn('node', [join(ROOT, 'dist/hxtopo.cjs'), 'check', '--fix', NAME], { cwd: own });
      const watcher = watch(own, (_, name) => name?.startsWith('.') && child.kill('SIGKILL'));
      await new Promise((resolve) => child.once('close', resolve));
      watcher.close();
      expect([WRONG, RIGHT]).toContain(readFileSync(join(own, NAME), 'utf8'));
    }
  });

  it('says that its own folder is gone', async () => {
    const own = join(folder, 'short-lived');
    mkdirSync(own);
    const gone = 'rmdir "$PWD" && exec node "$0" check ../a.topology.yaml';
    const { status, err } = await run('bash', ['-c', gone, join(ROOT, 'dist/hxtopo.cjs')], own);
    expect({ status, err }).toEqual({ status: 2, err: 'hxtopo: the current folder: no such file\n' });
  });
});

describe('a file that has several names', () => {
  it('is not written: one of them alone would have the new text', async () => {
    const own = site();
    linkSync(join(own, NAME), join(own, 'other.yaml'));
    const { status, err } = await hxtopo(['check', '--fix', NAME], own);
    const why = 'is one of 2 hard links, and the others would keep the old text; it is not written';
    expect({ status, err }).toEqual({ status: 2, err: `hxtopo: ${NAME}: ${why}\n` });
    expectUntouched(own);
    expect(statSync(join(own, NAME)).ino).toBe(statSync(join(own, 'other.yaml')).ino);
  });

  it('stays the same file behind a symbolic link', async () => {
    const own = site();
    symlinkSync(NAME, join(own, 'link.topology.yaml'));
    expect(await hxtopo(['check', '--fix', 'link.topology.yaml'], own)).toMatchObject({ status: 0, err: '' });
    expect(lstatSync(join(own, 'link.topology.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(own, NAME), 'utf8')).toBe(RIGHT);
  });

  it('is fixed once by several runs at the same time', async () => {
    const own = site();
    const runs = await Promise.all(Array.from({ length: 4 }, () => hxtopo(['check', '--fix', NAME], own)));
    expect(runs.map(({ status, err }) => ({ status, err }))).toEqual(Array(4).fill({ status: 0, err: '' }));
    expect(readFileSync(join(own, NAME), 'utf8')).toBe(RIGHT);
    expect(readdirSync(own)).toEqual([NAME]);
  });
});

describe('links that lead in circles', () => {
  it('are told where one is included, and where one is given', async () => {
    const own = site('topology: 1\ninclude: [loop.yaml]\n');
    symlinkSync('loop.yaml', join(own, 'loop.yaml'));
    const { status, out } = await hxtopo(['check', NAME], own);
    expect(status).toBe(1);
    expect(out).toContain('loop.yaml cannot be read: too many symbolic links. What it declares is missing here');
    expect(await hxtopo(['check', 'loop.yaml'], own)).toMatchObject({
      status: 2,
      err: 'hxtopo: loop.yaml: too many symbolic links\n',
    });
  });

  it('end a glob that goes through them', async () => {
    const own = site(`topology: 1\ninclude: ["**/**/**/*.part.yaml", "${'*/'.repeat(30)}*.part.yaml"]\n`);
    for (const name of ['left', 'right']) symlinkSync('.', join(own, name));
    mkdirSync(join(own, 'other'));
    symlinkSync('../other/back', join(own, 'other/on'));
    symlinkSync('..', join(own, 'other/back'));
    writeFileSync(join(own, 'a.part.yaml'), 'topology: 1\nclusters: [{ name: A }]\n');
    const { status, out } = await hxtopo(['check', NAME], own);
    expect(status).toBe(1);
    expect(out).toContain('No file is named like */*/');
    expect(out).toMatch(/^2 files: 1 error$/m);
  });
});

describe('files that are too many or too large', () => {
  it('end a chain of thousands that include each other', async () => {
    const own = site('topology: 1\ninclude: [1.yaml]\n');
    for (let index = 1; index < 3000; index++) {
      writeFileSync(join(own, `${index}.yaml`), `topology: 1\ninclude: [${index + 1}.yaml]\n`);
    }
    const { status, out, err } = await hxtopo(['check', NAME], own);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toContain('500.yaml cannot be read: it lies behind 500 other files. What it declares is missing here');
    expect(out).toMatch(/^500 files: 1 error$/m);
  });

  it('are told where one is given, and where one is included', async () => {
    const own = site('topology: 1\ninclude: [large.yaml]\n');
    writeFileSync(join(own, 'large.yaml'), '');
    // Takes no room on the disk, which a repository can hold as well.
    truncateSync(join(own, 'large.yaml'), 2 ** 32);
    const { status, out } = await hxtopo(['check', NAME], own);
    expect(status).toBe(1);
    expect(out).toContain('large.yaml cannot be read: is too large to read. What it declares is missing here');
    expect(await hxtopo(['check', 'large.yaml'], own)).toMatchObject({
      status: 2,
      err: 'hxtopo: large.yaml: is too large to read\n',
    });
  });
});

describe('what is no file', () => {
  it('is written into, and stays what it is: a pipe', async () => {
    const own = site();
    const piped = 'mkfifo pipe; cat pipe & node "$0" graph site.topology.yaml -o pipe; wait';
    const { status, out, err } = await run('bash', ['-c', piped, join(ROOT, 'dist/hxtopo.cjs')], own);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^<svg /);
    expect(statSync(join(own, 'pipe')).isFIFO()).toBe(true);
  });

  it('is written where it leads to, and stays what it is: a link to a file that is not there yet', async () => {
    const own = site();
    mkdirSync(join(own, 'pictures'));
    symlinkSync('pictures/site.svg', join(own, 'site.svg'));
    expect(await hxtopo(['graph', NAME, '-o', 'site.svg'], own)).toMatchObject({ status: 0, err: '' });
    expect(lstatSync(join(own, 'site.svg')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(own, 'pictures/site.svg'), 'utf8')).toMatch(/^<svg /);
  });

  it.each(['/dev/zero', '/dev/stdin', 'pipe'])('%s is not read when it is included', async (entry) => {
    const own = site(`topology: 1\ninclude: [${entry}]\n`);
    execFileSync('mkfifo', [join(own, 'pipe')]);
    const { status, out } = await hxtopo(['check', NAME], own, 'topology: 1\n');
    expect(status).toBe(1);
    expect(out).toContain(
      `${entry} cannot be read: is a pipe or a device, not a file. What it declares is missing here`,
    );
  });

  it('is read when it is given: a pipe of the shell, or /dev/null', async () => {
    const own = site();
    const piped = 'node "$0" check <(cat site.topology.yaml) && node "$0" diff /dev/null site.topology.yaml';
    const { status, out, err } = await run('bash', ['-c', piped, join(ROOT, 'dist/hxtopo.cjs')], own);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('format/name-case');
  });
});
