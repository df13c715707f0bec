import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  EXPLAIN_REQUEST,
  type ExplainParams,
  type ExplainResult,
  PLAN_CHANGED_NOTIFICATION,
  type PlanChangedParams,
} from '../../../../server/src/lsp/protocol.ts';

const SCHEME = 'hyperflex-topology-plan';

/**
 * The address of the read-only Markdown document that explains a VM's plan. Its path is what the tab shows, its query
 * the request to the server.
 */
export function planDocumentUri(params: ExplainParams): vscode.Uri {
  const name = params.job === undefined ? params.vm : `${params.vm}, ${params.job}`;
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${name.replaceAll('/', '∕')}.md`,
    query: JSON.stringify(params),
  });
}

/**
 * Serves the documents of `planDocumentUri` from the server's explanations, anew after each new plan of the topology.
 * @param client need not run yet
 */
export function registerPlanDocuments(client: LanguageClient): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, token) {
      const params = requestOf(uri);
      const result = await client.sendRequest<ExplainResult>(EXPLAIN_REQUEST, params, token);
      return result?.markdown ?? vscode.l10n.t('The topology plans no VM named {0}.', params.vm);
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    client.onNotification(PLAN_CHANGED_NOTIFICATION, ({ uri }: PlanChangedParams) => {
      for (const document of vscode.workspace.textDocuments) {
        if (document.uri.scheme !== SCHEME) continue;
        if (requestOf(document.uri).textDocument.uri === uri) changed.fire(document.uri);
      }
    }),
  );
}

function requestOf(uri: vscode.Uri): ExplainParams {
  return JSON.parse(uri.query) as ExplainParams;
}
