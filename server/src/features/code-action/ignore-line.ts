import { type ClientCapabilities, type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { lineBreakOf } from '../../engine/syntax/edit/placed.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import { escapeSnippet } from '../snippet.ts';
import { snippetEdit, takesSnippets, workspaceEdit } from './workspace-edit.ts';

/** A comment above the line that keeps the rule silent there; the cursor goes to its reason, where the client can. */
export function ignoreAction(
  document: OpenDocument,
  code: string,
  line: number,
  client: ClientCapabilities,
): CodeAction | undefined {
  // Below text that does not parse, a comment may be no comment.
  if (code === 'format/yaml-syntax') return undefined;
  const { tree } = document;
  const start = tree.offsetAt({ line, character: 0 });
  const indentation = /^[ ]*/.exec(tree.slice(start, tree.offsetAt({ line: line + 1, character: 0 })))![0];
  const lineBreak = lineBreakOf(tree.text);
  const comment = `${indentation}# topology-ignore: ${code}`;
  const at = { line, character: 0 };
  const range = { start: at, end: at };
  return {
    title: `Ignore ${code} on this line`,
    kind: CodeActionKind.QuickFix,
    edit: takesSnippets(client)
      ? snippetEdit(document, range, `${escapeSnippet(comment)} \${1:reason}${lineBreak}`)
      : workspaceEdit(document, client, new Map([[tree.uri, [{ start, end: start, newText: comment + lineBreak }]]])),
  };
}
