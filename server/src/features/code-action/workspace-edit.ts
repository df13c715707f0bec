import type { ClientCapabilities, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix } from '../../engine/rules/rule.ts';
import { combine } from '../../engine/syntax/edit/placed.ts';
import type { TextEdit as EngineEdit } from '../../engine/syntax/index.ts';
import type { OpenDocument } from '../../lsp/documents.ts';

/** Whether the client can put the cursor to what an edit asks. */
export function takesSnippets(client: ClientCapabilities): boolean {
  return client.workspace?.workspaceEdit?.snippetEditSupport === true;
}

/** Edits of one document, which must not overlap, as the client can apply them. */
export function workspaceEdit(
  { uri, version, positions }: OpenDocument,
  client: ClientCapabilities,
  edits: readonly EngineEdit[],
): WorkspaceEdit {
  const plain = edits.map(({ start, end, newText }): TextEdit => ({ range: positions.range(start, end), newText }));
  return client.workspace?.workspaceEdit?.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: plain }] }
    : { changes: { [uri]: plain } };
}

/** A fix, with the cursor where it asks something; `undefined` where the client cannot show what it asks. */
export function editOfFix(document: OpenDocument, client: ClientCapabilities, fix: Fix): WorkspaceEdit | undefined {
  const edits = combine(fix.edits, document.analysis.tree.text);
  if (!edits) return undefined;
  if (!fix.asks) return workspaceEdit(document, client, edits);
  if (!takesSnippets(client)) return undefined;
  let stop = 0;
  const withStops = (text: string): string => {
    let snippet = escapeSnippet(text);
    for (const { text: placeholder } of fix.asks ?? []) {
      const escaped = escapeSnippet(placeholder);
      if (snippet.includes(escaped)) snippet = snippet.replace(escaped, () => `\${${++stop}:${escaped}}`);
    }
    return snippet;
  };
  const snippets = edits.map(({ start, end, newText }) => ({
    range: document.positions.range(start, end),
    snippet: withStops(newText),
  }));
  return snippetEdit(document, snippets);
}

/** Snippets for a client that {@link takesSnippets}. */
export function snippetEdit(
  { uri, version }: OpenDocument,
  snippets: readonly { readonly range: SnippetTextEdit['range']; readonly snippet: string }[],
): WorkspaceEdit {
  const edits = snippets.map(
    ({ range, snippet }): SnippetTextEdit => ({ range, snippet: { kind: 'snippet', value: snippet } }),
  );
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** Text as it stands, in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
