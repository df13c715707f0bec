import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLAIN_COMMAND,
  type ExplainedEntity,
  type ExplainParams,
  PLAN_REQUEST,
  type PlanChangedParams,
  type PlannedVm,
  type PlanParams,
  type PlanResult,
} from '../../../../server/src/lsp/protocol.ts';
import { literal } from '../../infrastructure/literal.ts';
import { showMarkdown } from '../../infrastructure/show-markdown.ts';
import { topologyEditor } from '../../infrastructure/topology-editor.ts';
import { planDocumentUri, registerPlanDocuments } from './plan-document.ts';

/**
 * Registers *Explain Plan for VM* and the documents that it shows. A CodeLens or a hint names the document and a VM with its
 * job, or something else; without them it takes the VM at the cursor (in all its jobs), else it asks.
 * @param client need not run yet
 * @param onPlanChanged fires after each new plan
 */
export function registerExplainPlan(
  client: BaseLanguageClient,
  onPlanChanged: vscode.Event<PlanChangedParams>,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerPlanDocuments(client, onPlanChanged),
    // The editor's context menu passes the document as first argument: only the second one tells a lens or a hint.
    vscode.commands.registerCommand(EXPLAIN_COMMAND, async (uri?: unknown, what?: unknown, job?: unknown) => {
      const params = isEntity(what)
        ? { textDocument: { uri: String(uri) }, entity: what }
        : typeof what === 'string'
          ? explainParams(String(uri), what, job)
          : await askForVm(client);
      if (params) await showMarkdown(planDocumentUri(params));
    }),
  );
}

function isEntity(what: unknown): what is ExplainedEntity {
  return typeof what === 'object' && what !== null && 'kind' in what && 'name' in what;
}

function explainParams(uri: string, vm: string, job: unknown): ExplainParams {
  return { textDocument: { uri }, vm, ...(typeof job === 'string' ? { job } : {}) };
}

async function askForVm(client: BaseLanguageClient): Promise<ExplainParams | undefined> {
  const editor = topologyEditor();
  if (!editor) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a topology file to have the plan of a VM explained.'),
    );
    return undefined;
  }
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
  const params: PlanParams = { textDocument: { uri }, position };
  const plan = await client.sendRequest<PlanResult>(PLAN_REQUEST, params);
  if (!plan || plan.vms.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The topology plans no VM.'));
    return undefined;
  }
  if (plan.atPosition !== undefined) return explainParams(uri, plan.atPosition, undefined);
  const picked = await pickVm(plan.vms);
  return picked && explainParams(uri, picked.vm, picked.job);
}

async function pickVm(vms: readonly PlannedVm[]): Promise<PlannedVm | undefined> {
  const items = vms.map((planned) => ({
    label: literal(planned.vm),
    description: literal(planned.job),
    detail: literal(planned.title),
    planned,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('VM whose plan is to be explained'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.planned;
}
