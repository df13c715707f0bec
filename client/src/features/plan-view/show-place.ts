import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ShownPlace } from '../../../../server/src/lsp/plan-protocol.ts';

/**
 * Shows a place in the editor that has its file open, else in one beside the view.
 * @param focus whether the user goes there, too
 * @param own the column of the view, which stays in sight
 */
export async function showPlace(
  client: BaseLanguageClient,
  { uri, range }: ShownPlace,
  focus: boolean,
  own: vscode.ViewColumn | undefined,
): Promise<void> {
  const target = client.protocol2CodeConverter.asUri(uri);
  const columns = vscode.window.tabGroups.all
    .filter(({ tabs }) => tabs.some(({ input }) => isOn(input, target)))
    .map(({ viewColumn }) => viewColumn);
  const beside = own === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  await vscode.window.showTextDocument(target, {
    viewColumn: columns.find((column) => column !== own) ?? columns[0] ?? beside,
    preserveFocus: !focus,
    selection: client.protocol2CodeConverter.asRange(range),
  });
}

function isOn(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
