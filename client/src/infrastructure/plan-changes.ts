import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PLAN_CHANGED_NOTIFICATION, type PlanChangedParams } from '../../../server/src/lsp/protocol.ts';

/** Fires after each new plan of an open topology. A client has one handler for each notification: this is it. */
export interface PlanChanges extends vscode.Disposable {
  readonly event: vscode.Event<PlanChangedParams>;
}

/** Listens to the server's new plans. `client` need not run yet. */
export function listenToPlanChanges(client: BaseLanguageClient): PlanChanges {
  const emitter = new vscode.EventEmitter<PlanChangedParams>();
  const handler = client.onNotification(PLAN_CHANGED_NOTIFICATION, (plan: PlanChangedParams) => emitter.fire(plan));
  return { event: emitter.event, dispose: () => vscode.Disposable.from(handler, emitter).dispose() };
}
