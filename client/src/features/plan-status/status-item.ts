import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { PlanChangedParams, PlanSummary } from '../../../../server/src/lsp/protocol.ts';
import { topologyEditor } from '../../infrastructure/topology-editor.ts';
import { summaryText } from './summary-text.ts';

/**
 * Shows the plan's summary of the topology that the user looks at in the status bar. A click shows the plan,
 * or opens the problems when VMs fail. While the server is down it says so, and a click starts it.
 * @param client need not run yet
 * @param onPlanChanged fires after each new plan
 */
export function registerPlanStatus(
  client: BaseLanguageClient,
  onPlanChanged: vscode.Event<PlanChangedParams>,
): vscode.Disposable {
  const summaries = new Map<string, PlanSummary>();
  const item = vscode.window.createStatusBarItem('hyperflexTopology.plan', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Topology Plan');

  const update = () => {
    const document = topologyEditor()?.document;
    if (!document) {
      item.hide();
      return;
    }
    const shown = appearance(client.state, summaries.get(client.code2ProtocolConverter.asUri(document.uri)));
    item.text = shown.text;
    item.tooltip = shown.tooltip;
    item.command = shown.command;
    item.backgroundColor = shown.failing ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };

  update();
  return vscode.Disposable.from(
    item,
    onPlanChanged(({ uri, summary }) => {
      summaries.set(uri, summary);
      update();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) summaries.clear();
      update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeVisibleTextEditors(update),
    vscode.workspace.onDidCloseTextDocument((document) => {
      summaries.delete(client.code2ProtocolConverter.asUri(document.uri));
    }),
    // A document that is given another language is closed and opened anew.
    vscode.workspace.onDidOpenTextDocument(update),
  );
}

interface Appearance {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
  readonly failing: boolean;
}

function appearance(state: State, summary: PlanSummary | undefined): Appearance {
  if (state === State.Stopped || state === State.StartFailed) {
    const text = `$(error) ${vscode.l10n.t('Topology: server stopped')}`;
    const tooltip = vscode.l10n.t('The language server does not run. Click to start it.');
    return { text, tooltip, command: 'hyperflexTopology.restartServer', failing: true };
  }
  if (!summary) {
    const tooltip = vscode.l10n.t('The topology is being planned.');
    return { text: '$(loading~spin) Topology', tooltip, command: 'hyperflexTopology.showOutput', failing: false };
  }
  const text = summaryText(summary, vscode.l10n.t);
  if (summary.fails > 0) {
    const tooltip = vscode.l10n.t('Some VMs fail. Click to see the problems.');
    return { text: `$(error) ${text}`, tooltip, command: 'workbench.actions.view.problems', failing: true };
  }
  const tooltip = vscode.l10n.t('How the VMs of this topology are read. Click to see the plan.');
  return { text: `$(server) ${text}`, tooltip, command: 'hyperflexTopology.showPlan', failing: false };
}
