import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { CommandError } from '../cli/io.ts';
import { startServer } from '../lsp/server.ts';
import { nodeFiles } from './file-system.ts';

/**
 * Serves over what the command line names: `--stdio`, `--node-ipc` or `--socket=PORT`. The process ends when the client
 * says so, or is gone. Throws a `CommandError` where no transport is named.
 */
export function serve(): Promise<never> {
  if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket(=\d+)?|pipe(=.+)?)$/.test(argument))) {
    throw new CommandError('lsp wants to know how to talk: --stdio, --node-ipc or --socket=PORT');
  }
  // A session of edits leaves little behind. Without this the heap grows to several times of what lives in it before anyone
  // looks.
  setFlagsFromString('--heap-growing-percent=50');
  startServer(createConnection(ProposedFeatures.all), { pid: process.pid, version }, nodeFiles);
  return new Promise(() => undefined);
}
