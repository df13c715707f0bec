import type { Connection } from 'vscode-languageserver';
import type { FileSystem } from '../files/file-system.ts';
import { registerCommands } from './commands.ts';
import { Diagnostics } from './diagnostics.ts';
import { registerLifecycle } from './lifecycle.ts';
import { registerNavigation } from './navigation.ts';
import type { ServerInfoResult } from './protocol.ts';
import { registerRequests } from './requests.ts';
import { Session } from './session.ts';
import { registerSynchronization } from './synchronization.ts';

/**
 * Serves one client over the connection, which must not be listening yet.
 * @param own reads files of the `file` scheme; without it the client is asked for all files
 */
export function startServer(connection: Connection, info: ServerInfoResult, own?: FileSystem): void {
  const session = new Session(connection, info, own);
  const diagnostics = new Diagnostics(session);
  registerLifecycle(session, diagnostics);
  registerSynchronization(session, diagnostics);
  registerRequests(session);
  registerCommands(session);
  registerNavigation(session);
  connection.listen();
}
