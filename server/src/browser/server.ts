import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { inOrder } from '../lsp/message-order.ts';
import { startServer } from '../lsp/server.ts';

/** The entry point in a web worker, which talks to whoever started it. It reads no files: its client does. */
declare const self: InstanceType<typeof MessagePort>;

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  inOrder(),
);
connection.onExit(() => self.close());
startServer(connection, { pid: null, version });
