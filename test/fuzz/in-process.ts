import { PassThrough } from 'node:stream';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { inOrder } from '../../server/src/lsp/message-order.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { nodeFiles } from '../../server/src/node/file-system.ts';
import type { Served } from '../lsp/transports.ts';

/** The server in this process: quick to start, and its exceptions are those of the sources. It must not be told to exit. */
export function serveInProcess(): Served {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(
    createConnection(ProposedFeatures.all, toServer, toClient, inOrder()),
    { pid: 0, version: '0' },
    nodeFiles,
  );
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return { connection, exited: new Promise(() => undefined), kill: () => connection.dispose() };
}
