import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { CommandError } from '../cli/io.ts';
import { inOrder } from '../lsp/message-order.ts';
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
  // Nor does V8 get more room for what is new: most of what is made of a text stays, and is moved on all the same. It would
  // keep some 30 MB of it ready.
  setFlagsFromString('--semi-space-growth-factor=1');
  startServer(createConnection(ProposedFeatures.all, inOrder()), { pid: process.pid, version }, nodeFiles);
  return new Promise(() => undefined);
}
