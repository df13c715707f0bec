import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { EXPLAIN_REQUEST, type ExplainParams, type ExplainResult } from '../../../../server/src/lsp/protocol.ts';

/**
 * Copies why a VM gets its proxy and mode, in one job or in all that include it, as Markdown for a ticket. Gives what was
 * done, in words; `undefined` when the topology plans no such VM.
 */
export async function copyExplanation(
  client: BaseLanguageClient,
  document: vscode.Uri,
  { vm, job }: { readonly vm: string; readonly job?: string },
): Promise<string | undefined> {
  const params: ExplainParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document) },
    vm,
    ...(job === undefined ? {} : { job }),
    forTicket: true,
  };
  const explained = await client.sendRequest<ExplainResult>(EXPLAIN_REQUEST, params);
  if (!explained) return undefined;
  await vscode.env.clipboard.writeText(explained.markdown);
  return vscode.l10n.t('Explanation copied as Markdown');
}
