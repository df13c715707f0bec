import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  REMEDIATION_REQUEST,
  type RemediationParams,
  type RemediationResult,
} from '../../../../server/src/lsp/protocol.ts';
import { topologyEditor } from '../../infrastructure/topology-editor.ts';

type Form = RemediationParams['form'];

/**
 * Registers *Generate Remediation Script*, which opens what the server writes as an untitled document beside the topology.
 * It runs nothing. The form may be given as an argument; else it asks.
 * @param client need not run yet
 */
export function registerRemediation(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('hyperflexTopology.generateRemediationScript', async (given?: unknown) => {
    const editor = topologyEditor();
    if (!editor) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a topology file to generate its remediation script.'),
      );
      return;
    }
    const form = forms().find((item) => item.form === given)?.form ?? (await pickForm());
    if (!form) return;
    const params: RemediationParams = {
      textDocument: { uri: client.code2ProtocolConverter.asUri(editor.document.uri) },
      form,
    };
    const written = await client.sendRequest<RemediationResult>(REMEDIATION_REQUEST, params);
    if (!written) return;
    const { text: content, language } = written;
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ content, language }),
      vscode.ViewColumn.Beside,
    );
  });
}

function forms(): (vscode.QuickPickItem & { readonly form: Form })[] {
  return [
    {
      form: 'powershell',
      label: vscode.l10n.t('PowerShell script'),
      detail: vscode.l10n.t('Registry, ESXi firewalls, backup proxies and storage; it asks, and takes -WhatIf'),
    },
    {
      form: 'esxcli',
      label: vscode.l10n.t('esxcli lines per host'),
      detail: vscode.l10n.t('The firewalls alone, for the shell of each ESXi host'),
    },
    {
      form: 'checklist',
      label: vscode.l10n.t('Checklist'),
      detail: vscode.l10n.t('What no script can do'),
    },
  ];
}

async function pickForm(): Promise<Form | undefined> {
  const picked = await vscode.window.showQuickPick(forms(), {
    placeHolder: vscode.l10n.t('What to write; nothing is run'),
  });
  return picked?.form;
}
