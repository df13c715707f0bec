import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystem } from '../files/file-system.ts';

/** A quarter of a gigabyte: more than any topology file, less than a string can hold. */
const MOST_BYTES = 2 ** 28;

/**
 * The files as they stand at a revision of the Git repository that they lie in, as UTF-8. Reading rejects with why Git
 * could not give it, in a line. `revision` goes to Git as it is: it must not start with `-`.
 */
export function gitFiles(revision: string): FileSystem {
  return {
    readFile: (uri) => {
      const path = fileURLToPath(uri);
      // `./` makes Git look beside the folder it runs in, wherever that lies in the repository.
      return git(dirname(path), ['show', '--no-textconv', `${revision}:./${basename(path)}`]);
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

function git(cwd: string, args: readonly string[]): Promise<string> {
  const options = { cwd, maxBuffer: MOST_BYTES, env: environment() };
  return new Promise((resolve, reject) => {
    execFile('git', args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 'ENOENT') reject(new Error('git is not installed'));
      else reject(new Error(stderr.split('\n')[0]!.replace(/^fatal: |\.$/g, '') || error.message));
    });
  });
}

/** In a hook, Git points to the repository that it runs in, from another folder: what counts is where the file lies. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_PREFIX: undefined };
}
