import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import { type Completion, complete } from '../engine/complete/complete.ts';
import type { Type } from '../engine/schema/types.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { escapeSnippet } from './snippet.ts';

/** What the format of the document allows at the position, in the format's order. */
export function completion(
  { tree, positions }: OpenDocument,
  format: Type,
  position: Position,
  client: ClientCapabilities,
): CompletionItem[] {
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  return complete(format, tree.text, positions.offset(position)).map((found, index) => ({
    label: found.label,
    kind: found.kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    ...(found.detail === undefined ? {} : { detail: found.detail }),
    documentation: { kind: MarkupKind.Markdown, value: found.documentation },
    sortText: String(index).padStart(4, '0'),
    // The editor filters by what stands there, and a code has a slash.
    filterText: found.label,
    textEdit: { range: positions.range(found.start, found.end), newText: snippets ? snippetOf(found) : found.newText },
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(found.newText.includes('\n') ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
  }));
}

/** Ends where the user goes on: in the choice among the words that can follow, if there is one. */
function snippetOf({ newText, choices }: Completion): string {
  const choice = choices.length > 0 ? `\${1|${choices.map((word) => word.replace(/[\\,|]/g, '\\$&')).join(',')}|}` : '';
  return escapeSnippet(newText) + choice;
}
