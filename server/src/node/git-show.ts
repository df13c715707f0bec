import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';

/** A quarter of a gigabyte: more than any topology file, less than a string can hold. */
const MOST_BYTES = 2 ** 28;

/**
 * The text of a file as it stands at a revision of the Git repository that it lies in, as UTF-8. Rejects with why Git
 * could not give it, in a line. `revision` goes to Git as it is: it must not start with `-`.
 */
export function gitShow(revision: string, path: string): Promise<string> {
  // `./` makes Git look beside the folder it runs in, wherever that lies in the repository.
  const args = ['show', '--no-textconv', `${revision}:./${basename(path)}`];
  const options = { cwd: dirname(path), maxBuffer: MOST_BYTES, env: environment() };
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
