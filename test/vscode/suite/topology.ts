import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TopologyApi } from '../../../client/src/extension.ts';
import { SERVER_INFO_REQUEST, type ServerInfoResult } from '../../../server/src/lsp/protocol.ts';
import { eventually } from './harness.ts';

/** The extension under test, as it is installed. */
export const EXTENSION_ID = 'hyperflex-topology.hyperflex-topology';

/** The rule that the example breaks. */
export const RULE_MISSING = 'firewall/iovisor-rule-missing';

/**
 * Opens a file of the workspace in an editor.
 *
 * @param name relative to the workspace folder
 * @returns its document
 */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The URI of a file by its path relative to the workspace folder, which every run has. */
export function fileUri(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

/** The diagnostics of a document with a rule's code. */
export function diagnosticsOf(document: vscode.TextDocument, code: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => codeOf(diagnostic) === code);
}

/** A diagnostic's code as text: it may come with a link to the rule's page. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/**
 * Waits until a document has a number of diagnostics with a code.
 *
 * @returns them
 */
export function untilDiagnostics(document: vscode.TextDocument, code: string, count: number) {
  return eventually(`${count} × ${code}`, () => {
    const found = diagnosticsOf(document, code);
    return found.length === count && found;
  });
}

/**
 * The titles of the lenses above the line that declares an entity, as a reader sees them.
 *
 * @param text stands in that line, and in none before it
 */
export async function lensesAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  const line = placeOf(document, text).line;
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    Number.MAX_SAFE_INTEGER,
  );
  return lenses.filter((lens) => lens.range.start.line === line).map((lens) => lens.command?.title ?? '');
}

/** The first place of a text in a document. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" is not in ${document.uri.path}`);
  return document.positionAt(offset);
}

/** Mends the example, and undoes it: what a server that runs now must see, and one before it cannot have left over. */
export async function followsEdits(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const host = document.lineAt(placeOf(document, 'name: esx02').line + 1).rangeIncludingLineBreak.end;
  edit.insert(
    document.uri,
    host,
    '    firewall: { rules: [{ name: a, ports: 0-65535, allowedAddresses: [10.10.50.21] }] }\n',
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
  await untilDiagnostics(document, RULE_MISSING, 0);
  await vscode.commands.executeCommand('undo');
  await untilDiagnostics(document, RULE_MISSING, 1);
}

/** Asks the extension for the process of its language server; `undefined` while there is none that answers. */
export async function serverPid(): Promise<number | undefined> {
  const extension = vscode.extensions.getExtension<TopologyApi>(EXTENSION_ID);
  const api = await extension?.activate();
  try {
    return (await api?.client.sendRequest<ServerInfoResult>(SERVER_INFO_REQUEST))?.pid ?? undefined;
  } catch {
    return undefined;
  }
}
