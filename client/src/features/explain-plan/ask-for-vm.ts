import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PLAN_REQUEST, type PlannedVm, type PlanParams, type PlanResult } from '../../../../server/src/lsp/protocol.ts';
import { literal } from '../../infrastructure/literal.ts';
import { topologyEditor } from '../../infrastructure/topology-editor.ts';

/** A planned VM, in one job or in all that include it. */
export interface AskedVm {
  readonly document: vscode.Uri;
  readonly vm: string;
  readonly job?: string;
}

/** The VM at the cursor, else one that the user picks; `undefined` when there is none, which the user is told, or no pick. */
export async function askForVm(client: BaseLanguageClient, placeHolder: string): Promise<AskedVm | undefined> {
  const editor = topologyEditor();
  if (!editor) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a topology file to have the plan of a VM explained.'),
    );
    return undefined;
  }
  const { uri: document } = editor.document;
  const params: PlanParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document) },
    position: client.code2ProtocolConverter.asPosition(editor.selection.active),
  };
  const plan = await client.sendRequest<PlanResult>(PLAN_REQUEST, params);
  if (!plan || plan.vms.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The topology plans no VM.'));
    return undefined;
  }
  if (plan.atPosition !== undefined) return { document, vm: plan.atPosition };
  const picked = await pickVm(plan.vms, placeHolder);
  return picked && { document, vm: picked.vm, job: picked.job };
}

async function pickVm(vms: readonly PlannedVm[], placeHolder: string): Promise<PlannedVm | undefined> {
  const items = vms.map((planned) => ({
    label: literal(planned.vm),
    description: literal(planned.job),
    detail: literal(planned.title),
    planned,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.planned;
}
