import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import { main } from '../cli/main.ts';
import { normalized } from '../files/paths.ts';
import { nodeFiles } from './file-system.ts';
import { gitFiles } from './git-files.ts';
import { replaceFile } from './replace-file.ts';

/** The command line's entry point: the real files, streams and terminal. */
const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main(
  process.argv.slice(2),
  {
    files: nodeFiles,
    filesAt: gitFiles,
    toUri: (path) => normalized(pathToFileURL(path).href),
    toPath: (uri) => relative('', fileURLToPath(uri)),
    readStdin: () => text(process.stdin),
    writeFile: replaceFile,
    out: (output) => process.stdout.write(output),
    err: (output) => process.stderr.write(output),
    terminal: { colour, width: process.stdout.isTTY ? process.stdout.columns : undefined },
  },
  version,
).then((status) => {
  process.exitCode = status;
});
