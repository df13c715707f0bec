import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLAIN_REQUEST,
  type ExplainParams,
  type ExplainResult,
  type PlanChangedParams,
} from '../../../../server/src/lsp/protocol.ts';
import { nameIn } from './name-in.ts';

const SCHEME = 'hyperflex-topology-plan';

/**
 * The address of the read-only Markdown document that explains the plan of a VM, or of something else. Its path is what the tab shows, its query
 * the request to the server.
 */
export function planDocumentUri(params: ExplainParams): vscode.Uri {
  const name = 'vm' in params && params.job !== undefined ? `${params.vm}, ${params.job}` : explainedName(params);
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${name.replaceAll('/', '∕')}.md`,
    query: JSON.stringify(params),
  });
}

/**
 * Serves the documents of `planDocumentUri` from the server's explanations, anew after each new plan of the topology.
 * @param client need not run yet
 * @param onPlanChanged fires after each new plan
 */
export function registerPlanDocuments(
  client: BaseLanguageClient,
  onPlanChanged: vscode.Event<PlanChangedParams>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const shown = new Map<string, vscode.Uri>();

  async function provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    shown.set(uri.toString(), uri);
    const params = requestOf(uri);
    const result = await client.sendRequest<ExplainResult>(EXPLAIN_REQUEST, params, token);
    return result?.markdown ?? vscode.l10n.t('The topology plans nothing named {0}.', explainedName(params));
  }

  function refresh(uri: vscode.Uri): void {
    if (!hasTab(uri, [...shown.values()])) shown.delete(uri.toString());
    else if (isOpen(uri)) changed.fire(uri);
    // VS Code lets go of a document that only a preview shows after some minutes; opened again, it is rendered again.
    else void vscode.workspace.openTextDocument(uri);
  }

  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent,
    }),
    onPlanChanged((plan) => {
      for (const uri of shown.values()) {
        if (requestOf(uri).textDocument.uri === plan.uri) refresh(uri);
      }
    }),
  );
}

function explainedName(params: ExplainParams): string {
  return 'entity' in params ? params.entity.name : params.vm;
}

function requestOf(uri: vscode.Uri): ExplainParams {
  return JSON.parse(uri.query) as ExplainParams;
}

/** Whether a tab shows it: a preview tells its document by nothing but its title, which holds the document's name. */
function hasTab(uri: vscode.Uri, shown: readonly vscode.Uri[]): boolean {
  const nameOf = ({ path }: vscode.Uri): string => path.slice(1);
  const names = shown.map(nameOf);
  const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  return labels.some((label) => nameIn(label, names) === nameOf(uri));
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}
