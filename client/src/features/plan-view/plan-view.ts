import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlanChangedParams } from '../../../../server/src/lsp/protocol.ts';
import { LANGUAGE_ID, topologyEditor } from '../../infrastructure/topology-editor.ts';
import type { HostMessage, ViewState } from './messages.ts';
import { pageOptions } from './page.ts';
import { PlanPanel } from './panel.ts';

/** As `package.json` activates the extension on it. */
const VIEW_TYPE = 'hyperflexTopology.plan';

/** The plan view, as other features use it. */
export interface PlanView {
  readonly show: ShowPlan;
  /** The file whose plan is shown, if one is. */
  readonly document: () => vscode.Uri | undefined;
  /** What is shown is to be asked for again. */
  readonly planChanged: () => void;
}

/** Shows the plan of a topology file in the view, and there what a message asks for, if one is given. */
export type ShowPlan = (document: vscode.Uri, message?: HostMessage) => void;

/**
 * Registers *Show Plan* and the view: one panel, which follows the topology that the user edits, and the cursor in it.
 * @param client need not run yet
 * @param onPlanChanged fires after each new plan
 * @returns the view, and what ends all of it
 */
export function registerPlanView(
  client: BaseLanguageClient,
  extension: vscode.Uri,
  onPlanChanged: vscode.Event<PlanChangedParams>,
): { readonly view: PlanView; readonly registration: vscode.Disposable } {
  let shown: PlanPanel | undefined;

  const adopt = (panel: vscode.WebviewPanel, document: vscode.Uri): PlanPanel => {
    panel.webview.options = pageOptions(extension);
    const adopted = new PlanPanel(client, panel, extension, document);
    shown = adopted;
    panel.onDidDispose(() => {
      if (shown === adopted) shown = undefined;
    });
    return adopted;
  };

  const showPlan: ShowPlan = (document, message) => {
    if (shown) {
      shown.follow(document);
      shown.reveal();
    } else {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      adopt(vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Topology Plan'), column), document);
    }
    if (message) shown?.tell(message);
  };

  const registration = vscode.Disposable.from(
    vscode.commands.registerCommand('hyperflexTopology.showPlan', () => {
      const editor = topologyEditor();
      if (editor) showPlan(editor.document.uri);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Open a topology file to see its plan.'));
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: ViewState | undefined) => {
        const document = state?.uri ? vscode.Uri.parse(state.uri) : topologyEditor()?.document.uri;
        if (document) adopt(panel, document);
        else panel.dispose();
      },
    }),
    onPlanChanged(({ uri }) => {
      if (shown && client.code2ProtocolConverter.asUri(shown.document) === uri) shown.planChanged();
    }),
    // What was saved is what the plan is compared with.
    vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
      if (languageId === LANGUAGE_ID) shown?.planChanged();
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.languageId === LANGUAGE_ID) shown?.follow(editor.document.uri);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
      if (document.languageId === LANGUAGE_ID) void shown?.cursorAt(document, selections[0]!);
    }),
  );
  const view: PlanView = {
    show: showPlan,
    document: () => shown?.document,
    planChanged: () => shown?.planChanged(),
  };
  return { view, registration };
}
