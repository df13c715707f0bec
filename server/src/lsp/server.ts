import type { Connection } from 'vscode-languageserver';
import type { FileSystem } from '../files/file-system.ts';
import { registerCommands } from './commands.ts';
import { Comparisons } from './comparisons.ts';
import { Diagnostics } from './diagnostics.ts';
import { registerLifecycle } from './lifecycle.ts';
import { refuseOutOfOrder } from './message-order.ts';
import { registerNavigation } from './navigation.ts';
import { registerPlanRequests } from './plan-requests.ts';
import type { ServerInfoResult } from './protocol.ts';
import { registerRequests } from './requests.ts';
import { Session } from './session.ts';
import { registerSynchronization } from './synchronization.ts';

/**
 * Serves one client over the connection, which must not be listening yet, and was made with `inOrder`.
 * @param own reads files of the `file` scheme; without it the client is asked for all files
 */
export function startServer(connection: Connection, info: ServerInfoResult, own?: FileSystem): void {
  const session = new Session(connection, info, own);
  const comparisons = new Comparisons(session);
  const diagnostics = new Diagnostics(session, (uri) => comparisons.planChanged(uri));
  refuseOutOfOrder(connection);
  registerLifecycle(session, diagnostics, comparisons);
  registerSynchronization(session, diagnostics, comparisons);
  registerRequests(session);
  registerCommands(session);
  registerNavigation(session);
  registerPlanRequests(session);
  connection.listen();
}
