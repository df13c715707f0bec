import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import { CommandError, EXIT } from '../cli/io.ts';
import { main } from '../cli/main.ts';
import { normalized } from '../files/paths.ts';
import { reasonOf } from '../files/reasons.ts';
import { nodeFiles } from './file-system.ts';
import { gitFiles } from './git-files.ts';
import { replaceFile } from './replace-file.ts';

/** The command line's entry point: the real files, streams and terminal. */
const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no error.
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  process.stderr.write(`hxtopo: the output cannot be written: ${reasonOf(error)}\n`);
  process.exit(EXIT.trouble);
});
// There is nobody left to tell.
process.stderr.on('error', () => undefined);

main(
  process.argv.slice(2),
  {
    files: nodeFiles,
    filesAt: gitFiles,
    toUri: (path) => normalized(pathToFileURL(resolve(currentFolder(), path)).href),
    toPath: (uri) => relative('', fileURLToPath(uri)),
    readStream,
    writeFile: replaceFile,
    out: (output) => process.stdout.write(output),
    err: (output) => process.stderr.write(output),
    terminal: { colour, width: process.stdout.isTTY ? process.stdout.columns : undefined },
  },
  version,
).then((status) => {
  process.exitCode = status;
});

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new CommandError(`the current folder: ${reasonOf(error)}`);
  }
}

async function readStream(path: string): Promise<string | undefined> {
  if (path === '-') return text(process.stdin);
  const found = await stat(path).catch(() => undefined);
  return !found || found.isFile() || found.isDirectory() ? undefined : readFile(path, 'utf8');
}
