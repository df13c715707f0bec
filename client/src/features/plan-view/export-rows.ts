import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  PLAN_TEXT_REQUEST,
  type PlanQuery,
  type PlanTextParams,
  type PlanTextResult,
} from '../../../../server/src/lsp/plan-protocol.ts';

/** Copies lines of the table, fit to be pasted into a spreadsheet. Gives what was done, in words. */
export async function copyRows(
  client: BaseLanguageClient,
  params: Omit<PlanTextParams, 'format'>,
): Promise<string | undefined> {
  const copied = await textOf(client, { ...params, format: 'tsv' });
  if (!copied) return undefined;
  await vscode.env.clipboard.writeText(copied.text);
  return copied.rows === 1 ? vscode.l10n.t('1 row copied') : vscode.l10n.t('{0} rows copied', copied.rows);
}

/** Writes all rows of the table into a file that the user chooses. Gives what was done, in words. */
export async function exportRows(
  client: BaseLanguageClient,
  document: vscode.Uri,
  query: PlanQuery,
): Promise<string | undefined> {
  const name = document.path.replace(/(?:\.topology)?\.ya?ml$/, '');
  const target = await vscode.window.showSaveDialog({
    defaultUri: document.with({
      path: `${name}.plan.csv`,
      ...(document.scheme === 'untitled' ? { scheme: 'file' } : {}),
    }),
    filters: { CSV: ['csv'] },
    title: vscode.l10n.t('Export the Plan'),
  });
  if (!target) return undefined;
  const uri = client.code2ProtocolConverter.asUri(document);
  const exported = await textOf(client, { textDocument: { uri }, query, format: 'csv' });
  if (!exported) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(exported.text));
  return vscode.l10n.t('{0} rows exported', exported.rows);
}

function textOf(client: BaseLanguageClient, params: PlanTextParams): Promise<PlanTextResult> {
  return client.sendRequest<PlanTextResult>(PLAN_TEXT_REQUEST, params);
}
