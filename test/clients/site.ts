import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, run, temporaryFolder } from '../cli/process.ts';

/** A repository with topology files, and an editor that has `hxtopo` on its PATH and nothing of the user's settings. */
export interface Site {
  /** The text of a file, as it lies on the disk. */
  read(file: string): string;
  write(file: string, text: string): string;
  /** Runs the editor to its end, and gives what its script wrote into the file that `HXTOPO_RESULTS` names. */
  drive<Results>(
    editor: string,
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<Results>;
}

/** A site that goes with the tests of the file: samples, copied. */
export function newSite(): Site {
  const folder = temporaryFolder();
  const repository = join(folder, 'site');
  const results = join(folder, 'results.json');
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(join(ROOT, 'dist/hxtopo.cjs'), join(bin, 'hxtopo'));
  // What makes it a repository for editors.
  mkdirSync(join(repository, '.git'), { recursive: true });
  for (const sample of ['munich.topology.yaml', 'in-parts']) {
    cpSync(join(ROOT, 'samples', sample), join(repository, sample), { recursive: true });
  }
  return {
    read: (file) => readFileSync(join(repository, file), 'utf8'),
    write: (file, text) => {
      const path = join(folder, file);
      writeFileSync(path, text);
      return path;
    },
    drive: async (editor, args, more = {}) => {
      const path = [bin, process.env.PATH].join(delimiter);
      const environment = [`PATH=${path}`, `HOME=${folder}`, `HXTOPO_RESULTS=${results}`];
      for (const [name, value] of Object.entries(more)) environment.push(`${name}=${value}`);
      const { status, out, err } = await run('env', [...environment, 'timeout', '90', editor, ...args], repository);
      if (status !== 0) throw new Error(`${editor} ended with ${status}: ${out}${err}`);
      return JSON.parse(readFileSync(results, 'utf8'));
    },
  };
}
