import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystem } from '../files/file-system.ts';

/** A quarter of a gigabyte: more than any topology file, less than a string can hold. */
const MOST_BYTES = 2 ** 28;

/**
 * The files as they stand at a revision of the Git repository that they lie in, as UTF-8. Reading rejects with why Git
 * could not give it, in a line. `revision` goes to Git as it is: it must not start with `-`, nor hold a `:`.
 */
export function gitFiles(revision: string): FileSystem {
  return {
    readFile: (uri) => {
      const path = fileURLToPath(uri);
      // `./` makes Git look beside the folder it runs in, wherever that lies in the repository.
      return git(dirname(path), ['cat-file', 'blob', `${revision}:./${basename(path)}`]);
    },
    readFolder: async (uri) => {
      const listing = await git(fileURLToPath(uri), ['ls-tree', '-z', revision, './']);
      return listing
        .split('\0')
        .filter((line) => line !== '')
        .map((line) => {
          const [, type] = line.split(' ', 2);
          return { name: basename(line.slice(line.indexOf('\t') + 1)), isFolder: type === 'tree' };
        });
    },
  };
}

/**
 * Runs a command of Git that reads objects and nothing else. What the configuration of a repository could make such a
 * command run or fetch is off: missing objects are not asked of another machine, and a folder that merely looks like a
 * repository, as a checkout may hold one, is none.
 */
function git(folder: string, args: readonly string[]): Promise<string> {
  // Not run in the folder: Windows would look for a program there first.
  const options = { cwd: dirname(process.execPath), maxBuffer: MOST_BYTES, env: environment() };
  const all = ['-C', folder, '-c', 'safe.bareRepository=explicit', ...args];
  return new Promise((resolve, reject) => {
    execFile('git', all, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 'ENOENT') reject(new Error('git is not installed'));
      else reject(new Error(stderr.split('\n')[0]!.replace(/^fatal: |\.$/g, '') || error.message));
    });
  });
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: 'C',
    // In a hook, Git points to the repository that it runs in, from another folder: what counts is where the file lies.
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_PREFIX: undefined,
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
  };
}
